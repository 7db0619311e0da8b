"""Bodies that are too large, of another kind or of another shape are refused on every route and leave no row behind."""

import json
from typing import Any

from fastapi import FastAPI

from support.hostile import VALUES, Verdicts, rows_of, shape_of
from support.rich_app import Rich, able_database, rich  # noqa: F401  # fixtures
from support.routes import api_routes, filled, takes_files

JSON = {"content-type": "application/json"}
LARGE = 1024 * 1024
# An open stream never answers, and a route that ends the session would end the test.
NOT_CALLED = {("GET", "/api/events"), ("DELETE", "/api/session")}
BODIES: tuple[bytes, ...] = (
    b"",
    b"null",
    b"true",
    b"0",
    b"1e999",
    b"-0.0",
    b'"text"',
    b"[]",
    b"[1,2",
    b"{",
    b"{}}",
    b'{"a":1,"a":2}',
    b"NaN",
    b'{"a":NaN}',
    b"\xef\xbb\xbf{}",
    b'{"a":"\xff"}',
    b'{"a":"\\ud800"}',
    b'{"\\u0000":"\\u0000"}',
    b'{"__proto__":{"admin":true},"constructor":1}',
    b"[" * 40 + b"]" * 40,
    b'{"a":' * 5000 + b"1" + b"}" * 5000,
    b"{" + b",".join(b'"k%d":%d' % (one, one) for one in range(5000)) + b"}",
    json.dumps({"a": 10**400}).encode(),
)
KINDS = (
    None,
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-16",
    "application/jsonp",
    "x" * 2000,
    "*/*",
    "\u00ff/\u00fe",
)
WRONG: tuple[object, ...] = (None, True, 0, -1, 2**70, 1.5, "", "\x00", "x" * 10_000, [], {}, [[]], [{}], [None], [0])


def addresses(app: FastAPI, record: str) -> list[tuple[str, str]]:
    """(method, path) of every route with ids of something that is there, where there is something."""
    found: list[tuple[str, str]] = []
    for method, path, _ in api_routes(app):
        if (method, path) not in NOT_CALLED:
            real = path.replace("{entity}", "rich").replace("{key}", "rich")
            if real.startswith("/api/records/"):
                real = real.replace("{id}", record)
            found.append((method, filled(real)))
    return found


