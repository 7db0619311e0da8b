"""API tokens: scopes, ends, and what they can never do."""

import httpx
import pytest
import sqlalchemy as sa

from dougong.people.tables import api_tokens, sessions
from support.apps import RunningApp


async def bearer(running: RunningApp, scopes: list[str], client: httpx.AsyncClient | None = None) -> httpx.AsyncClient:
    made = await (client or running.admin).post("/api/me/tokens", json={"name": "script", "scopes": scopes})
    assert made.status_code == 201, made.text
    script = running.anonymous()
    del script.headers["x-dougong-csrf"]
    script.headers["authorization"] = f"Bearer {made.json()['secret']}"
    return script


async def test_a_token_acts_for_its_person_within_its_scopes(running: RunningApp) -> None:
    reader, writer, admin = [await bearer(running, [scope]) for scope in ("read", "write", "admin")]
    assert (await reader.get("/api/people")).status_code == 200
    refused = await reader.patch("/api/me", json={"locale": "en"})
    assert (refused.status_code, refused.json()["code"]) == (403, "token.scope")
    assert (await writer.get("/api/people")).status_code == 200
    assert (await writer.patch("/api/me", json={"locale": "en"})).status_code == 200
    assert (await writer.post("/api/people", json={"name": "x"})).status_code == 403
    assert (await admin.post("/api/people", json={"name": "x"})).status_code == 201


async def test_a_token_makes_neither_tokens_nor_sessions_nor_passwords(running: RunningApp) -> None:
    script = await bearer(running, ["admin"])
    person = (await running.admin.post("/api/people", json={"name": "x", "email": "x@example.org"})).json()["person"]
    attempts = [
        ("POST", "/api/me/tokens", {"name": "more", "scopes": ["admin"]}),
        ("POST", "/api/me/password", {"current_password": "x", "new_password": "y"}),
        ("POST", f"/api/people/{person['id']}/password", None),
        ("POST", "/api/people", {"name": "y", "email": "y@example.org", "sign_in": True}),
        ("GET", "/api/me/sessions", None),
        ("DELETE", "/api/session", None),
    ]
    for method, path, body in attempts:
        refused = await script.request(method, path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "token.session_only"), path


async def test_a_revoked_token_is_refused_at_the_next_request(running: RunningApp) -> None:
    script = await bearer(running, ["read"])
    assert (await script.get("/api/me")).status_code == 200
    (token,) = (await running.admin.get("/api/me/tokens")).json()["items"]
    assert (await running.admin.delete(f"/api/me/tokens/{token['id']}")).status_code == 204
    refused = await script.get("/api/me")
    assert (refused.status_code, refused.json()["code"]) == (401, "token.invalid")
    again = await running.admin.delete(f"/api/me/tokens/{token['id']}")
    assert (again.status_code, again.json()["code"]) == (404, "token.unknown")


async def test_nobody_sees_or_revokes_tokens_of_others(running: RunningApp) -> None:
    await bearer(running, ["read"])
    (token,) = (await running.admin.get("/api/me/tokens")).json()["items"]
    _, other = await running.new_person("王芳")
    assert (await other.get("/api/me/tokens")).json()["items"] == []
    assert (await other.delete(f"/api/me/tokens/{token['id']}")).status_code == 404
    assert len((await running.admin.get("/api/me/tokens")).json()["items"]) == 1


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer dgt_", "Bearer dgt_wrong", "Basic YTpi", "dgt_x", "Bearer dgt_" + "x" * 5000],
)
async def test_a_bad_header_is_refused_and_never_falls_back_to_the_cookie(running: RunningApp, header: str) -> None:
    running.admin.headers["authorization"] = header
    refused = await running.admin.get("/api/me")
    assert (refused.status_code, refused.json()["code"]) == (401, "token.invalid")


async def test_secrets_are_stored_as_hashes_only(running: RunningApp) -> None:
    made = await running.admin.post("/api/me/tokens", json={"name": "script", "scopes": ["read"]})
    secret, cookie = made.json()["secret"], running.admin.cookies["dougong_session"]

    def read(connection: sa.Connection) -> str:
        rows = [connection.execute(sa.select(table)).all() for table in (api_tokens, sessions)]
        return repr(rows)

    dump = await running.database.run_sync(read)
    assert secret not in dump
    assert secret.removeprefix("dgt_") not in dump
    assert cookie not in dump
    assert secret not in (await running.admin.get("/api/me/tokens")).text


async def test_tokens_are_limited_in_number_and_lifetime(running: RunningApp) -> None:
    for days in (0, -1, 4000, "7", 1.5, True):
        body = {"name": "x", "scopes": ["read"], "days": days}
        assert (await running.admin.post("/api/me/tokens", json=body)).status_code == 422, days
    for scopes in ([], ["root"], "read", [None]):
        assert (await running.admin.post("/api/me/tokens", json={"name": "x", "scopes": scopes})).status_code == 422
    made = await running.admin.post("/api/me/tokens", json={"name": "x", "scopes": ["read"], "days": None})
    assert made.json()["token"]["expires_at"] is None
