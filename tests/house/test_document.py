"""The OpenAPI document is complete enough to make a typed client from it."""

import pytest

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


@pytest.fixture
def document(app):
    return app.openapi()


@pytest.fixture
def operations(document):
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_every_operation_says_what_it_is(operations):
    assert [name for name, one in operations.items() if not one.get("summary") or not one.get("description")] == []
    names = [one["operationId"] for one in operations.values()]
    assert len(names) == len(set(names))


def test_every_error_is_a_problem_and_nothing_else(operations, document):
    for name, one in operations.items():
        for status, answer in one["responses"].items():
            if status >= "400":
                assert answer["content"] == PROBLEM, f"{name} {status}"
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert {"title", "status", "detail", "correlation_id"} <= set(
        document["components"]["schemas"]["Problem"]["required"]
    )


def test_every_operation_tells_of_its_door(operations):
    for name, one in operations.items():
        if "security" in one:
            assert one["security"] == [{"bearer": []}], name
            assert {"401", "403", "429", "503"} <= set(one["responses"]), name
    opened = {name for name, one in operations.items() if "security" not in one}
    feed = "GET /api/postings/searches/{search_id}/feed"
    invited, provider = "POST /api/accounts/invitations/accept", "GET /api/accounts/oidc"
    signing_in = {
        "GET /api/accounts/sign-in",
        "POST /api/accounts/sign-in",
        "POST /api/accounts/refresh",
        f"{provider}/start",
        f"{provider}/callback",
    }
    assert opened == {"GET /health", feed, invited, *signing_in}


def typeless(schema, document, seen=()):
    """Where a schema, or one it refers to, says nothing about what it holds; free JSON objects of rows may."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [] if name in seen else typeless(document["components"]["schemas"][name], document, (*seen, name))
    found = []
    for name, inner in schema.get("properties", {}).items():
        found += [f"{name}.{place}" if place else name for place in typeless(inner, document, seen)]
    for inner in (
        *schema.get("anyOf", ()),
        *schema.get("oneOf", ()),
        *([schema["items"]] if "items" in schema else ()),
    ):
        found += typeless(inner, document, seen)
    told = {"$ref", "type", "anyOf", "oneOf", "enum", "const"} & set(schema)
    return found if told else [*found, ""]


def test_every_answer_has_its_types(operations, document):
    for name, one in operations.items():
        for status, answer in one["responses"].items():
            if status < "300" and status != "204":
                for content in answer["content"].values():
                    assert content["schema"], name
                    assert typeless(content["schema"], document) == [], name
                    top = content["schema"].get("$ref", "").rpartition("/")[2]
                    assert not top.startswith("Answer_dict"), name


def test_headers_that_are_given_are_told_of(operations):
    for name, one in operations.items():
        for status, answer in one["responses"].items():
            assert "X-Correlation-ID" in answer["headers"]
            assert ("Retry-After" in answer["headers"]) == (status in {"429", "503"}), name
            assert ("WWW-Authenticate" in answer["headers"]) == (status == "401"), name


def test_what_two_people_may_change_tells_its_version_as_a_tag(operations, document):
    schemas = document["components"]["schemas"]
    versioned, tagged = set(), set()
    for name, one in operations.items():
        for answer in one["responses"].values():
            schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
            shown = schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
            versioned |= {name} if "version" in shown else set()
            tagged |= {name} if "ETag" in answer["headers"] else set()
    asked_again = {f"GET /api/jobs/{{job_id}}/{one}" for one in ("board", "board/summary")}
    assert tagged - versioned == {*asked_again, "GET /api/postings/searches/{search_id}/feed"}
    assert versioned - tagged == {"POST /api/jobs/{job_id}/campaigns"}  # no campaign is changed
    assert len(versioned) > 30
