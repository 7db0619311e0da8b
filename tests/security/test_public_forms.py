"""Strangers with the address of a form: nothing but the form, however they ask and whatever they send."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from dougong.kernel.problem import Refusal
from dougong.public_forms.rates import Turnstile, network, turnstile
from dougong.public_forms.tables import public_addresses
from dougong.storage.driver.port import Database
from dougong_engine.design.objects import read_object
from support.apps import running_app, wide_settings
from support.hostile import STRINGS, rows_of
from support.public_forms import (  # noqa: F401  # fixtures
    ENTITIES,
    FORM,
    OPEN,
    PublicWorld,
    able_database,
    address,
    form,
    role,
    wishing,
)
from support.records import APP
from support.rich_app import made, publish, upload

EARLIER, LATER = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 1))


async def test_the_token_is_long_and_random_and_stored_only_hashed_and_sealed(wishing: PublicWorld) -> None:  # noqa: F811
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", wishing.token)

    def stored(connection: sa.Connection) -> str:
        return repr(connection.execute(sa.select(public_addresses)).all())

    assert wishing.token not in await wishing.running.database.run_sync(stored)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 5000, "%00", "../me", "' OR 1=1 --", "frm_wish", "中" * 43])
async def test_a_wrong_address_leads_nowhere(wishing: PublicWorld, token: str) -> None:  # noqa: F811
    before = await rows_of(wishing.running.database)
    for answer in (await wishing.read(token), await wishing.send({"title": "x"}, token)):
        assert answer.status_code in (404, 405, 422), answer.text
        assert answer.json()["code"] in ("public_form.unknown", "http.not_found", "http.method", "input.invalid")
    assert await rows_of(wishing.running.database) == before


async def test_a_renewed_address_is_dead_at_once(wishing: PublicWorld) -> None:  # noqa: F811
    renewed = (await wishing.admin.post(f"/api/forms/{FORM}/address/renewal")).json()
    fresh = renewed["path"].removeprefix("/f/")
    assert fresh != wishing.token
    for answer in (await wishing.read(), await wishing.send({"title": "x"}), await wishing.attach()):
        assert (answer.status_code, answer.json()["code"]) == (404, "public_form.unknown")
    assert (await wishing.send({"title": "x"}, fresh)).status_code == 201


async def test_a_shut_address_takes_nothing_until_it_is_opened_again(wishing: PublicWorld) -> None:  # noqa: F811
    assert (await address(wishing.admin, open=False)).json()["path"] == f"/f/{wishing.token}"
    for answer in (await wishing.read(), await wishing.send({"title": "x"}), await wishing.attach()):
        assert (answer.status_code, answer.json()["code"]) == (404, "public_form.unknown")
    await address(wishing.admin)
    assert (await wishing.send({"title": "x"})).status_code == 201


@pytest.mark.parametrize(
    ("times", "code"),
    [({"opens": LATER.isoformat()}, "public_form.early"), ({"closes": EARLIER.isoformat()}, "public_form.late")],
)
async def test_nothing_is_shown_or_taken_outside_of_its_time(
    wishing: PublicWorld,  # noqa: F811
    times: dict[str, Any],
    code: str,
) -> None:
    await wishing.change({**OPEN, **times})
    link = await wishing.stranger.get(f"/api/public/forms/{wishing.token}/records/shop")
    for answer in (await wishing.read(), await wishing.send({"title": "x"}), await wishing.attach(), link):
        assert (answer.status_code, answer.json()["code"]) == (403, code)
        assert "标题" not in answer.text
    assert await wishing.wishes() == []


async def test_the_address_of_a_removed_form_leads_nowhere(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.change(None)
    for answer in (await wishing.read(), await wishing.send({"title": "x"})):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "key",
    ["secret", "source", "keeper", "stage", "owner", "id", "version", "created_by", "sum2", "nothing", "__proto__"],
)
async def test_only_fields_of_the_form_are_taken(wishing: PublicWorld, key: str) -> None:  # noqa: F811
    answer = await wishing.send({"title": "x", key: wishing.running.admin_id})
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == ["public_form.field"]
    assert await wishing.wishes() == []


async def test_a_link_takes_no_record_but_those_of_its_list(wishing: PublicWorld) -> None:  # noqa: F811
    wish = await made(wishing.admin, "/api/records/wish", {"title": "内部"})
    for id in (wish["id"], wishing.running.admin_id, "00000000-0000-7000-8000-00000000dead"):
        answer = await wishing.send({"title": "x", "shop": id})
        assert (answer.status_code, answer.json()["code"]) == (422, "field.record.unknown"), answer.text
    await wishing.change({**OPEN, "lists": []})
    answer = await wishing.send({"title": "x", "shop": wishing.shop})
    assert (answer.status_code, answer.json()["code"]) == (422, "public_form.field")


async def test_strangers_take_no_file_but_their_own(wishing: PublicWorld) -> None:  # noqa: F811
    admins = (await upload(wishing.admin)).json()["id"]
    taken = (await wishing.attach()).json()["id"]
    assert (await wishing.send({"title": "x", "papers": [taken]})).status_code == 201
    for id in (admins, taken):
        answer = await wishing.send({"title": "y", "papers": [id]})
        assert (answer.status_code, answer.json()["code"]) == (422, "field.file.unknown")
    mine = (await wishing.attach()).json()["id"]
    stolen = await wishing.admin.post("/api/records/wish", json={"title": "z", "papers": [mine]})
    assert stolen.status_code == 422
    assert (await wishing.stranger.get(f"/api/files/{taken}")).status_code == 401


async def test_files_are_bounded_and_may_be_forbidden(wishing: PublicWorld) -> None:  # noqa: F811
    large = await wishing.attach(b"x" * (1024 * 1024 + 1))
    assert (large.status_code, large.json()["code"]) == (413, "upload.large")
    three = [(await wishing.attach()).json()["id"] for _ in range(3)]
    answer = await wishing.send({"title": "x", "papers": three})
    assert (answer.status_code, answer.json()["code"]) == (422, "public_form.files")
    await wishing.change({**OPEN, "files": None})
    assert (await wishing.attach()).status_code == 404


async def test_a_clash_tells_only_that_there_is_one(wishing: PublicWorld) -> None:  # noqa: F811
    other = await made(wishing.admin, "/api/records/wish", {"title": "内部", "mail": "a@b.cn", "secret": "s"})
    answer = await wishing.send({"title": "x", "mail": "a@b.cn"})
    assert (answer.status_code, answer.json()["code"]) == (409, "record.not_unique")
    assert other["id"] not in answer.text
    await wishing.change({**OPEN, "values": {"secret": "s"}})
    hidden = await wishing.send({"title": "x"})
    assert (hidden.status_code, hidden.json()["code"]) == (409, "public_form.not_taken")
    assert "内部编号" not in hidden.text and "secret" not in hidden.text


async def test_a_check_on_hidden_fields_says_nothing_about_them(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.change({**OPEN, "values": {"source": "bad"}})
    answer = await wishing.send({"title": "x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "public_form.not_taken")
    assert "内部规则" not in answer.text and "source" not in answer.text


async def test_rows_are_bounded_and_belong_to_nobody_else(wishing: PublicWorld) -> None:  # noqa: F811
    for count in (6, 1000):
        answer = await wishing.send({"title": "x", "lines": [{"item": "a"}] * count})
        assert answer.status_code == 422, count
        assert answer.json()["code"] in ("field.sub_table.row_count", "field.list.too_long")
    wish = await made(wishing.admin, "/api/records/wish", {"title": "内部", "lines": [{"item": "甲"}]})
    row = wish["lines"][0]["id"]
    assert (await wishing.send({"title": "x", "lines": [{"id": row, "item": "乙"}]})).status_code == 201
    kept = (await wishing.admin.get(f"/api/records/wish/{wish['id']}")).json()
    assert [(one["id"], one["item"]) for one in kept["lines"]] == [(row, "甲")]
    column = await wishing.send({"title": "x", "lines": [{"item": "a", "owner": "b"}]})
    assert column.status_code == 422


async def test_a_large_or_deep_answer_is_refused_before_it_is_read(wishing: PublicWorld) -> None:  # noqa: F811
    path = f"/api/public/forms/{wishing.token}"
    large = await wishing.stranger.post(path, json={"title": "x" * (256 * 1024)})
    assert (large.status_code, large.json()["code"]) == (413, "http.large")
    deep: Any = []
    for _ in range(60):
        deep = [deep]
    assert (await wishing.stranger.post(path, json={"title": deep})).status_code == 422
    for body, status in ((b"[]", 422), (b"{", 400), (b'"x"', 422), (b"\xff", 400)):
        answer = await wishing.stranger.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == status, body
    assert (await wishing.stranger.post(path, data={"title": "x"})).status_code == 415


async def test_markup_is_text_and_hostile_values_never_fail_the_server(wishing: PublicWorld) -> None:  # noqa: F811
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    assert (await wishing.send({"title": markup})).status_code == 201
    assert [one["title"] for one in await wishing.wishes()] == [markup]
    for text in STRINGS:
        for key in ("title", "mail", "level", "shop", "papers", "lines"):
            answer = await wishing.send({"title": "x", key: text})
            assert answer.status_code in (201, 400, 409, 422), (key, text, answer.text)


async def test_signing_in_gives_a_stranger_nothing_more(wishing: PublicWorld) -> None:  # noqa: F811
    path = f"/api/public/forms/{wishing.token}"
    assert (await wishing.admin.post(path, json={"title": "x", "secret": "s"})).status_code == 422
    assert (await wishing.admin.post(path, json={"title": "x"})).status_code == 201


async def test_the_token_opens_no_other_route(wishing: PublicWorld) -> None:  # noqa: F811
    bearer = {"authorization": f"Bearer {wishing.token}"}
    for path in (
        "/api/me",
        "/api/records/wish",
        f"/api/forms/{FORM}",
        f"/api/forms/{FORM}/address",
        "/api/lookup/shop",
    ):
        for headers in ({}, bearer, {"cookie": f"dougong_session={wishing.token}"}):
            assert (await wishing.stranger.get(path, headers=headers)).status_code == 401, path


async def test_an_address_of_another_workspace_is_out_of_reach(wishing: PublicWorld) -> None:  # noqa: F811
    _, other = await wishing.running.new_workspace("second")
    before = await rows_of(wishing.running.database)
    assert (await other.get(f"/api/forms/{FORM}/address")).json()["path"] is None
    assert (await address(other)).status_code == 409
    assert (await other.post(f"/api/forms/{FORM}/address/renewal")).status_code == 409
    assert await rows_of(wishing.running.database) == before


async def test_nobody_lets_strangers_do_more_than_they_may_do_themselves(wishing: PublicWorld) -> None:  # noqa: F811
    running = wishing.running
    grants = [
        {
            "entity": "ent_wish",
            "scope": {"rows": "all"},
            "fields": {"*": "write", "source": "read"},
            "actions": ["create"],
        },
        {"entity": "ent_shop", "scope": {"rows": "own"}, "fields": {"name": "read"}},
    ]
    designer = role("rol_designer", *grants, abilities=["design"])
    plain = role("rol_plain")
    await publish(running, [designer, plain])
    for raw in (designer, plain):
        document: Any = read_object(raw)
        running.roles.publish(running.workspace_id, document)
    person, client = await running.new_person("设计师")
    assert (await client.get(f"/api/forms/{FORM}/address")).status_code == 403
    assert (await running.admin.put("/api/roles/rol_designer/members", json={"people": [person]})).is_success
    refused = await address(client)
    assert refused.status_code == 403
    assert [(one["code"], one["path"]) for one in refused.json()["problems"]] == [
        ("access.field", ["source"]),
        ("access.field", ["shop"]),
    ]
    await wishing.change(None)
    beyond = await _published(client, form(OPEN))
    assert [one["code"] for one in beyond.json()["problems"]] == ["publish.rights.public_form"], beyond.text
    within = await _published(client, form({**OPEN, "values": {}, "lists": []}))
    assert within.status_code == 200, within.text
    assert (await address(client)).status_code == 200


async def _published(client: httpx.AsyncClient, document: dict[str, Any]) -> httpx.Response:
    """The form as somebody's draft, published by them."""
    revision = (await client.get(f"/api/design/{FORM}/draft")).json()["revision"]
    body = {"revision": revision, "document": document}
    kept = await client.put(f"/api/design/{FORM}/draft", json=body)
    assert kept.is_success, kept.text
    return await client.post("/api/design/publish", json={"ids": [FORM]})


