"""The OpenAPI document: FastAPI's, made true where it would guess, so that typed clients and fuzzers can rely on it."""

from typing import Any

from fastapi import FastAPI

PROBLEM_TYPE = "application/problem+json"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
TOO_LARGE = {
    "description": "The body is larger than this address takes.",
    "content": {PROBLEM_TYPE: {"schema": PROBLEM}},
}
CORRELATION = {
    "description": "Ties this answer to its log lines; the caller's own `X-Correlation-ID`, where it sent one.",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
}
ERRORS_BEGIN = 400


class Described(FastAPI):
    """An application whose document tells what every route gives: its problems, their media type, its headers."""

    def openapi(self) -> dict[str, Any]:
        """The document; made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            for item in document["paths"].values():
                for operation in item.values():
                    _complete(operation)
        assert self.openapi_schema is not None
        return self.openapi_schema


def _complete(operation: dict[str, Any]) -> None:
    answers: dict[str, dict[str, Any]] = operation["responses"]
    if "requestBody" in operation:
        answers["413"] = {**TOO_LARGE}
    for status, answer in answers.items():
        if int(status) >= ERRORS_BEGIN:
            # FastAPI documents a model under the route's own media type as well; a problem never has that one.
            answer["content"] = {PROBLEM_TYPE: {"schema": PROBLEM}}
        answer["headers"] = {**answer.get("headers", {}), "X-Correlation-ID": CORRELATION}
    operation["responses"] = dict(sorted(answers.items()))
