"""What is taken for a file of CSV: separators, marks, headings; and what is not."""

import io

import pytest

from jobcenter.imports.reading import sheet_of
from jobcenter.kit.errors import InvalidError


def read(text, kind="candidates"):
    sheet = sheet_of(kind, io.BytesIO(text if isinstance(text, bytes) else text.encode()))
    return sheet, list(sheet.lines)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separator_mark_and_line_ends_are_found_out(separator, mark, end):
    text = end.join(
        separator.join(row)
        for row in (["External Key", "E-Mail", "Name", "Shoe size"], ["1", "a@b.c", f'"Zoë{separator} A"', "44"])
    )
    sheet, (line,) = read(mark + text.encode())
    assert (sheet.columns, sheet.left_out) == (["key", "email", "name", None], ["Shoe size"])
    assert (line.number, line.cells) == (2, {"key": "1", "email": "a@b.c", "name": f"Zoë{separator} A"})


def test_rows_have_the_numbers_of_a_spreadsheet_and_tidy_cells():
    _, lines = read("name,phone,headline\n\n Ada ,'+49\x00 1,'=1+1\n , ,\nEve,'quoted',\nBo,1,2,3\n")
    assert [(one.number, one.cells, one.fault is None) for one in lines] == [
        (3, {"name": "Ada", "phone": "+49 1", "headline": "=1+1"}, True),
        (5, {"name": "Eve", "phone": "'quoted'"}, True),
        (6, {"name": "Bo", "phone": "1", "headline": "2"}, False),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "The file has no column name: its first row is nothing."),
        (b"Name,Name\n", "The header names the column name 2 times."),
        ("Zoë,name\n".encode("latin-1"), "The file is no text in UTF-8."),
        (b"name\n" + b"x" * 70_000 + b"\xff\n", "The file is no text in UTF-8."),
        (b'name\nAda\n"Eve\n' + b"x\n" * 100_000, "Row 3 cannot be read"),
    ],
)
def test_what_is_no_file_of_a_kind(text, why):
    with pytest.raises(InvalidError) as refused:
        read(text)
    assert refused.value.detail.startswith(why)