async def test_strangers_who_come_too_often_wait(able_database: Database) -> None:  # noqa: F811
    limits = {"public_answers_per_minute_address": 2, "worker": "external"}
    async with running_app(able_database, wide_settings(**limits)) as running:
        await publish(running, [APP, *ENTITIES, form(OPEN)])
        token = (await address(running.admin)).json()["path"].removeprefix("/f/")
        client = running.anonymous()
        answers = [await client.post(f"/api/public/forms/{token}", json={"title": "x"}) for _ in range(3)]
        assert [one.status_code for one in answers] == [201, 201, 429]
        assert answers[2].json()["code"] == "public_form.often"
        assert int(answers[2].headers["retry-after"]) >= 1
        guesses = [await client.get(f"/api/public/forms/{'a' * 43}") for _ in range(30)]
        assert 429 in {one.status_code for one in guesses}


def test_the_pace_is_held_for_each_form_and_each_sender_apart() -> None:
    now = [0.0]
    gate: Turnstile = turnstile(per_form=3, per_sender=2, clock=lambda: now[0])

    def came(form_token: str, ip: str) -> bool:
        try:
            gate.sends(form_token, ip)
        except Refusal as refusal:
            return refusal.status != 429
        return True

    assert [came("f", "10.0.0.1") for _ in range(3)] == [True, True, False]
    assert [came("f", "10.0.0.2") for _ in range(2)] == [True, False]
    now[0] += 30.0
    assert came("f", "10.0.0.1")
    assert came("g", "10.0.0.3")


def test_a_sender_with_a_whole_network_of_addresses_is_one_sender() -> None:
    assert network("2001:db8::1") == network("2001:db8::ffff") != network("2001:db8:0:1::1")
    assert network("10.0.0.1") == "10.0.0.1"
    assert network("testclient") == "testclient"
