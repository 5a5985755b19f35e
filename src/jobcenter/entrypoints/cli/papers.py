"""What is written down from the code itself: the settings' page and the OpenAPI document."""

import sys
from pathlib import Path
from typing import Annotated

import typer

Check = Annotated[
    Path | None, typer.Option("--check", metavar="FILE", help="Only say whether this file is up to date.")
]


def settings(check: Check = None) -> None:
    """Print every setting, as docs/settings.md shows them."""
    from jobcenter.entrypoints.settings_page import settings_page

    _print_or_check(settings_page(), check, "settings")


def openapi(check: Check = None) -> None:
    """Print the API's OpenAPI document."""
    import json

    from jobcenter.entrypoints.web import make_app
    from jobcenter.kit.settings import load_settings

    # Nothing is asked of a server to write the document, so the settings need not be anybody's.
    app = make_app(
        load_settings({"DATABASE_URL": "postgresql://nobody@localhost/none", "JOBCENTER_SECRET_KEY": "-" * 32})
    )
    _print_or_check(json.dumps(app.openapi(), indent=2, ensure_ascii=False) + "\n", check, "openapi")


def _print_or_check(text: str, file: Path | None, command: str) -> None:
    from jobcenter.kit.errors import ConflictError

    if file is None:
        sys.stdout.write(text)
        return
    anew = f"make it anew by `jobcenter {command} > {file}`"
    if not file.exists():
        raise ConflictError(f"{file} does not exist: {anew}.")
    if file.read_text(encoding="utf-8") != text:
        raise ConflictError(f"{file} is stale: {anew}.")
    print(f"{file} is up to date.")
