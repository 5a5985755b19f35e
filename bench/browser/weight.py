"""What a page's JavaScript weighs, by the built application's own files."""

import re
from collections.abc import Iterable
from pathlib import Path

from jobcenter.entrypoints.pages import BUILT

MOST_KILOBYTES = 180.0
"""What a board may load, packed by gzip, in thousands of bytes."""

_BESIDE = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
_OF_PAGE = re.compile(r'(?:src|href)="/app/assets/([\w.-]+\.js)"')


def kilobytes(names: Iterable[str], folder: Path = BUILT / "assets") -> float:
    """What these scripts weigh together, packed as the build packs them."""
    return sum((folder / f"{name}.gz").stat().st_size for name in set(names)) / 1000


def needed(page: str, built: Path = BUILT) -> set[str]:
    """The scripts without which a page (`BoardPage`) does not begin: the application's, the page's, all they import.

    Raises:
        LookupError: the build has no script of that page, or several.
    """
    folder = built / "assets"
    own = [path.name for path in folder.glob("*.js") if re.fullmatch(rf"{page}-[\w-]{{8}}\.js", path.name)]
    if len(own) != 1:
        raise LookupError(f"of {page} there are {len(own)} scripts in the build, not one")
    found: set[str] = set()
    waiting = {*own, *_OF_PAGE.findall((built / "index.html").read_text(encoding="utf-8"))}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= set(_BESIDE.findall((folder / name).read_text(encoding="utf-8"))) - found
    return found
