"""The README's pictures are there, small, and told in words to those who do not see them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SHOWN = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text())
MOST_BYTES = 150_000
WIDE = 1440


def width_of(webp):
    """The width of a WebP as Chromium writes it, with its colour space: it stands, less one, in the first chunk."""
    assert webp[:4] == b"RIFF"
    assert webp[8:16] == b"WEBPVP8X"
    return int.from_bytes(webp[24:27], "little") + 1


def test_pictures_are_there_and_small():
    assert len(SHOWN) >= 4
    assert {path: size for _, path in SHOWN if (size := (ROOT / path).stat().st_size) > MOST_BYTES} == {}
    assert {path.name: width_of(path.read_bytes()) for path in PICTURES.iterdir()} == {
        f"{name}.webp": WIDE for name in ("board", "candidate", "run", "monitor")
    }


def test_every_picture_is_shown_and_told_in_words():
    assert {path for _, path in SHOWN} >= {f"docs/pictures/{path.name}" for path in PICTURES.iterdir()}
    assert [path for told, path in SHOWN if len(told.split()) < 6] == []
