"""A file on its way in: large ones, repeated ones, and what is no file."""

import pytest

from jobcenter.imports import api as routes


async def test_a_file_larger_than_any_other_body_is_taken_and_one_too_large_is_not(send, bring, sql, monkeypatch):
    rows = "".join(f"K{n},Person {n},{'x' * 400}\n" for n in range(3_000))
    counts, _ = await bring("candidates", f"key,name,headline\n{rows}")
    assert (len(rows) > 1024 * 1024, counts) == (True, {"made": 3_000})
    monkeypatch.setattr(routes, "MOST_BYTES", 1024)
    refused = await send("candidates", f"key,name,headline\n{rows}")
    assert (refused.status_code, "larger than 1024 bytes" in refused.json()["detail"]) == (413, True)
    assert (await sql("SELECT count(*) AS n FROM imports"))[0]["n"] == 1


async def test_the_same_request_again_is_the_same_import(send, sql):
    headers = {"Idempotency-Key": "k"}
    first, second = [await send("candidates", "key,name\nK1,One\n", headers=headers) for _ in range(2)]
    assert (first.status_code, second.json()) == (202, first.json())
    other = await send("candidates", "key,name\nK2,Two\n", headers=headers)
    assert (other.status_code, (await sql("SELECT count(*) AS n FROM imports"))[0]["n"]) == (422, 1)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("candidates", "", "The file has no column name"),
        ("candidates", "{}", "It must name the columns"),
        ("applicants", "job\nJ1\n", "The file has no column candidate"),
        ("candidates", "name\n\n", "has a header and no rows"),
        ("people", "name\nAda\n", "kind"),
    ],
)
async def test_what_is_no_file(send, sql, kind, text, why):
    answer = await send(kind, text)
    assert (answer.status_code, why in answer.json()["detail"]) == (422, True), answer.text
    assert await sql("SELECT 1 FROM imports UNION ALL SELECT 1 FROM import_rows") == []
