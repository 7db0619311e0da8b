"""Hostile bodies: too large, too deep, not quite JSON, of the wrong shape."""

import time
from collections.abc import AsyncIterator

import pytest

from dougong.kernel.http.gate import check_json
from dougong.kernel.problem import Refusal
from support.apps import RunningApp

JSON = {"content-type": "application/json"}
WRONG: tuple[object, ...] = (None, True, 0, -1, 1.5, "", "x", [], [1], {}, {"a": 1}, [[]], "\u0000", 10**400)


async def test_a_body_over_the_limit_is_refused_before_it_is_read(running: RunningApp) -> None:
    refused = await running.admin.post("/api/people", content=b" " * 1_100_000, headers=JSON)
    assert (refused.status_code, refused.json()["code"]) == (413, "http.large")


async def test_a_body_that_does_not_say_its_length_is_cut_off_at_the_limit(running: RunningApp) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65_536
            yield b" " * 65_536

    refused = await running.admin.post("/api/people", content=endless(), headers=JSON)
    assert refused.status_code == 413
    assert sent < 2_000_000


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "x", ',
        b"\xff\xfe{\x00}\x00",
        b'{"name": "\xed\xa0\x80"}',
        b'{"name": "\\ud800"}',
        b'{"name": "\\udc00x"}',
        b'\x00{"name": "x"}',
        b"{'name': 'x'}",
        b'{"name": "x"} {}',
    ],
)
async def test_what_is_not_plain_json_is_refused(running: RunningApp, body: bytes) -> None:
    refused = await running.admin.post("/api/people", content=body, headers=JSON)
    assert refused.status_code in (400, 422)
    assert refused.json()["code"] in ("input.json", "http.malformed")
    assert len((await running.admin.get("/api/people")).json()["items"]) == 1


def test_escaped_backslashes_and_pairs_of_surrogates_are_ordinary_text() -> None:
    for body in (b'"\\\\ud800"', b'"\\ud83d\\ude00"', '"😀"'.encode(), b'"[[[[["', b'"\\"[[[["'):
        check_json(body, 3)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"[" * 33 + b"]" * 33,
        b'[{"a":' * 17 + b"1" + b"}]" * 17,
        b'["]]]",' + b"[" * 33,
    ],
)
def test_deep_nesting_is_refused_quickly(body: bytes) -> None:
    started = time.thread_time()
    with pytest.raises(Refusal) as caught:
        check_json(body, 32)
    assert caught.value.problems[0].code == "input.deep"
    assert time.thread_time() - started < 0.05


def test_a_wide_body_is_no_deep_body() -> None:
    check_json(b"[" + b",".join([b'{"a": [1]}'] * 1000) + b"]", 3)


async def test_wrong_types_in_every_member_are_refused_and_never_fail_the_server(running: RunningApp) -> None:
    person = (await running.admin.post("/api/people", json={"name": "甲"})).json()["person"]["id"]
    shapes = {
        ("POST", "/api/people"): (
            "name",
            "email",
            "phone",
            "position",
            "manager_id",
            "departments",
            "sign_in",
            "admin",
        ),
        ("PATCH", f"/api/people/{person}"): ("name", "email", "manager_id", "department_id", "departments", "active"),
        ("POST", "/api/departments"): ("name", "parent_id", "position", "leader_id"),
        ("POST", "/api/me/tokens"): ("name", "scopes", "days"),
        ("POST", "/api/me/password"): ("current_password", "new_password"),
        ("PATCH", "/api/me"): ("locale",),
        ("POST", "/api/session"): ("login", "password", "workspace"),
    }
    for (method, path), members in shapes.items():
        for member in members:
            for wrong in WRONG:
                content = repr_json({member: wrong})
                answer = await running.admin.request(method, path, content=content, headers=JSON)
                assert answer.status_code < 500, (method, path, member, wrong, answer.text)
                assert "Traceback" not in answer.text
        for whole in WRONG:
            answer = await running.admin.request(method, path, content=repr_json(whole), headers=JSON)
            assert answer.status_code < 500, (method, path, whole)


def repr_json(value: object) -> bytes:
    """JSON with numbers that orjson would not write."""
    import json

    return json.dumps(value).encode()


async def test_wrong_queries_and_paths_never_fail_the_server(running: RunningApp) -> None:
    hostile = ("", "x", "-1", "0", "1e9", "9" * 400, "\x00", "%", "' OR 1=1 --", "../..", "ÿ", "\ud7ff", "x" * 5000)
    for name in ("q", "limit", "cursor", "department", "inactive"):
        for value in hostile:
            answer = await running.admin.get("/api/people", params={name: value})
            assert answer.status_code < 500, (name, value, answer.text)
    for value in ("x", "%00", "%27", "0" * 400, "%ff", "null", "00000000-0000-7000-8000-00000000000G"):
        for path in ("/api/people/", "/api/departments/", "/api/me/tokens/", "/api/me/sessions/", "/api/roles/"):
            answer = await running.admin.request("DELETE" if "me" in path else "GET", f"{path}{value}")
            assert 400 <= answer.status_code < 500, (path, value, answer.text)
