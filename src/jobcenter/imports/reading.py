"""Reading a file of CSV: its separator and columns are found out, its rows come one by one."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from jobcenter.imports.columns import column_of, mapped
from jobcenter.kit.errors import InvalidError

MOST_BYTES: Final = 128 * 1024 * 1024
MOST_ROWS: Final = 1_000_000
SEPARATORS: Final = ",;\t"
_PIECE: Final = 1024 * 1024
_HEADER: Final = 64 * 1024  # characters within which the first row must end
_GUARDED: Final = re.compile(r"'(?=\s*[=+\-@])")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its number as a spreadsheet counts (the header is 1), its cells by column, or its fault."""

    number: int
    cells: dict[str, str]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was understood: what each of its columns means, the headings left out, and its rows, read once."""

    columns: list[str | None]
    left_out: list[str]
    lines: Iterator[Line]


def digest_of(file: BinaryIO) -> str:
    """What two files have in common only when they are the same; the file stands at its beginning again."""
    found = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def sheet_of(kind: str, file: BinaryIO) -> Sheet:
    """Read a file's header, in UTF-8 with or without a byte order mark; its rows are read as they are asked for.

    Raises:
        InvalidError: it is no text in UTF-8, or its first row does not name the columns of this kind; the rows raise
            it too, where a quote is opened and not closed.
    """
    written = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        start = written.read(_HEADER)
    except UnicodeDecodeError:
        raise _no_text() from None
    separator = max(
        SEPARATORS, key=lambda one: sum(column_of(kind, heading) is not None for heading in _first(start, one))
    )
    headings = [heading.strip() for heading in _first(start, separator)]
    columns = mapped(kind, headings)
    written.seek(0)
    left_out = [heading for heading, column in zip(headings, columns, strict=True) if column is None and heading]
    return Sheet(columns, left_out, _lines(csv.reader(written, delimiter=separator), columns))


def _first(start: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _lines(rows: Iterator[list[str]], columns: list[str | None]) -> Iterator[Line]:
    number, wide = 0, len(columns)
    try:
        for number, row in enumerate(rows, 1):
            if number == 1 or not any(cell.strip() for cell in row):
                continue
            cells = {
                column: tidied
                for column, cell in zip(columns, row, strict=False)
                if column is not None and (tidied := _tidied(cell))
            }
            fault = None
            if any(cell.strip() for cell in row[wide:]):
                fault = (
                    f"The row has {len(row)} cells, the header {wide}. Put double quotes around a cell that holds the "
                    "separator."
                )
            yield Line(number, cells, fault)
    except UnicodeDecodeError:
        raise _no_text() from None
    except csv.Error as error:
        raise InvalidError(
            f"Row {number + 1} cannot be read ({error}): a double quote may be opened there and never closed."
        ) from None


def _tidied(cell: str) -> str:
    """A cell without what cannot be stored, and without the apostrophe by which our export disarms formulas."""
    return _GUARDED.sub("", cell.replace("\x00", "").strip(), count=1) if cell else ""


def _no_text() -> InvalidError:
    return InvalidError('The file is no text in UTF-8. Save it as "CSV UTF-8" in the spreadsheet, and send that file.')
