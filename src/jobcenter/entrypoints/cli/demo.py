"""Stand-in sites to try Job Center with, where no job board can be reached or should be."""

from pathlib import Path
from typing import Annotated

import typer


def sites(
    port: Annotated[int, typer.Option(min=0, max=65535, help="On 127.0.0.1; 0: any free one.")] = 9400,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Postings to serve instead of made-up ones.")] = None,
    companies: Annotated[Path | None, typer.Option(metavar="FILE", help="The companies of --csv.")] = None,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep an access log here.")] = None,
) -> None:
    """Serve made-up job boards in the vendors' own shapes. Ctrl-C ends it."""
    from jobcenter.demo.sites import serve
    from jobcenter.kit.errors import InvalidError

    try:
        serve(port=port, csv=csv, companies=companies, access_log=log, say=lambda line: print(line, flush=True))
    except ValueError as error:
        raise InvalidError(f"{error}.") from None