async def test_a_body_of_more_than_a_megabyte_is_refused_on_every_changing_route(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await rows_of(rich.running.database), Verdicts()
    for method, path in addresses(rich.running.app, rich.record):
        if method == "GET" or takes_files(path):
            continue
        for body in (b'{"title":"' + b"x" * LARGE + b'"}', b" " * LARGE + b"{}", b"[" + b"0," * LARGE):
            answer = await rich.admin.request(method, path, content=body, headers=JSON)
            verdicts.clean((method, path), answer, 413)
            assert answer.status_code == 413, (method, path, answer.text)

        async def pieces() -> Any:
            for _ in range(20):
                yield b" " * 65_536 * 2

        # Without a length in front, as a stream.
        answer = await rich.admin.request(method, path, content=pieces(), headers=JSON)
        assert answer.status_code == 413, (method, path, answer.text)
    verdicts.settle()
    assert await rows_of(rich.running.database) == before


async def test_wrong_lengths_of_a_body_are_refused(rich: Rich) -> None:  # noqa: F811
    for length in ("-1", "1e3", "x", "9" * 30, "9" * 5000, "\u00b2", "0x10"):
        headers = [(b"content-type", b"application/json"), (b"content-length", length.encode("latin-1"))]
        answer = await rich.admin.request("POST", "/api/records/rich", content=b"{}", headers=headers)
        assert answer.status_code in (400, 413), (length, answer.text)


async def test_bodies_of_another_kind_are_refused_on_every_changing_route(rich: Rich) -> None:  # noqa: F811
    before, verdicts = await rows_of(rich.running.database), Verdicts()
    for method, path in addresses(rich.running.app, rich.record):
        if method == "GET":
            continue
        for kind in KINDS:
            headers = [] if kind is None else [(b"content-type", kind.encode("latin-1"))]
            answer = await rich.admin.request(method, path, content=b'{"title":"x","name":"x"}', headers=headers)
            verdicts.clean((method, path, kind), answer)
            if answer.is_success:
                verdicts.wrong.append(f"{method} {path} took {kind}")
    verdicts.settle()
    assert await rows_of(rich.running.database) == before


async def test_bodies_of_another_shape_never_fail_the_server_and_a_refused_one_writes_nothing(rich: Rich) -> None:  # noqa: F811
    shape, verdicts = await shape_of(rich.running.database), Verdicts()
    for method, path in addresses(rich.running.app, rich.record):
        if method == "GET" or takes_files(path) or (method, path) == ("DELETE", f"/api/records/rich/{rich.record}"):
            continue
        before = await rows_of(rich.running.database)
        refused = True
        for body in BODIES:
            answer = await rich.admin.request(method, path, content=body, headers=JSON)
            refused &= not verdicts.clean((method, path, body[:60]), answer)
        if refused:
            verdicts.same((method, path, "rows"), await rows_of(rich.running.database) == before, True)
    verdicts.settle()
    assert verdicts.asked >= 300
    assert await shape_of(rich.running.database) == shape


async def test_every_member_of_every_body_may_be_of_any_type_without_failing_the_server(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    document = (await rich.admin.get("/api/openapi.json")).json()
    real = dict(zip(((m, p) for m, p, _ in api_routes(rich.running.app)), range(1000), strict=False))
    for method, path in real:
        if method == "GET" or (method, path) in NOT_CALLED or takes_files(path) or path == "/api/me/password":
            continue
        address = path.replace("{entity}", "rich").replace("{id}", rich.record if "/records/" in path else "{id}")
        schema = _schema(document, document["paths"][path][method.lower()])
        base = schema.get("example") or {}
        for member in (*schema.get("properties", {}), "strange"):
            for value in WRONG:
                body = {**base, member: value}
                answer = await rich.admin.request(method, filled(address), content=json.dumps(body), headers=JSON)
                verdicts.clean((method, path, member, value), answer)
    verdicts.settle()
    assert verdicts.asked >= 300


def _schema(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    reference = body.get("$ref")
    found: dict[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]] if reference else body
    return found


async def test_bulk_bodies_of_any_shape_are_refused_or_answered_item_by_item(rich: Rich) -> None:  # noqa: F811
    verdicts = Verdicts()
    odd: tuple[Any, ...] = (*WRONG, *VALUES)
    for value in odd:
        for body in (
            {"create": value},
            {"create": [value]},
            {"create": [{"title": value}], "whole": True},
            {"create": [{"title": "x", "id": value}]},
            {"update": value},
            {"update": [value]},
            {"update": [{"id": value, "fields": {"title": "x"}}]},
            {"update": [{"id": rich.record, "fields": value}]},
            {"update": [{"id": rich.record, "fields": {"qty": value}, "version": value}]},
            {"update": [{"id": rich.record, "fields": {"qty": value}}], "whole": value},
            {"delete": value},
            {"delete": [value]},
            {"delete": [value], "whole": True},
            {"strange": value},
        ):
            answer = await rich.admin.post("/api/records/rich/bulk", json=body)
            if verdicts.clean(body, answer):
                wrong = [one for one in answer.json()["results"] if one.get("problem", {}).get("status", 200) >= 500]
                verdicts.same(body, wrong, [])
    verdicts.settle()
    assert verdicts.asked >= 300
    stored = await rich.admin.get(f"/api/records/rich/{rich.record}")
    assert stored.status_code == 200


async def test_one_bad_item_of_a_whole_bulk_leaves_nothing_behind(rich: Rich) -> None:  # noqa: F811
    before = await rows_of(rich.running.database)
    good = [{"title": f"第{one}", "lines": [{"item": "x"}], "client": rich.client} for one in range(3)]
    bad: tuple[dict[str, Any], ...] = (
        {"title": None},
        {"title": "x", "rate": "0.9"},
        {"title": "x", "stage": "s3"},
        {"title": "x", "client": "00000000-0000-7000-8000-000000000099"},
        {"title": "x", "id": rich.record},
        {"title": "x", "code": "double"},
    )
    for one in bad:
        items = [*good, {"title": "y", "code": "double"}, one]
        answer = await rich.admin.post("/api/records/rich/bulk", json={"create": items, "whole": True})
        assert 400 <= answer.status_code < 500, (one, answer.text)
        assert await rows_of(rich.running.database) == before, one
