"""Signing in and out, forced change of password, sessions that end."""

import asyncio
from datetime import UTC, datetime

import httpx

from dougong.app import create_app, wire
from dougong.people.service import create_workspace
from dougong.people.sign_in.passwords import Passwords
from dougong.storage.driver.port import Database
from dougong.storage.migrate import bring_up_to_date
from support.apps import CSRF, PASSWORD, HandRoles, RunningApp, wide_settings

SESSION_COOKIE = "dougong_session"


async def test_a_person_signs_in_and_learns_who_they_are(running: RunningApp) -> None:
    answer = await running.admin.get("/api/me")
    assert answer.status_code == 200
    me = answer.json()
    assert me["person"]["id"] == running.admin_id
    assert me["admin"] is True
    assert me["timezone"] == "Asia/Shanghai"
    assert me["locale"] == "zh-CN"
    assert me["must_change"] is False


async def test_without_a_session_the_caller_is_nobody(running: RunningApp) -> None:
    answer = await running.anonymous().get("/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "session.missing")


async def test_a_one_time_password_opens_nothing_but_the_change_of_password(running: RunningApp) -> None:
    body = {"name": "王小明", "email": "wang@example.org", "sign_in": True}
    one_time = (await running.admin.post("/api/people", json=body)).json()["one_time"]
    client = running.anonymous()
    signed_in = await client.post("/api/session", json=one_time)
    assert signed_in.json()["must_change"] is True
    assert (await client.get("/api/me")).json()["must_change"] is True
    for method, path in [
        ("GET", "/api/people"),
        ("POST", "/api/me/tokens"),
        ("PATCH", "/api/me"),
        ("GET", "/api/departments"),
    ]:
        refused = await client.request(method, path, json={} if method != "GET" else None)
        assert (refused.status_code, refused.json()["code"]) == (403, "password.must_change"), path
    change = {"current_password": one_time["password"], "new_password": PASSWORD}
    assert (await client.post("/api/me/password", json=change)).status_code == 200
    assert (await client.get("/api/people")).status_code == 200


async def test_each_sign_in_and_each_new_password_makes_a_new_token(running: RunningApp) -> None:
    _, client = await running.new_person("李雷")
    first = client.cookies[SESSION_COOKIE]
    change = {"current_password": PASSWORD, "new_password": PASSWORD + "!"}
    assert (await client.post("/api/me/password", json=change)).status_code == 200
    assert client.cookies[SESSION_COOKIE] != first
    old = running.anonymous()
    old.cookies.set(SESSION_COOKIE, first)
    assert (await old.get("/api/me")).status_code == 401


async def test_a_token_chosen_by_somebody_else_never_becomes_a_session(running: RunningApp) -> None:
    await running.new_person("韩梅")
    login = "韩梅".encode().hex() + "@example.org"
    victim = running.anonymous()
    victim.cookies.set(SESSION_COOKIE, "fixed-by-an-attacker")
    answer = await victim.post("/api/session", json={"login": login, "password": PASSWORD})
    assert answer.status_code == 200
    assert "fixed-by-an-attacker" not in answer.headers["set-cookie"]
    attacker = running.anonymous()
    attacker.cookies.set(SESSION_COOKIE, "fixed-by-an-attacker")
    assert (await attacker.get("/api/me")).status_code == 401


async def test_the_cookie_is_hidden_from_scripts_and_foreign_pages(running: RunningApp) -> None:
    await running.new_person("赵云")
    login = "赵云".encode().hex() + "@example.org"
    answer = await running.anonymous().post("/api/session", json={"login": login, "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie


async def test_behind_https_the_cookie_travels_encrypted_only(database: Database) -> None:
    await bring_up_to_date(database)
    cheap = Passwords(memory_kib=64, rounds=1)
    made = await create_workspace(database, datetime.now(UTC), "w", "admin@example.org", "en", cheap)
    settings = wide_settings(base_url="https://dougong.example.org")
    app = create_app(wire(settings, database, HandRoles(), static=None, passwords=cheap))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=settings.address, headers=CSRF) as client:
        answer = await client.post("/api/session", json={"login": made.email, "password": made.password})
        assert "secure" in answer.headers["set-cookie"].lower().split("; ")
        ended = await client.delete("/api/session")
        assert (ended.status_code, dict(client.cookies)) == (204, {})
        assert "secure" in ended.headers["set-cookie"].lower().split("; ")


async def test_wrong_login_and_wrong_password_get_the_same_answer(running: RunningApp) -> None:
    client = running.anonymous()
    wrong = [("admin@first.example.org", "not this one"), ("nobody@example.org", "not this one")]
    answers = [await client.post("/api/session", json={"login": login, "password": one}) for login, one in wrong]
    assert [one.status_code for one in answers] == [401, 401]
    bodies = [{**one.json(), "trace": ""} for one in answers]
    assert bodies[0] == bodies[1]


async def test_after_five_wrong_guesses_even_the_right_password_waits(running: RunningApp) -> None:
    await running.new_person("关羽")
    login = "关羽".encode().hex() + "@example.org"
    client = running.anonymous()
    for _ in range(5):
        assert (await client.post("/api/session", json={"login": login, "password": "wrong"})).status_code == 401
    blocked = await client.post("/api/session", json={"login": login, "password": PASSWORD})
    assert (blocked.status_code, blocked.json()["code"]) == (429, "session.attempts")
    assert int(blocked.headers["retry-after"]) > 0


async def test_guesses_made_at_the_same_time_count_as_well(running: RunningApp) -> None:
    client = running.anonymous()
    body = {"login": "admin@first.example.org", "password": "wrong"}
    answers = await asyncio.gather(*(client.post("/api/session", json=body) for _ in range(20)))
    assert {one.status_code for one in answers} <= {401, 429}
    assert len([one for one in answers if one.status_code == 401]) <= 5


async def test_a_right_password_forgets_the_wrong_ones_before_it(running: RunningApp) -> None:
    await running.new_person("张飞")
    login = "张飞".encode().hex() + "@example.org"
    client = running.anonymous()
    for _ in range(3):
        for _ in range(3):
            assert (await client.post("/api/session", json={"login": login, "password": "wrong"})).status_code == 401
        assert (await client.post("/api/session", json={"login": login, "password": PASSWORD})).status_code == 200


async def test_signing_out_ends_the_session_at_once(running: RunningApp) -> None:
    _, client = await running.new_person("刘备")
    token = client.cookies[SESSION_COOKIE]
    assert (await client.delete("/api/session")).status_code == 204
    thief = running.anonymous()
    thief.cookies.set(SESSION_COOKIE, token)
    assert (await thief.get("/api/me")).status_code == 401


async def test_one_device_signs_another_out(running: RunningApp) -> None:
    _, desk = await running.new_person("曹操")
    phone = await running.sign_in("曹操".encode().hex() + "@example.org", PASSWORD)
    listed = (await desk.get("/api/me/sessions")).json()["items"]
    assert len(listed) == 2
    (other,) = [one for one in listed if not one["current"]]
    assert (await desk.delete(f"/api/me/sessions/{other['id']}")).status_code == 204
    assert (await phone.get("/api/me")).status_code == 401
    assert (await desk.get("/api/me")).status_code == 200


async def test_nobody_ends_the_sessions_of_others(running: RunningApp) -> None:
    _, one = await running.new_person("孙权")
    session = (await running.admin.get("/api/me/sessions")).json()["items"][0]
    refused = await one.delete(f"/api/me/sessions/{session['id']}")
    assert (refused.status_code, refused.json()["code"]) == (404, "session.unknown")
    assert (await running.admin.get("/api/me")).status_code == 200


async def test_poor_passwords_are_refused_with_the_reason(running: RunningApp) -> None:
    _, client = await running.new_person("周瑜")
    email = (await client.get("/api/me")).json()["person"]["email"]
    poor_ones = {
        "short": "password.short",
        "a" * 129: "password.long",
        "Password123": "password.common",
        "aaaaaaaaaaaa": "password.common",
        f"{email}1!": "password.common",
        PASSWORD: "password.same",
    }
    for poor, code in poor_ones.items():
        refused = await client.post("/api/me/password", json={"current_password": PASSWORD, "new_password": poor})
        assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_a_deactivated_person_is_out_at_the_next_request(running: RunningApp) -> None:
    person_id, client = await running.new_person("诸葛亮")
    token = (await client.post("/api/me/tokens", json={"name": "script", "scopes": ["read"]})).json()["secret"]
    script = running.anonymous()
    script.headers["authorization"] = f"Bearer {token}"
    assert (await script.get("/api/me")).status_code == 200
    gone = await running.admin.patch(f"/api/people/{person_id}", json={"active": False})
    assert gone.status_code == 200
    assert (await client.get("/api/me")).status_code == 401
    assert (await script.get("/api/me")).status_code == 401
    back = await running.admin.patch(f"/api/people/{person_id}", json={"active": True})
    assert back.status_code == 200
    assert (await client.get("/api/me")).status_code == 401
    assert (await script.get("/api/me")).status_code == 401
    assert (await running.sign_in("诸葛亮".encode().hex() + "@example.org", PASSWORD)) is not None


async def test_a_reset_ends_sessions_and_tokens(running: RunningApp) -> None:
    person_id, client = await running.new_person("司马懿")
    token = (await client.post("/api/me/tokens", json={"name": "script", "scopes": ["read"]})).json()["secret"]
    reset = await running.admin.post(f"/api/people/{person_id}/password")
    assert reset.status_code == 200
    assert (await client.get("/api/me")).status_code == 401
    script = running.anonymous()
    script.headers["authorization"] = f"Bearer {token}"
    assert (await script.get("/api/me")).status_code == 401
    fresh = running.anonymous()
    assert (await fresh.post("/api/session", json=reset.json())).json()["must_change"] is True


async def test_a_language_chosen_by_the_person_wins_over_the_browser(running: RunningApp) -> None:
    _, client = await running.new_person("陆逊")
    client.headers["accept-language"] = "zh-CN"
    assert (await client.patch("/api/me", json={"locale": "en"})).status_code == 200
    assert (await client.get("/api/me")).json()["locale"] == "en"
    refused = await client.post("/api/departments", json={"name": "x"})
    assert refused.headers["content-language"] == "en"
