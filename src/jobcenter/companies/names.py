"""Who is hiring: the employer's name as it is shown, and a key that its spellings share."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from typing import Final

from jobcenter.kit.folding import fold

LONGEST: Final = 300

# Folded, hence without dots: "S.p.A." is "spa". Longer forms first, for "GmbH & Co. KG" ends in one of its own parts.
_SPELLINGS: Final = """
Inc|Incorporated|Corp|Corporation|Co|Company|LLC|L L C|LLP|LP|PLLC|PBC|PC|Ltd|Limited|Ltd Co|PLC|CIC|Co Ltd|
Company Limited|Private Limited|Pvt Ltd|Pvt Limited|Pty Ltd|Pty Limited|Pty|Pte Ltd|Pte Limited|Pte|Sdn Bhd|Bhd|
Berhad|GmbH|mbH|gGmbH|GmbH & Co KG|GmbH & Co OHG|GmbH & Co KGaA|SE & Co KGaA|AG & Co KG|KG|KGaA|OHG|GbR|UG|
UG haftungsbeschränkt|AG|SE|eV|eG|e K|Aktiengesellschaft|Gesellschaft mbH|SA|SAS|SASU|SARL|EURL|SNC|SCA|SCOP|S A S|
SL|SLU|SAU|SpA|Srl|Srls|SA de CV|S de RL|S de RL de CV|SAPI de CV|Ltda|Lda|EIRELI|S A|BV|NV|CV|BVBA|SPRL|VOF|ApS|
A S|AS|ASA|IVS|AB|HB|Oy|Oyj|Ab Oy|Oy Ab|sp z oo|sp z o o|sp k|sp j|sro|s r o|as s|spol s r o|kft|zrt|nyrt|doo|d o o|
dd|ad|ead|eood|ood|OÜ|UAB|SIA|JSC|OJSC|CJSC|PJSC|ZAO|OOO|ООО|ЗАО|ПАО|АО|TOO|ТОО|ТОВ|KK|K K|GK|YK|Kabushiki Kaisha|
株式会社|有限会社|合同会社|주식회사|有限公司|股份有限公司|有限责任公司|
FZE|FZ LLC|FZCO|WLL|DMCC|AE|EPE|IKE|AŞ|Ltd Şti|Anonim Şirketi|PT|Tbk|SAL|DAC|
ULC|SICAV
"""
_FORMS: Final = sorted(
    {fold(form) for form in _SPELLINGS.split("|")}, key=lambda form: (-len(form.split()), -len(form))
)
_BEHIND: Final = re.compile(rf" (?:{'|'.join(map(re.escape, _FORMS))})$")
# Before a name only those that stand there by custom; "SE Ranking" and "AS Roma" begin otherwise.
_BEFORE: Final = re.compile(
    rf"^(?:{'|'.join(fold(form) for form in ('PT', 'OOO', 'ООО', 'ЗАО', 'ПАО', 'АО', 'ТОВ', 'ТОО', 'UAB', 'SIA'))}) "
)
_GLUED: Final = ("株式会社", "有限会社", "合同会社", "주식회사", "股份有限公司", "有限责任公司", "有限公司")
_ARTICLE: Final = re.compile(r"^the ")
_BEFORE_HOST: Final = re.compile(r"[./]")


def employer(company: str | None, target: str) -> str | None:
    """The employer's name: the vendor's, else the name that the board's target holds; None where there is neither.

    A target such as "acme.wd1/External" holds the name before its first dot or slash.
    """
    for name in (company, _BEFORE_HOST.split(target, maxsplit=1)[0] or target):
        shown = " ".join((name or "").split())
        if shown:
            return shown[:LONGEST]
    return None


def employer_key(name: str | None) -> str | None:
    """What all spellings of an employer's name share: "The Acme Data Company, Inc." and "acme-data" are "acmedata".

    Case, accents, punctuation, spaces, a leading "The" and legal forms go. A name that is nothing but a legal form
    keeps it; one without a letter or a figure has no key.
    """
    if not name:
        return None
    words = fold(name[:LONGEST]).replace("+", " ").replace("#", " ")
    words = " ".join(words.split())
    for form in _GLUED:
        words = (words.removeprefix(form).removesuffix(form)).strip() or words
    words = _ARTICLE.sub("", words) or words
    words = _BEFORE.sub("", words) or words
    shorter = _BEHIND.sub("", words)
    while shorter != words:
        words = shorter.removesuffix(" and")
        shorter = _BEHIND.sub("", words)
    return words.replace(" ", "") or None
