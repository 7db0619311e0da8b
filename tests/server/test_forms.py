"""Writes that come through a form: copies from linked records and rules, under the writer's rights."""

from typing import Any

import orjson
import pytest

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.form_vectors import IDS, VECTORS, with_ids
from support.records import Office, office
from support.rich_app import Rich, able_database, publish, rich  # noqa: F401  # fixtures

FORM = Door(via="form", form="frm_order")
PEOPLE = {"name": "T", "phone": "021-555-0100", "address": "Harbour Road 1", "level": "a"}
CLERK = {
    "format": 1,
    "kind": "role",
    "id": "rol_clerk",
    "app": "app_shop",
    "name": "Clerk",
    "grants": [
        {
            "entity": "ent_order",
            "scope": {"rows": "own"},
            "fields": {"*": "write", "address": "read"},
            "actions": ["create", "update"],
        },
        {
            "entity": "ent_customer",
            "scope": {"rows": "own"},
            "fields": {"*": "read", "level": "none", "phone": "masked"},
        },
    ],
}


def objects() -> list[dict[str, Any]]:
    """The design of the vectors and a role that sees less."""
    base = {"format": 1, "app": "app_shop"}
    shop = {**base, "kind": "app", "id": "app_shop", "name": "Shop", "key": "shop"}
    entities = [
        {
            **base,
            "kind": "entity",
            "id": f"ent_{key}",
            "name": key,
            "key": key,
            "title": VECTORS[key][0]["id"],
            "fields": VECTORS[key],
        }
        for key in ("customer", "product", "order")
    ]
    form = {**base, "kind": "form", "id": "frm_order", "name": "Order", "entity": "ent_order", **VECTORS["form"]}
    other = {
        **base,
        "kind": "form",
        "id": "frm_customer",
        "name": "Customer",
        "entity": "ent_customer",
        "sections": [{"id": "s", "fields": [{"field": "name"}]}],
    }
    return [shop, *entities, form, other, CLERK]


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    await found.publish(objects())
    await found.person("li", "rol_clerk")
    admin = await found.as_("admin")
    for entity, some in VECTORS["sources"].items():
        for name, values in some.items():
            await found.writing.create(admin, entity.removeprefix("ent_"), {"name": name, **values}, id=IDS[name])
    found.now = found.now.fromisoformat(VECTORS["now"])
    return found


async def stored(made: Office, who: Principal, id: object) -> dict[str, Any]:
    record = await made.reading.get(who, "order", str(id))
    return dict(orjson.loads(orjson.dumps(record)))


async def codes(work: object) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(Refusal) as caught:
        await work  # type: ignore[misc]  # any awaitable
    return [(one.code, one.path) for one in caught.value.problems]


def shown(found: Any, wanted: Any) -> Any:
    """As much of each row as was asked for."""
    if not isinstance(wanted, list):
        return found
    return [{key: row.get(key) for key in one} for row, one in zip(found, wanted, strict=True)]


async def test_a_form_writes_what_the_vectors_say(made: Office) -> None:
    admin = await made.as_("admin")
    for case in VECTORS["cases"]:
        if "unseen" in case["entered"].values():
            continue  # for an administrator there is no record that is hidden: see the clerk below
        raw: dict[str, Any] = with_ids(case["entered"])
        before = None
        if "record" in case:
            before = str((await made.writing.create(admin, "order", with_ids(case["record"])))["id"])

        async def write(values: dict[str, Any], id: str | None = before) -> str:
            if id is None:
                return str((await made.writing.create(admin, "order", values, FORM))["id"])
            await made.writing.update(admin, "order", id, values, door=FORM)
            return id

        if case["missing"]:
            assert await codes(write(raw)) == [("field.required", (key,)) for key in case["missing"]], case["name"]
            raw |= dict.fromkeys(case["missing"], "x")
        found = await stored(made, admin, await write(raw))
        for key, wanted in with_ids(case["values"]).items():
            assert shown(found[key], wanted) == wanted, (case["name"], key)


