"""The page of all settings, made from `Settings` itself: `docs/settings.md` is its output."""

from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from jobcenter.kit.embedded.identity import FORCED_BY, Identity
from jobcenter.kit.settings import Settings, variable_of

HEAD = """\
# Settings

Job Center reads its settings from the environment, and from nowhere else (a file `.env` is never read). A wrong value
stops it with a sentence that names the setting, the value and what is allowed; `jobcenter doctor` looks at all of them.
`make up` needs none of them.

This page is made from the code: `jobcenter settings > docs/settings.md`.

| Setting | Value | Default | What it does |
|---|---|---|---|
"""
SITES = """
## Of one site

`<NAME>` is a site's name in capitals, such as `GREENHOUSE`; `jobcenter sites` lists them.

| Setting | Value | Default | What it does |
|---|---|---|---|
| `JOBCENTER_SITE_<NAME>_URL` | URL, `http://` or `https://` | the vendor's own | \
Where the site is asked instead, such as a regional host; `{target}` in it stands for the board's name. |
| `JOBCENTER_SITE_<NAME>_REQUESTS_PER_SECOND` | number, above 0 and at most 10000 | the site's own | \
How fast the site is asked by all workers together. |

## Of the embedded servers

| Setting | Value | Default | What it does |
|---|---|---|---|
"""


def settings_page() -> str:
    """All settings as Markdown: each one's name, kind of value, default and meaning."""
    rows = [
        _row(f"`{variable_of(name)}`", _kind(name, field), _default(field), field.description or "")
        for name, field in Settings.model_fields.items()
        if field.description
    ]
    others = " or ".join(f"`{one}`" for one in (Identity.NAMESPACE, Identity.NOBODY))
    embedded = _row(
        f"`{FORCED_BY}`",
        others,
        "what works here",
        "As whom `make up` runs PostgreSQL when root starts it: in a user namespace, or as the user `nobody`.",
    )
    return f"{HEAD}{''.join(rows)}{SITES}{embedded}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _kind(name: str, field: FieldInfo) -> str:
    """What values a setting takes, in words."""
    kind = _without_none(field.annotation)
    if get_origin(kind) is Literal:
        *most, last = (f"`{value}`" for value in get_args(kind))
        return f"{', '.join(most)} or {last}"
    words = {bool: "`true` or `false`", int: "whole number", float: "number", Path: "folder", str: "text"}
    if kind is str and name.removesuffix("_given").endswith("_url"):
        return "URL"
    text = words.get(kind) or "words, separated by commas"
    return ", ".join([text, *_limits(field)])


def _without_none(annotation: Any) -> Any:  # noqa: ANN401 - annotations are of any type
    if get_origin(annotation) in {Union, UnionType}:
        return next(one for one in get_args(annotation) if one is not NoneType)
    return annotation


def _limits(field: FieldInfo) -> list[str]:
    """What a setting's value must keep to; pydantic holds each limit in an object of its own."""

    def limit(name: str) -> Any:  # noqa: ANN401 - a number or a pattern
        return next((found for one in field.metadata if (found := getattr(one, name, None)) is not None), None)

    least, most, length, pattern = limit("ge"), limit("le"), limit("max_length"), limit("pattern")
    limits = []
    if least is not None and most is not None:
        limits.append(f"{least} to {most}")
    elif least is not None:
        limits.append(f"at least {least}")
    if length is not None:
        limits.append(f"at most {length} characters")
    if pattern is not None:
        limits.append(f"like `{pattern}`")
    return limits


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value in {"", frozenset()}:
        return "not set"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"
