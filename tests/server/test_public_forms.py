"""A form is filled in without an account: what strangers get, what becomes of what they send, who lets them in."""

import asyncio
from typing import Any

import sqlalchemy as sa

from dougong.storage.audit import audit
from support.public_forms import FORM, OPEN, PublicWorld, able_database, address, form, role, wishing  # noqa: F401
from support.rich_app import publish


async def test_strangers_get_the_form_and_what_they_may_see_of_it(wishing: PublicWorld) -> None:  # noqa: F811
    answer = await wishing.read()
    assert answer.status_code == 200
    shown = answer.json()
    assert [one["key"] for one in shown["fields"]] == ["title", "mail", "level", "shop", "papers", "lines", "sum"]
    by_key = {one["key"]: one for one in shown["fields"]}
    assert by_key["shop"]["entity_key"] == "shop" and "entity" not in by_key["shop"]
    assert (by_key["sum"]["access"], by_key["title"]["access"]) == ("read", "write")
    assert by_key["papers"]["most"] == 2
    assert shown["files"] == {"most": 2, "megabytes": 1}
    for inside in ("secret", "source", "keeper", "frm_", "ent_", "app_", "rol_", "内部"):
        assert inside not in answer.text
    assert "set-cookie" not in answer.headers


async def test_what_is_sent_becomes_a_record_of_whoever_gave_the_address_out(wishing: PublicWorld) -> None:  # noqa: F811
    sent = {"title": "要一台秤", "level": "b", "shop": wishing.shop, "lines": [{"item": "秤", "price": "12.50"}]}
    answer = await wishing.send(sent)
    assert (answer.status_code, answer.json()) == (201, {"done": True})
    [wish] = await wishing.wishes()
    assert (wish["title"], wish["source"], wish["stage"], wish["sum"]) == ("要一台秤", "web", "a", "12.50")
    assert wish["shop"] == wishing.shop
    assert wish["owner"] == wishing.running.admin_id
    history = (await wishing.admin.get(f"/api/records/wish/{wish['id']}/history")).json()["entries"]
    assert [(one["via"], one["cause"], one["by"]) for one in history] == [("public", f"form:{FORM}", None)]
    [event] = await wishing.events()
    assert (event["via"], event["form"]) == ("public", FORM)


