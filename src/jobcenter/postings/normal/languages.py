"""Which language a text is in, by its commonest words or by its script."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import re
from typing import Final

_COMMON: Final = {
    "en": "the and of to in you we our with for is are your this will that be as on or have work team from an "
    "at what by more about who",
    "de": "und die der wir du mit für sie das ist ein eine in den von zu bei unsere unser deine dein oder auf "
    "im des dich dir sind als auch werden einen einer zum zur nicht ihre haben bist uns",
    "fr": "et les des vous nous votre notre pour dans une est sur avec aux êtes sont qui que ou par plus cette "
    "ce équipe au du la le en ses leur de un",
    "es": "y los las para una con por que del nuestro nuestra tu como más es al se en equipo experiencia "
    "trabajo tus sus son el la de un eres te desde también",
    "it": "e di il per con una che del della dei nel le gli delle alla sono nostro nostra più è nella tuo si "
    "come da lavoro anche al i un la team siamo degli",
    "pt": "e para com uma que os as do da dos das em não nossa nosso você é mais ao na no como ou por sua seu "
    "são equipe experiência um nós também",
    "nl": "en de het een van je voor met wij we bij onze ons jij jouw zijn is dat aan op ook als naar te werk "
    "om of die heb worden bent ben er",
    "pl": "i w z na do oraz się nie jest dla że od lub przez o nas to co jak pracy naszym zespołu za po ze są "
    "doświadczenie jako twoje masz",
    "sv": "och att i för med som du är en vi på av till det ett våra vår om dig eller kommer har hos oss den "
    "inom kan arbetar även från inte",
    "da": "og at i for med som du er en vi på af til det et vores om dig eller har hos os den kan ikke fra vil "
    "samt både bliver dine",
    "fi": "ja on sekä että ovat tai olet sinulla myös kanssa me meillä voit osaamista työ työn kuin joka olemme "
    "sinun ei se mukaan tiimi meidän jossa",
    "nb": "og å i for med som du er en vi på av til det et vår våre om deg eller har hos oss den kan ikke fra "
    "vil samt både blir dine innen",
    "cs": "a v se na s je pro do to že z nebo o jsme si i k od ve nás práce který zkušenosti práci jako naše "
    "budeš máme bude našeho po",
    "tr": "ve bir ile için bu olarak en de da olan çok ekip iş deneyim veya konusunda sahip gibi daha olmak "
    "ekibimize çalışma biz sen tercihen",
}
_LANGUAGES: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """A word of few languages says more than one of many."""
    bearing: dict[str, list[str]] = {}
    for language, words in _LANGUAGES.items():
        for word in words:
            bearing.setdefault(word, []).append(language)
    return {word: tuple((language, 1.0 / len(of)) for language in of) for word, of in bearing.items()}


_WEIGHTS: Final = _weights()
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 600  # characters from the beginning, and as many from the middle: many begin in another language
_FEWEST: Final = 8  # words
_LEAST: Final = 2.5  # weight
_AHEAD: Final = 1.25  # times the second
_DENSEST: Final = 0.06  # of the words
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    (
        "",
        re.compile("[\u0370-\u05ff\u0700-\u10ff\u1780-\u17ff]"),
    ),  # Greek, Cyrillic, Hebrew, India's: not told apart here
)
_NOT_LATIN: Final = re.compile("[\u0370-\u1dff\u3040-\ud7af]+")
_PERSIAN_OR_URDU: Final = re.compile("[\u067e\u0686\u0698\u06af\u0679\u06d2]")
_MUCH: Final = 0.2  # of a text's letters


def language(text: str) -> str | None:
    """The language of a text in two letters, or None where it is short, mixed, or none of those that are known."""
    half = len(text) // 2
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]} {text[half : half + _SAMPLE]}"
    if not sample.isascii():
        by_script = _by_script(sample)
        if by_script is not None:
            return by_script or None
    words = _WORD.findall(sample.lower())
    if len(words) < _FEWEST:
        return None
    counts: dict[str, float] = {}
    for word in filter(_WEIGHTS.__contains__, words):
        for of, weight in _WEIGHTS[word]:
            counts[of] = counts.get(of, 0.0) + weight
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < max(_LEAST, _DENSEST * len(words)):
        return None
    if len(ranked) > 1 and ranked[0][1] < _AHEAD * ranked[1][1]:
        return None
    return ranked[0][0]


def _by_script(sample: str) -> str | None:
    """The language that a script tells; "" for a script of none that is known; None for Latin letters."""
    # A Chinese or Japanese sign is worth about three letters of a word.
    signs = "".join(_NOT_LATIN.findall(sample))
    if len(signs) * 3 < _MUCH * len(sample) or len(signs) < _FEWEST:
        return None
    counts = {of: len(pattern.findall(signs)) for of, pattern in _SCRIPTS}
    most = max(counts, key=lambda of: counts[of])
    if most in {"ja", "zh"} and counts["ja"] >= _FEWEST // 2 and counts["ja"] * 20 > counts["zh"]:
        return "ja"
    return "" if most == "ar" and _PERSIAN_OR_URDU.search(sample) else most