async def test_nothing_is_copied_without_the_form(made: Office) -> None:
    admin = await made.as_("admin")
    order = await made.writing.create(admin, "order", {"title": "T", "customer": IDS["acme"]})
    assert (await stored(made, admin, order["id"]))["phone"] is None


async def test_what_the_writer_may_not_read_fills_nothing(made: Office) -> None:
    li = await made.as_("li")
    own = await made.writing.create(await made.as_("admin"), "customer", {**PEOPLE, "owner": li.person_id})
    order = await made.writing.create(li, "order", {"title": "T", "customer": own["id"]}, FORM)
    found = await stored(made, li, order["id"])
    assert found["level"] is None, "hidden at the customer"
    assert found["phone"] is None, "masked at the customer"
    assert found["address"] is None, "li may not write it"
    hidden = made.writing.create(li, "order", {"title": "T", "customer": IDS["acme"]}, FORM)
    assert await codes(hidden) == [("field.record.unknown", ("customer",))]
    typed = made.writing.create(li, "order", {"title": "T", "customer": own["id"], "level": "c"}, FORM)
    assert await codes(typed) == [("field.readonly", ("level",))]


async def test_a_form_must_be_one_of_the_entity(made: Office) -> None:
    admin = await made.as_("admin")
    for id in ("frm_customer", "frm_nowhere", "ent_order"):
        other = Door(via="form", form=id)
        assert await codes(made.writing.create(admin, "order", {"title": "T"}, other)) == [("design.unknown", ())]


async def test_a_published_change_of_the_form_counts_at_the_next_write(made: Office) -> None:
    admin = await made.as_("admin")
    form = {**next(one for one in objects() if one["id"] == "frm_order"), "rules": []}
    first = await made.writing.create(admin, "order", {"title": "T", "pieces": 10, "price": "500"}, FORM)
    await made.publish([form])
    second = await made.writing.create(
        await made.as_("admin"), "order", {"title": "T", "pieces": 10, "price": "500"}, FORM
    )
    assert (await stored(made, await made.as_("admin"), first["id"]))["discount"] == "0.1667"
    assert (await stored(made, await made.as_("admin"), second["id"]))["discount"] is None


async def test_a_write_over_http_names_its_form_in_the_address(rich: Rich) -> None:  # noqa: F811
    rule = {
        "id": "r",
        "name": "R",
        "when": {"field": "qty", "op": "gt", "value": 1},
        "then": [
            {"do": "set", "fields": ["amount"], "expression": "{qty} / 3"},
            {"do": "require", "fields": ["note"]},
        ],
    }
    plain: list[dict[str, Any]] = [{"field": one} for one in ("title", "client", "qty", "amount", "note")]
    places = [*plain, {"field": "level", "fill": {"path": "client.level"}}]
    head = {"format": 1, "kind": "form", "id": "frm_rich", "app": "app_test", "name": "F", "entity": "ent_rich"}
    form = {**head, "sections": [{"id": "s", "fields": places}], "rules": [rule]}
    await publish(rich.running, [form])
    address, values = "/api/records/rich", {"title": "T", "client": rich.client, "qty": 2}
    refused = await rich.admin.post(address, params={"form": "frm_rich"}, json=values)
    assert (refused.status_code, refused.json()["problems"][0]["path"]) == (422, ["note"])
    made = (await rich.admin.post(address, params={"form": "frm_rich"}, json={**values, "note": "n"})).json()
    assert (made["amount"], made["level"]) == ("0.67", "b")
    changed = await rich.admin.patch(f"{address}/{made['id']}", params={"form": "frm_rich"}, json={"qty": 4})
    assert changed.json()["amount"] == "1.33"
    bare = await rich.admin.patch(f"{address}/{made['id']}", json={"qty": 5})
    assert bare.json()["amount"] == "1.33"
    story = (await rich.admin.get(f"{address}/{made['id']}/history")).json()
    assert [one["via"] for one in story["entries"]] == ["api", "form", "form"]
    elsewhere = await rich.admin.post(address, params={"form": "frm_nowhere"}, json=values)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "design.unknown")
