"""Draws docs/terminal.svg: a real run in a terminal, against made-up sites, in a folder of its own."""

import fcntl
import io
import os
import pty
import re
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Console
from rich.text import Text

from jobcenter.demo.sites import Sample, StandIn

ROOT = Path(__file__).resolve().parent.parent
PORT = "8765"
COLUMNS = 112
COMMANDS = (
    "jobcenter scrape ashby copper-analytics",
    "jobcenter schedule add Amber greenhouse amber-analytics --every 60",
    "jobcenter postings --search 'site reliability' --limit 5",
    "jobcenter runs",
)


def main() -> None:
    """Start everything, run the commands, keep what they say."""
    with tempfile.TemporaryDirectory() as folder, StandIn.start(Sample()) as sites:
        environ = {
            **os.environ,
            **sites.site_settings(),
            "JOBCENTER_PORT": PORT,
            "JOBCENTER_METRICS_PORT": "0",
            "FORCE_COLOR": "1",
            "COLUMNS": str(COLUMNS),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        up = subprocess.Popen(
            [Path(sys.executable).with_name("jobcenter"), "up"], cwd=folder, env=environ, stdout=subprocess.DEVNULL
        )
        try:
            wait_until_up()
            console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
            for command in COMMANDS:
                console.print(f"[bold green]$[/] [bold]{command}[/]", highlight=False)
                console.print(Text.from_ansi(said_at_terminal(command, folder, environ)))
                time.sleep(2)
        finally:
            up.send_signal(signal.SIGINT)
            up.wait()
    picture = console.export_svg(title="Job Center")
    own_fonts = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # nothing is loaded from elsewhere
    (ROOT / "docs" / "terminal.svg").write_text(own_fonts.replace("Fira Code", "ui-monospace"), encoding="utf-8")


def said_at_terminal(command: str, folder: str, environ: dict[str, str]) -> str:
    """What a command shows in a terminal of our width, once it is through."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    # Progress moves about on the line that it overwrites in the end: its log is left out here.
    output = its if "scrape" not in command else subprocess.PIPE
    process = subprocess.Popen(shlex.split(command), cwd=folder, env=environ, stdout=output, stderr=subprocess.DEVNULL)
    os.close(its)
    said = process.stdout.read() if process.stdout else b"".join(iter(lambda: read(ours), b""))
    process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n").rstrip() + "\n"


def read(terminal: int) -> bytes:
    """Some of what a terminal shows; nothing once its program has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def wait_until_up() -> None:
    """Wait until the API answers."""
    for _ in range(120):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/health")
        except URLError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("Job Center did not start.")


if __name__ == "__main__":
    main()
