"""Every answer is described member by member, and a test that is answered otherwise fails."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from dougong.kernel.http.examples import METHODS
from support.described import as_described, document

JSON = "application/json"
ANSWERS_NOTHING = {"PATCH /api/me"}
"""They say 200 with null."""


def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema of each JSON answer to what succeeded."""
    for path, members in document()["paths"].items():
        for method in METHODS & members.keys():
            for status, answer in members[method]["responses"].items():
                if status.startswith("2") and JSON in answer.get("content", {}):
                    yield f"{method.upper()} {path}", resolved(answer["content"][JSON]["schema"])


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference into the components."""
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def named(schema: dict[str, Any]) -> bool:
    """Whether a schema says which members there are."""
    return bool(schema.get("properties")) or any(named(resolved(one)) for one in schema.get("allOf", ()))


def test_every_answer_names_its_members() -> None:
    bare = {place for place, schema in answers() if not named(schema)}
    assert bare == ANSWERS_NOTHING


def test_lists_in_answers_say_what_they_hold() -> None:
    silent = [
        f"{place} {member}"
        for place, schema in answers()
        for member, inner in schema.get("properties", {}).items()
        if inner.get("type") == "array" and resolved(inner["items"]).get("type") == "object"
        if not named(resolved(inner["items"]))
    ]
    assert silent == []


def test_what_succeeds_without_an_answer_is_a_file_a_stream_or_empty() -> None:
    empty = {
        f"{method.upper()} {path} {status}"
        for path, members in document()["paths"].items()
        for method in METHODS & members.keys()
        for status, answer in members[method]["responses"].items()
        if status.startswith("2") and JSON not in answer.get("content", {})
    }
    assert {one for one in empty if not one.endswith(" 204")} == {
        "GET /api/apps/{id}/export 200",
        "GET /api/events 200",
        "GET /api/exports/{job_id}/file 200",
        "GET /api/files/{file_id} 200",
        "GET /api/records/{entity}/export 200",
        "GET /api/records/{entity}/{record_id}/prints/{print_id}/pdf 200",
        "POST /api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver 202",
        "POST /api/webhooks/{webhook_id}/test 202",
    }


def answered(method: str, path: str, content: object, status: int = 200) -> httpx.Response:
    request = httpx.Request(method, f"http://dougong.test{path}")
    return httpx.Response(status, json=content, request=request)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/api/health", {"status": "fine"}),
        ("/api/health", {}),
        ("/api/health", {"status": "ok", "more": 1}),
        ("/api/records/deal/query", {"records": [{"id": "x"}], "next": None}),
        ("/api/lookup/deal", {"records": [{"id": "x"}]}),
    ],
)
async def test_a_test_that_is_answered_otherwise_fails(path: str, content: object) -> None:
    method = "POST" if path.endswith("/query") else "GET"
    with pytest.raises(AssertionError, match="answers otherwise than described"):
        await as_described(answered(method, path, content))


async def test_an_answer_as_described_passes_and_refusals_are_not_looked_at() -> None:
    await as_described(answered("GET", "/api/health", {"status": "ok"}))
    await as_described(answered("GET", "/api/lookup/deal", {"records": [{"id": "x", "title": None}]}))
    await as_described(answered("GET", "/api/health", {"code": "server.failed"}, 503))
