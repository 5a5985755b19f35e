"""Look for dangerous locks in all migrations: their SQL, as PostgreSQL would get it, through squawk."""

import subprocess
import sys
from pathlib import Path

from jobcenter.migrations.run import sql


def main() -> int:
    """Squawk's exit code: 0 when it has nothing to say."""
    squawk = Path(sys.executable).with_name("squawk")
    done = subprocess.run([squawk, "--stdin-filepath", "migrations.sql"], input=sql(), text=True, check=False)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
