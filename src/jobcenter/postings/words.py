"""What people type to search: words, "phrases", -without, beginnings*; read into terms that PostgreSQL looks up."""

import re
from dataclasses import dataclass
from typing import Literal

from jobcenter.kit.errors import InvalidError
from jobcenter.postings.rules import unaccented

MOST_TERMS = 30

_PART = re.compile(r'(?P<without>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a posting's words must hold (or, `without`, must not)."""

    kind: Literal["word", "phrase", "beginning"]
    text: str
    without: bool = False

    @property
    def bare(self) -> str:
        """The term without accents; a beginning is quoted as PostgreSQL's `to_tsquery` wants it."""
        text = unaccented(self.text)
        if self.kind != "beginning":
            return text
        quoted = text.replace("\\", "\\\\").replace("'", "''")
        return f"'{quoted}':*"


def read_query(words: str) -> list[Term]:
    """The terms of a query, in its order; what holds neither letter nor digit says nothing and is left out.

    Raises:
        InvalidError: a quotation mark is not closed, there is nothing to look for, or too much.
    """
    if words.count('"') % 2:
        raise InvalidError('q: a quotation mark is not closed. Write phrases as "site reliability engineer".')
    terms = [term for part in _PART.finditer(words) if (term := _term(part)) and _says_something(term.text)]
    if not terms:
        raise InvalidError("q: there is no word in it to look for. Give at least one letter or digit, or leave q out.")
    if len(terms) > MOST_TERMS:
        raise InvalidError(
            f"q: it has {len(terms)} words; at most {MOST_TERMS} are looked for at once. Leave some out."
        )
    return terms


def _term(part: re.Match[str]) -> Term:
    if part["phrase"] is not None:
        return Term("phrase", part["phrase"], without=bool(part["without"]))
    word = part["word"]
    without = word.startswith("-")
    text = word.removeprefix("-")
    if text.endswith("*"):
        return Term("beginning", text.rstrip("*"), without=without)
    return Term("word", text, without=without)


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def read_names(where: str, names: str, *, beginnings: bool) -> list[Term]:
    """The words of a company's or a place's name; with `beginnings`, each may be the beginning of a longer one.

    Raises:
        InvalidError: there is no word in it; `where` names the parameter.
    """
    kind: Literal["beginning", "word"] = "beginning" if beginnings else "word"
    terms = [Term(kind, word) for word in names.split() if _says_something(word)]
    if not terms or len(terms) > MOST_TERMS:
        raise InvalidError(f"{where}: needs a name of one to {MOST_TERMS} words, with letters or digits.")
    return terms
