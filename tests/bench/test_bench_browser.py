import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from bench.browser.chromium import lacking
from bench.browser.weight import MOST_KILOBYTES, kilobytes, needed

from jobcenter.entrypoints.pages import BUILT

ROOT = Path(__file__).parents[2]
COUNTED = {"JavaScript that the board loads, gzip", "rows that are elements while scrolling, the most"}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(bool(lacking()), reason=lacking() or "everything is here")
def test_a_browser_measures_the_board_and_what_is_counted_holds(tmp_path):
    output = tmp_path / "result.json"
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "browser", "--quick", "--output", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr

    figures = {figure["name"]: figure for figure in json.loads(output.read_text())["families"]["browser"]}
    assert len([one for one in figures.values() if one["aim"] is not None]) >= 7
    for figure in figures.values():
        assert all(math.isfinite(number) for number in [figure["value"], *figure["samples"]]), figure
        assert figure["value"] >= 0, figure
    # Times are this machine's; these are the same on every one.
    assert {name for name in COUNTED if not figures[name]["met"]} == set()


@pytest.mark.skipif(not (BUILT / "index.html").exists(), reason="the web application is not built: make test")
def test_what_the_board_needs_to_begin_stays_light():
    scripts = needed("BoardPage")
    assert len(scripts) > 5
    assert kilobytes(scripts) <= MOST_KILOBYTES


def test_a_page_needs_what_it_imports_and_not_what_it_may_import_later(tmp_path):
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_text(
        '<script type="module" src="/app/assets/index-00000001.js"></script>'
        '<link rel="modulepreload" href="/app/assets/ui-00000002.js">'
    )
    for name, says in {
        "index-00000001": 'import{a}from"./ui-00000002.js";import("./BoardPage-00000003.js")',
        "ui-00000002": 'import "./style-00000005.js"',
        "BoardPage-00000003": "import * as q from './queries-00000004.js';import(`./MoveDialog-00000006.js`)",
        "queries-00000004": 'export{b}from"./ui-00000002.js"',
        "style-00000005": "",
        "MoveDialog-00000006": "",
        "BoardPageTools-00000007": "",
    }.items():
        (assets / f"{name}.js").write_text(says)
        (assets / f"{name}.js.gz").write_bytes(b"x" * 500)
    found = needed("BoardPage", tmp_path)
    assert {name.rpartition("-")[0] for name in found} == {"index", "ui", "BoardPage", "queries", "style"}
    assert kilobytes([*found, *found], assets) == 2.5
    with pytest.raises(LookupError, match="of MoveD there are 0"):
        needed("MoveD", tmp_path)
