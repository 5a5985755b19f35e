"""The stand-in's control endpoint: what goes wrong and what has changed, told while it runs.

- `POST /control` takes `{"faults": […], "add_faults": […], "changes": […]}`, all optional: `faults` replaces those in
  force (`[]` ends them), `add_faults` adds to them, `changes` changes boards. The shapes: `faults.Fault`,
  `pages.Change`. The answer is that of `GET /control`; 422 says what was wrong with the body.
- `GET /control` answers `{"boards": [{"site", "board", "company", "postings", "unlisted"}], "faults": [{…, "hits"}],
  "requests"}`.
- `GET /control/board?site=&board=` answers `{"rows": […]}`, the rows that the board is made from.
- `GET /control/log?after=` answers `{"lines": […]}`, the access log's lines behind that number.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from jobcenter.demo.sites.access import AccessLog
from jobcenter.demo.sites.faults import Fault, Faults
from jobcenter.demo.sites.pages import Change, Pages, UnknownBoardError

_OK, _NOT_FOUND, _UNPROCESSABLE = 200, 404, 422


class Control(msgspec.Struct, forbid_unknown_fields=True):
    """The body of `POST /control`."""

    faults: list[Fault] | None = None
    add_faults: list[Fault] = msgspec.field(default_factory=list)
    changes: list[Change] = msgspec.field(default_factory=list)


class ControlDesk:
    """Answers the control endpoint."""

    def __init__(self, pages: Pages, faults: Faults, log: AccessLog) -> None:
        self._pages = pages
        self._faults = faults
        self._log = log

    def answer(self, method: str, path: str, query: Mapping[str, str], body: bytes) -> tuple[int, dict[str, Any]]:
        """Status and JSON for a request to `/control…`."""
        try:
            match method, path:
                case "POST", "/control":
                    self._obey(msgspec.json.decode(body, type=Control))
                    answer = self._state()
                case "GET", "/control":
                    answer = self._state()
                case "GET", "/control/board":
                    board = self._pages.board(query.get("site", ""), query.get("board", ""))
                    answer = {"rows": msgspec.to_builtins(board.rows)}
                case "GET", "/control/log":
                    answer = {"lines": self._log.after(int(query.get("after", "0")))}
                case _:
                    return _NOT_FOUND, {"error": f"there is no {method} {path}"}
        except UnknownBoardError as error:
            return _NOT_FOUND, {"error": str(error)}
        except ValueError as error:  # msgspec's errors are ValueErrors
            return _UNPROCESSABLE, {"error": str(error)}
        return _OK, answer

    def _obey(self, control: Control) -> None:
        for change in control.changes:
            self._pages.apply(change)
        if control.faults is not None:
            self._faults.replace(control.faults)
        self._faults.add(control.add_faults)

    def _state(self) -> dict[str, Any]:
        boards = [
            {
                "site": board.vendor,
                "board": board.slug,
                "company": board.company,
                "postings": sum(row.listed for row in board.rows),
                "unlisted": sum(not row.listed for row in board.rows),
            }
            for board in self._pages.boards.values()
        ]
        return {"boards": boards, "faults": self._faults.shown(), "requests": self._log.requests}
