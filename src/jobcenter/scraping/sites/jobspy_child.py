"""The process that asks a job board by python-jobspy: orders on standard input, an answer on standard output.

`python -m jobcenter.scraping.sites.jobspy_child` reads one line, `{"site", "addresses", "allowed_private_hosts",
"arguments"}`, and writes `{"rows", "skipped", "error", "warnings"}`: rows as python-jobspy gives them, why it passed
items over, why it broke off. It is a process of its own because python-jobspy can neither be cancelled nor given a
deadline, and because it takes 91 MB and more than a second to load.
"""

import json
import logging
import os
import socket
import sys
import threading
from typing import Any
from urllib.parse import urlsplit

from jobcenter.scraping.addresses import PrivateAddressError, is_public

SKIPPED = "skipping job: "

_look_up = socket.getaddrinfo


class _Skipped(logging.Handler):
    """Collects what python-jobspy passes over: it says so in its log, and nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reasons: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if said.startswith(SKIPPED):
            self.reasons.append(" ".join(said.removeprefix(SKIPPED).split())[:400])


def main() -> int:
    """Obey one order; 0 also where the board refused, which the answer tells."""
    answering = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed must not stand in the answer
    orders = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _guard_requests(frozenset(orders["allowed_private_hosts"]))
    answer = _scraped(orders)
    json.dump(answer, answering, allow_nan=False)
    answering.flush()
    # Not by the interpreter's way: a thread of python-jobspy that still waits would hold it up.
    os._exit(0)


def _end_with_parent() -> None:
    """Where the kernel does not tie this process to its parent (macOS), the end of standard input does."""
    sys.stdin.read()
    os._exit(1)


def _scraped(orders: dict[str, Any]) -> dict[str, Any]:
    skipped = _Skipped()
    logging.getLogger("jobspy").addHandler(skipped)
    from jobspy import scrape_jobs  # noqa: PLC0415 - after the guard, and only here: it takes more than a second

    site = orders["site"]
    _move(site, orders["addresses"])
    _guard_curl(frozenset(orders["allowed_private_hosts"]))
    try:
        found = scrape_jobs(site_name=[site], description_format="html", **orders["arguments"])
    except Exception as error:  # noqa: BLE001 - whatever it is, the run tells it
        said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        return {"rows": [], "skipped": skipped.reasons, "error": said, "warnings": []}
    whole = found.astype(object).where(found.notna(), None)
    return {
        "rows": [{str(name): _plain(value) for name, value in row.items()} for row in whole.to_dict("records")],
        "skipped": skipped.reasons,
        "error": found.attrs["errors"].get(site),
        "warnings": found.attrs["warnings"].get(site, []),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - what a data frame's cell holds
    """A cell as JSON; what JSON has no word for becomes its text, and NaN nothing."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None
    return str(value)


def _move(site: str, addresses: dict[str, str]) -> None:
    """Have a board asked at other addresses than its own, `{"base_url": …}`, also where it sets them itself."""
    from jobspy import SCRAPER_MAPPING  # noqa: PLC0415 - see above
    from jobspy.model import Site  # noqa: PLC0415 - see above

    for name, address in addresses.items():
        setattr(SCRAPER_MAPPING[Site(site)], name, _fixed(address))


def _fixed(address: str) -> property:
    """An attribute that stays as it is, whatever is assigned to it."""
    return property(lambda _self: address, lambda _self, _value: None)


def _checked(host: str, port: Any, allowed: frozenset[str], *more: Any, **named: Any) -> list[Any]:  # noqa: ANN401 - the socket module's own
    found = _look_up(host, port, *more, **named)
    if host.lower() not in allowed:
        for one in found:
            if not is_public(str(one[4][0])):
                raise PrivateAddressError.of(host, str(one[4][0]))
    return found


def _guard_requests(allowed: frozenset[str]) -> None:
    """Everything in Python that connects looks its host up here: private addresses are refused at that moment."""

    def guarded(host: Any, port: Any, *more: Any, **named: Any) -> list[Any]:  # noqa: ANN401 - the socket module's own
        name = host.decode() if isinstance(host, bytes) else host or "localhost"
        return _checked(name, port, allowed, *more, **named)

    socket.getaddrinfo = guarded


def _guard_curl(allowed: frozenset[str]) -> None:
    """Libcurl looks hosts up by itself: it is told the addresses that were checked, and follows no redirect inwards."""
    from curl_cffi import CurlOpt  # noqa: PLC0415 - see above
    from jobspy.util import TLSRotating  # noqa: PLC0415 - see above

    ask = TLSRotating.request

    def request(self: Any, method: Any, url: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - curl_cffi's own
        parts = urlsplit(str(url))
        host = parts.hostname or ""
        port = parts.port or {"http": 80}.get(parts.scheme, 443)
        found = _checked(host, port, allowed, type=socket.SOCK_STREAM)
        addresses = ",".join(dict.fromkeys(str(one[4][0]) for one in found))
        self.curl_options = {**(self.curl_options or {}), CurlOpt.RESOLVE: [f"{host}:{port}:{addresses}"]}
        if host.lower() not in allowed and named.get("allow_redirects") is True:
            named["allow_redirects"] = "safe"
        return ask(self, method, url, *more, **named)

    TLSRotating.request = request  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main())