async def test_the_audit_names_the_form_and_nobody(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.send({"title": "一"})
    [wish] = await wishing.wishes()

    def entries(connection: sa.Connection) -> list[Any]:
        asked = sa.select(audit.c.action, audit.c.person_id, audit.c.detail).where(audit.c.subject == f"form:{FORM}")
        return [tuple(row) for row in connection.execute(asked.order_by(audit.c.id))]

    opened, answered = await wishing.running.database.run_sync(entries)
    assert opened[:2] == ("public_form.opened", wishing.running.admin_id)
    assert answered == ("public_form.answered", None, {"record": wish["id"]})


async def test_the_owner_is_the_first_member_of_the_role_that_the_form_names(wishing: PublicWorld) -> None:  # noqa: F811
    running = wishing.running
    first, _ = await running.new_person("阿一")
    second, _ = await running.new_person("周二")
    keepers = role("rol_keeper")
    await publish(running, [keepers])
    running.roles.publish(running.workspace_id, _document(keepers))
    await wishing.change({**OPEN, "owner": "rol_keeper"})
    assert (await running.admin.put("/api/roles/rol_keeper/members", json={"people": [second, first]})).is_success
    await wishing.send({"title": "一"})
    assert (await running.admin.patch(f"/api/people/{first}", json={"active": False})).is_success
    await wishing.send({"title": "二"})
    assert (await running.admin.put("/api/roles/rol_keeper/members", json={"people": []})).is_success
    await wishing.send({"title": "三"})
    owners = {one["title"]: one["owner"] for one in await wishing.wishes()}
    assert owners == {"一": first, "二": second, "三": running.admin_id}


def _document(raw: dict[str, Any]) -> Any:
    from dougong_engine.design.objects import read_object

    return read_object(raw)


async def test_links_are_chosen_by_title_and_show_nothing_else(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.admin.post("/api/records/shop", json={"name": "二号店"})
    path = f"/api/public/forms/{wishing.token}/records/shop"
    every = (await wishing.stranger.get(path)).json()["records"]
    assert [one["title"] for one in every] == ["二号店", "一号店"]
    assert {tuple(sorted(one)) for one in every} == {("id", "title")}
    found = (await wishing.stranger.get(path + "?q=一")).json()["records"]
    assert found == [{"id": wishing.shop, "title": "一号店"}]
    assert (await wishing.stranger.get(f"/api/public/forms/{wishing.token}/records/keeper")).status_code == 404
    await wishing.change({**OPEN, "lists": []})
    assert (await wishing.stranger.get(path)).status_code == 404


async def test_files_are_attached_and_belong_to_the_record(wishing: PublicWorld) -> None:  # noqa: F811
    uploaded = await wishing.attach()
    assert uploaded.status_code == 201
    assert set(uploaded.json()) == {"id", "name", "type", "size"}
    assert (await wishing.send({"title": "一", "papers": [uploaded.json()["id"]]})).status_code == 201
    content = await wishing.admin.get(f"/api/files/{uploaded.json()['id']}")
    assert (content.status_code, content.content) == (200, b"words")


async def test_the_same_key_makes_one_record(wishing: PublicWorld) -> None:  # noqa: F811
    first = await wishing.send({"title": "一"}, **{"idempotency-key": "k1"})
    again = await wishing.send({"title": "一"}, **{"idempotency-key": "k1"})
    other = await wishing.send({"title": "二"}, **{"idempotency-key": "k1"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert [one["title"] for one in await wishing.wishes()] == ["一"]


async def test_an_answer_that_was_taken_is_told_again_when_the_form_is_full(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.change({**OPEN, "most": 1})
    for _ in range(2):
        assert (await wishing.send({"title": "一"}, **{"idempotency-key": "k1"})).status_code == 201
    assert (await wishing.send({"title": "二"}, **{"idempotency-key": "k2"})).json()["code"] == "public_form.full"
    assert len(await wishing.wishes()) == 1


async def test_a_form_takes_as_many_answers_as_it_says_and_no_more(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.change({**OPEN, "most": 3})
    answers = await asyncio.gather(*(wishing.send({"title": f"{number}"}) for number in range(6)))
    assert sorted(one.status_code for one in answers).count(201) == 3
    assert {one.json()["code"] for one in answers if one.status_code != 201} == {"public_form.full"}
    assert len(await wishing.wishes()) == 3
    assert (await wishing.admin.get(f"/api/forms/{FORM}/address")).json()["taken"] == 3
    assert (await wishing.read()).json()["code"] == "public_form.full"
    await wishing.change({**OPEN, "most": 4})
    assert (await wishing.send({"title": "再来"})).status_code == 201


async def test_a_refused_answer_does_not_count(wishing: PublicWorld) -> None:  # noqa: F811
    assert (await wishing.send({})).status_code == 422
    assert (await wishing.admin.get(f"/api/forms/{FORM}/address")).json()["taken"] == 0


async def test_problems_are_told_at_their_field_in_the_language_of_the_browser(wishing: PublicWorld) -> None:  # noqa: F811
    answer = await wishing.stranger.post(
        f"/api/public/forms/{wishing.token}", json={"mail": "x"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert answer.headers["content-language"] == "en"
    assert [(one["code"], one["path"]) for one in answer.json()["problems"]] == [("field.email.malformed", ["mail"])]


async def test_an_address_is_made_when_it_is_first_opened_and_shows_its_owner(wishing: PublicWorld) -> None:  # noqa: F811
    shown = (await wishing.admin.get(f"/api/forms/{FORM}/address")).json()
    assert shown["path"] == f"/f/{wishing.token}"
    assert (shown["open"], shown["taken"], shown["owner"]["id"]) == (True, 0, wishing.running.admin_id)
    none = (await wishing.admin.get("/api/forms/frm_other/address")).json()
    assert none == {"path": None, "open": False, "taken": 0, "owner": None, "changed_at": None}
    person, _ = await wishing.running.new_person("王五")
    assert (await address(wishing.admin, owner=person)).json()["owner"] == {"id": person, "name": "王五"}
    assert (await address(wishing.admin)).json()["owner"]["id"] == person
    unknown = await address(wishing.admin, owner="00000000-0000-7000-8000-00000000dead")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "person.unknown")


async def test_a_form_without_a_public_side_gets_no_address(wishing: PublicWorld) -> None:  # noqa: F811
    await wishing.change(None)
    assert (await wishing.read()).status_code == 404
    refused = await address(wishing.admin)
    assert (refused.status_code, refused.json()["code"]) == (409, "public_form.not_public")
    assert (await address(wishing.admin, open=False)).json()["open"] is False


async def test_only_what_is_published_counts(wishing: PublicWorld) -> None:  # noqa: F811
    revision = (await wishing.admin.get(f"/api/design/{FORM}/draft")).json()["revision"]
    draft = {"revision": revision, "document": form({**OPEN, "note": "草稿"})}
    assert (await wishing.admin.put(f"/api/design/{FORM}/draft", json=draft)).is_success
    assert (await wishing.read()).json()["note"] == ""


async def test_rules_and_required_fields_of_the_form_hold_for_strangers(wishing: PublicWorld) -> None:  # noqa: F811
    rule = {
        "id": "r",
        "name": "R",
        "when": {"field": "level", "op": "is", "value": "b"},
        "then": [{"do": "require", "fields": ["mail"]}],
    }
    await wishing.change(OPEN, rules=[rule])
    answer = await wishing.send({"title": "一", "level": "b"})
    assert [(one["code"], one["path"]) for one in answer.json()["problems"]] == [("field.required", ["mail"])]
    assert (await wishing.send({"title": "一", "level": "a"})).status_code == 201
    none = await wishing.send({"level": "a"})
    assert [(one["code"], one["path"]) for one in none.json()["problems"]] == [("field.required", ["title"])]
