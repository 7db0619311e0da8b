"""Without a good session or token every route answers 401, whatever is sent with the request."""

import httpx
import pytest
import sqlalchemy as sa

from dougong.people.sign_in.authenticator import COOKIE
from dougong.storage import people_tables
from support.apps import RunningApp
from support.hostile import STRINGS, rows_of
from support.rich_app import Rich, able_database, rich  # noqa: F401  # fixtures
from support.routes import ANYONE, api_routes, filled, takes_files

CREDENTIALS: tuple[dict[str, str], ...] = (
    {},
    {"cookie": f"{COOKIE}="},
    {"cookie": f"{COOKIE}=x"},
    {"cookie": f"{COOKIE}={'a' * 43}"},
    {"cookie": f"{COOKIE}={'a' * 5000}"},
    {"cookie": f"{COOKIE}=%00"},
    {"cookie": "session=admin; admin=1; role=admin"},
    {"authorization": "Bearer x"},
    {"authorization": "Bearer"},
    {"authorization": "Bearer " + "dg_" + "a" * 43},
    {"authorization": "Basic YWRtaW46YWRtaW4="},
    {"authorization": "bearer null"},
    {"x-forwarded-user": "admin", "x-real-ip": "127.0.0.1", "x-forwarded-for": "127.0.0.1"},
    {"x-original-url": "/api/health", "x-rewrite-url": "/api/health", "x-http-method-override": "GET"},
    {"x-dougong-via": "system", "x-dougong-person": "admin", "x-dougong-workspace": "1"},
)


async def _refused(client: httpx.AsyncClient, method: str, path: str, **more: object) -> None:
    upload = method == "POST" and takes_files(path)
    if method in ("POST", "PUT", "PATCH") and not upload:
        more.setdefault("json", {})
    answer = await client.request(method, filled(path), **more)  # type: ignore[arg-type]  # members of a request
    allowed = (401, 415) if upload else (401,)
    assert answer.status_code in allowed, (method, path, more, answer.status_code, answer.text)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["code"].startswith(("session.", "token.", "http."))


async def test_no_credentials_but_good_ones_open_any_route(running: RunningApp) -> None:
    before = await rows_of(running.database)
    for method, path, policy in api_routes(running.app):
        assert policy.startswith("anonymous") == ((method, path) in ANYONE)
        if (method, path) in ANYONE:
            continue
        for headers in CREDENTIALS:
            client = running.anonymous()
            await _refused(client, method, path, headers=headers)
            await client.aclose()
    assert await rows_of(running.database) == before


async def test_nobody_learns_from_a_refusal_whether_something_exists(running: RunningApp) -> None:
    client = running.anonymous()
    for path in (f"/api/people/{running.admin_id}", "/api/people/x", "/api/records/order", "/api/records/none/x"):
        answers = {(one := await client.get(path)).status_code, one.json()["code"]}
        assert answers == {401, "session.missing"}, path


async def test_hostile_credentials_are_refused_and_never_fail_the_server(running: RunningApp) -> None:
    client = running.anonymous()
    for text in STRINGS:
        if set(text) & set("\x00\r\n"):
            continue
        raw = text.encode()[:6000]
        for headers in ([(b"cookie", COOKIE.encode() + b"=" + raw)], [(b"authorization", b"Bearer " + raw)]):
            for path in ("/api/me", "/api/records/x", "/api/people"):
                answer = await client.get(path, headers=headers)
                assert answer.status_code == 401, (headers, path, answer.text)


@pytest.mark.parametrize("end", ["sign_out", "deactivate", "password", "person_gone"])
async def test_a_session_that_has_ended_opens_nothing(rich: Rich, end: str) -> None:  # noqa: F811
    running = rich.running
    person, client = await running.new_person("王芳")
    kept = dict(client.cookies)
    assert (await client.get("/api/me")).status_code == 200
    match end:
        case "sign_out":
            assert (await client.delete("/api/session")).is_success
        case "deactivate":
            assert (await running.admin.patch(f"/api/people/{person}", json={"active": False})).is_success
        case "password":
            assert (await running.admin.post(f"/api/people/{person}/password")).is_success
        case _:
            gone = sa.delete(people_tables.people).where(people_tables.people.c.id == person)
            await running.database.run_sync(lambda connection: connection.execute(gone))
    again = running.anonymous()
    again.cookies.update(kept)
    for method, path in _real(rich):
        await _refused(again, method, path)


async def test_a_token_that_was_taken_back_opens_nothing(rich: Rich) -> None:  # noqa: F811
    running = rich.running
    made = (await running.admin.post("/api/me/tokens", json={"name": "x", "scopes": ["read", "write"]})).json()
    bearer = {"authorization": f"Bearer {made['secret']}"}
    client = running.anonymous()
    assert (await client.get("/api/me", headers=bearer)).status_code == 200
    assert (await running.admin.delete(f"/api/me/tokens/{made['token']['id']}")).is_success
    for method, path in _real(rich):
        await _refused(client, method, path, headers=bearer)


def _real(rich: Rich) -> list[tuple[str, str]]:  # noqa: F811
    """Every guarded route, record routes both of an entity and record that are there and of ones that are not."""
    found: list[tuple[str, str]] = []
    for method, path, _ in api_routes(rich.running.app):
        if (method, path) not in ANYONE:
            real = path.replace("{entity}", "rich").replace("{key}", "rich")
            found += [(method, path), (method, real.replace("/rich/{id}", f"/rich/{rich.record}"))]
    return list(dict.fromkeys(found))
