"""Makes docs/pictures: the web application over a made-up agency, in a Chromium, in an installation of its own.

The databases, the boards that are scraped and the people are made for the pictures, and are gone afterwards. Words that
follow go to `jobcenter demo agency`: `bin/pictures.py --pipeline 2000` is quicker, for a look at what has changed.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from jobcenter.demo.sites import Fault, Sample, StandIn
from jobcenter.entrypoints.pages import BUILT
from jobcenter.kit.embedded.process import free_port

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NAMES = ("board", "candidate", "run", "monitor")
MOST_BYTES = 150_000
AGENCY = ("--pipeline", "40000", "--applicants", "60000")  # the other jobs are not in the pictures: few people do
BOARDS = Sample(count=3, postings=640, others=1)
# What a run is good for shows when something goes wrong: an item that is none, a refusal that is waited out.
FAULTS = (
    Fault("damaged_item", site="lever", query={"skip": "100"}, item=7, times=1),
    Fault("status", site="lever", query={"skip": "200"}, status=429, retry_after=2, times=1),
)
JOBCENTER = Path(sys.executable).with_name("jobcenter")
START_WITHIN = 120.0  # seconds


def main() -> None:
    """Start everything, fill it, take the pictures, and put them where the README shows them."""
    chromium = os.environ.get("JOBCENTER_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SystemExit(
            "The pictures are taken in Chromium, and there is none here: apt-get install chromium, or name one in "
            "JOBCENTER_CHROMIUM."
        )
    if not (BUILT / "index.html").exists():
        raise SystemExit("The web application is not built: python3 bin/web.py build; then run this again.")
    with tempfile.TemporaryDirectory() as folder, StandIn.start(BOARDS, faults=FAULTS) as sites:
        port = free_port()
        environ = {
            **os.environ,
            **sites.site_settings(),
            "JOBCENTER_PORT": str(port),
            "JOBCENTER_METRICS_PORT": "0",
            "JOBCENTER_DATA_DIR": str(Path(folder) / "installation"),
            "JOBCENTER_CHROMIUM": chromium,
            "JOBCENTER_URL": f"http://127.0.0.1:{port}",
            "JOBCENTER_PICTURES": folder,
            "JOBCENTER_PICTURES_BOARDS": json.dumps(sites.control()["boards"]),
        }
        for name in ("DATABASE_URL", "DATABASE_REPLICA_URL", "REDIS_URL", "REDIS_HOST"):
            environ.pop(name, None)  # an installation that is there is left alone
        log = Path(folder) / "up.log"
        with log.open("wb") as told:
            up = subprocess.Popen([JOBCENTER, "up"], cwd=folder, env=environ, stdout=told, stderr=subprocess.STDOUT)
        try:
            wait_until_up(up, environ["JOBCENTER_URL"], log)
            take(folder, environ | fill(folder, environ))
        finally:
            up.send_signal(signal.SIGINT)
            up.wait()
        keep(Path(folder))


def wait_until_up(up: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Wait until the API answers; what it said, where it does not."""
    until = time.monotonic() + START_WITHIN
    while up.poll() is None and time.monotonic() < until:
        try:
            urlopen(f"{url}/health")
        except URLError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"Job Center did not start:\n{log.read_text(encoding='utf-8')}")


def fill(folder: str, environ: dict[str, str]) -> dict[str, str]:
    """Make the agency; whom to sign in as, and which job is the large one."""
    words = sys.argv[1:] or AGENCY
    print(f"jobcenter demo agency {' '.join(words)} …", flush=True)
    made = subprocess.run(
        [JOBCENTER, "demo", "agency", *words, "--json"], cwd=folder, env=environ, stdout=subprocess.PIPE, check=False
    )
    if made.returncode != 0:
        raise SystemExit("The made-up agency could not be made: see above.")
    agency = json.loads(made.stdout)
    return {
        "JOBCENTER_PICTURES_EMAIL": agency["recruiters"][0],
        "JOBCENTER_PICTURES_PASSWORD": agency["password"],
        "JOBCENTER_PICTURES_JOB": agency["job_id"],
    }


def take(folder: str, environ: dict[str, str]) -> None:
    """Let a browser go through the pages: `web/e2e/pictures.ts`."""
    environ = environ | {"JOBCENTER_E2E_OUTPUT": f"{folder}/report"}
    words = ("e2e", "--", "--config", "pictures.config.ts")
    taken = subprocess.run([sys.executable, ROOT / "bin" / "web.py", *words], env=environ, check=False)
    if taken.returncode != 0:
        raise SystemExit("The pictures could not be taken: see above. Those in docs/pictures are as they were.")


def keep(folder: Path) -> None:
    """Put the pictures into docs, all or none, and say how large they are."""
    taken = {name: (folder / f"{name}.webp").read_bytes() for name in NAMES}
    large = [f"{name}.webp has {len(content):,} bytes" for name, content in taken.items() if len(content) > MOST_BYTES]
    if large:
        raise SystemExit(
            f"{'; '.join(large)}: at most {MOST_BYTES:,}, since everybody who reads the README loads them. Lower "
            "QUALITY in web/e2e/pictures.ts, or show less."
        )
    PICTURES.mkdir(exist_ok=True)
    for name, content in taken.items():
        (PICTURES / f"{name}.webp").write_bytes(content)
        print(f"docs/pictures/{name}.webp  {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
