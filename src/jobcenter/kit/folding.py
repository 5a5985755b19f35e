"""One way to compare words: without case, accents, punctuation and the width of letters."""

# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is looked for

import unicodedata
from functools import lru_cache
from typing import Final

_GONE: Final = frozenset(".'’`´ʼ‘·\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f")
_KEPT: Final = frozenset("+#")
SHORT: Final = 120  # characters of a text that is worth remembering: names and places come again and again
_ALSO: Final = {
    "&": " and ",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_ACCENTS: Final = range(0x0300, 0x0370)


class _Letters(dict[int, str]):
    """What each character becomes; learnt once for each that is met."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        if letter in _ALSO:
            becomes = _ALSO[letter]
        elif letter in _GONE or point in _ACCENTS:
            becomes = ""
        elif letter in _KEPT or unicodedata.category(letter)[0] in "LMN":
            becomes = letter
        else:
            becomes = " "
        self[point] = becomes
        return becomes


_letters = _Letters()


def fold(text: str) -> str:
    """The words of a text in lower case with single spaces between: "São Paulo, U.S." becomes "sao paulo us".

    Accents go only from letters that carry them as ornament; vowel signs of other scripts stay, for they are letters.
    "&" becomes "and"; "+" and "#" stay, for "C++" is not "C".
    """
    return _remembered(text) if len(text) <= SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().translate(_letters).split())
    # Folding case can bring forth an accent of its own ("İ"), and taking letters apart can bring forth capitals ("™").
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return " ".join(unicodedata.normalize("NFC", apart.translate(_letters)).split())


_remembered = lru_cache(maxsize=32_768)(_fold)
