import ast
import os
import re
from pathlib import Path

from jobcenter.entrypoints.cli.program import PANELS

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "jobcenter"
MODULES = sorted(path for path in SRC.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MARKS = re.compile(rf"\b(?:{'|'.join(('TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'))})\b")
NAMES = re.compile(r"(?:utils?|helpers?|services?|manager\w*|\w*_(?:utils?|helpers?|service|manager))\.py")
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.]")
TEXTS = {".py", ".md", ".toml", ".yml", ".yaml", ".sh", ".json", ".txt", ".mako", ".js", ".ts", ".vue", ".css", ""}
SKIPPED = {
    "node_modules",
    "webapp",
    ".git",
    ".venv",
    ".jobcenter",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}


def named(path):
    return str(path.relative_to(ROOT))


def texts():
    for folder, inner, files in os.walk(ROOT):
        inner[:] = sorted(set(inner) - SKIPPED)  # what is skipped is not walked through either
        for path in (Path(folder, name) for name in sorted(files)):
            if path.is_file() and path.suffix in TEXTS:
                yield path


def test_files_stay_short_enough_to_read():
    long = []
    for path in MODULES + TESTS:
        most = 200 if path.parent.name == "tables" else 320
        lines = len(path.read_text().splitlines())
        if lines > most and path.parent.name != "versions":  # those are made by Alembic, and read once
            long.append(f"{named(path)}: {lines}, at most {most}")
    assert long == []


def test_a_module_opens_with_one_sentence():
    wrong = []
    for path in MODULES:
        told = (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n\n")[0]
        if not told.endswith((".", ":")) or re.search(r"[.!?] [A-Z]", told):
            wrong.append(f"{named(path)}: {told!r}")
    assert wrong == []


def test_no_file_is_a_drawer_for_anything():
    assert [named(path) for path in MODULES + TESTS if NAMES.fullmatch(path.name)] == []


def test_nothing_is_left_to_be_done():
    assert [named(path) for path in texts() if path.suffix != ".json" and MARKS.search(path.read_text())] == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    assert [named(path) for path in texts() if MACHINE.search(path.read_text())] == []


def test_only_the_queue_knows_rq():
    knowing = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            knowing += [named(path) for name in names if name.split(".")[0] == "rq"]
    assert set(knowing) == {"src/jobcenter/work/queue.py"}


def test_the_readme_names_commands_that_there_are():
    spans = re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", (ROOT / "README.md").read_text(), re.DOTALL)
    code = "\n".join(block or span for block, span in spans)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"help", "up", "test", "check", "bench"} <= targets
    assert "up" in set(re.findall(r"\bmake ([a-z]+)", code)) <= targets
    commands = {name: inner for panel in PANELS.values() for name, inner in panel.items()}
    said = re.findall(r"\bjobcenter ([a-z]+)(?: ([a-z-]+))?", code)
    assert len(said) > 10
    for name, inner in said:
        assert name in commands
        assert not isinstance(commands[name], dict) or inner in commands[name]
