"""`python -m jobcenter.entrypoints.cli`: how the supervisor starts the parts."""

import sys

from jobcenter.entrypoints.cli import main

if __name__ == "__main__":
    sys.exit(main())
