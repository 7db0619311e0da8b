"""Single references are found by the very statement that stores the write; whatever is wrong is told as ever."""

from typing import Any

import pytest
import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.records.writing import Writing
from dougong.storage.side_tables import history, inbox
from dougong.storage.workspaces import workspaces
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

STAGES = [{"id": "open", "name": "开"}, {"id": "shut", "name": "关"}]


def open_ones(kind: str, level: str) -> dict[str, Any]:
    """Reading rights on those of an entity that have this level."""
    where = {"field": "level", "op": "is", "value": level}
    return {"entity": f"ent_{kind}", "scope": {"rows": "condition", "where": where}, "fields": {"*": "read"}}


def named(kind: str, name: str) -> dict[str, Any]:
    """An entity whose records have a level."""
    return entity(f"ent_{kind}", kind, name, [f("name", "text"), f("level", "choice", options=STAGES)])


DESIGN: list[dict[str, Any]] = [
    APP,
    named("customer", "客户"),
    named("site", "地点"),
    entity(
        "ent_visit",
        "visit",
        "拜访",
        [
            f("title", "text", required=True),
            f("customer", "link", entity="ent_customer"),
            f("site", "link", entity="ent_site"),
            f("member", "person"),
            f("unit", "department"),
            f("serial", "text", unique=True),
        ],
    ),
    entity(
        "ent_order",
        "order",
        "订单",
        [
            f("title", "text", required=True),
            f("customer", "link", entity="ent_customer"),
            f("number", "auto_number", pattern="D-{000}"),
        ],
    ),
    {
        "format": 1, "kind": "role", "id": "rol_field", "app": "app_test", "name": "外勤",
        "grants": [
            {
                "entity": "ent_visit", "scope": {"rows": "own"}, "fields": {"*": "write"},
                "actions": ["create", "update"],
            },
            open_ones("customer", "open"),
            open_ones("site", "shut"),
        ],
    },
]  # fmt: skip


class World:
    """An office with customers and sites, some of which Li may see."""

    def __init__(self, made: Office, admin: Principal, li: Principal) -> None:
        self.made, self.admin, self.li = made, admin, li

    @property
    def writing(self) -> Writing:
        return self.made.writing

    async def new(self, kind: str, level: str) -> str:
        """One more customer or site."""
        return str((await self.writing.create(self.admin, kind, {"name": kind, "level": level}))["id"])

    async def told(self) -> tuple[int, int]:
        """Rows of history and events."""
        count = sa.select(*(sa.select(sa.func.count()).select_from(one).scalar_subquery() for one in (history, inbox)))
        found = await self.made.database.run_sync(lambda connection: connection.execute(count).one())
        return int(found[0]), int(found[1])


@pytest.fixture
async def world(database: object) -> World:  # noqa: F811
    made = await office(database)  # type: ignore[arg-type]  # one of both
    await made.publish(DESIGN)
    await made.person("li", "rol_field")
    return World(made, await made.as_("admin"), await made.as_("li"))


async def refused(work: Any) -> list[tuple[str, tuple[object, ...]]]:
    """Codes and paths of what is wrong."""
    with pytest.raises(Refusal) as caught:
        await work
    return sorted((one.code, one.path) for one in caught.value.problems)


async def test_references_that_may_be_seen_are_stored(world: World) -> None:
    customer, site = await world.new("customer", "open"), await world.new("site", "shut")
    member = world.made.people["li"]
    given = {"title": "甲", "customer": customer, "site": site, "member": member}
    made = await world.writing.create(world.li, "visit", given)
    assert {key: made[key] for key in given} == given
    other = await world.new("customer", "open")
    changed = await world.writing.update(world.li, "visit", str(made["id"]), {"customer": other})
    assert (changed["customer"], changed["version"]) == (other, 2)


@pytest.mark.parametrize("kind", ["unseen", "missing", "trashed"])
async def test_nothing_is_stored_for_a_reference_that_is_not_there_for_the_caller(world: World, kind: str) -> None:
    customer = new_id() if kind == "missing" else await world.new("customer", "shut" if kind == "unseen" else "open")
    if kind == "trashed":
        await world.writing.remove(world.admin, "customer", customer)
    made = await world.writing.create(world.li, "visit", {"title": "有"})
    before = await world.told()
    create = world.writing.create(world.li, "visit", {"title": "甲", "customer": customer})
    update = world.writing.update(world.li, "visit", str(made["id"]), {"title": "乙", "customer": customer})
    for work in (create, update):
        assert await refused(work) == [("field.record.unknown", ("customer",))]
    assert await world.told() == before


async def test_people_and_departments_are_found_by_the_same_statement(world: World) -> None:
    for key, code in (("member", "field.person.unknown"), ("unit", "field.department.unknown")):
        assert await refused(world.writing.create(world.li, "visit", {"title": "甲", key: new_id()})) == [
            (code, (key,))
        ]


async def test_everything_that_is_wrong_is_told_at_once(world: World) -> None:
    create = world.writing.create(world.li, "visit", {"customer": new_id(), "member": new_id()})
    found = [("field.person.unknown", ("member",)), ("field.record.unknown", ("customer",))]
    assert await refused(create) == [*found, ("field.required", ("title",))]


async def test_the_conditions_of_several_entities_keep_to_their_own_values(world: World) -> None:
    """Li sees open customers and shut sites; either condition with the other's value would see the opposite."""
    customers = {level: await world.new("customer", level) for level in ("open", "shut")}
    sites = {level: await world.new("site", level) for level in ("open", "shut")}
    await world.writing.create(world.li, "visit", {"title": "甲", "customer": customers["open"], "site": sites["shut"]})
    create = world.writing.create(
        world.li, "visit", {"title": "甲", "customer": customers["shut"], "site": sites["open"]}
    )
    unknown = "field.record.unknown"
    assert await refused(create) == [(unknown, ("customer",)), (unknown, ("site",))]


async def test_an_own_id_that_is_taken_is_told_whatever_else_is_wrong(world: World) -> None:
    own, customer = new_id(), await world.new("customer", "open")
    await world.writing.create(world.li, "visit", {"title": "甲", "customer": customer}, id=own)
    before = await world.told()
    again = world.writing.create(world.li, "visit", {"title": "乙", "customer": customer}, id=own)
    assert await refused(again) == [("record.exists", ())]
    lost = world.writing.create(world.li, "visit", {"title": "乙", "customer": new_id()}, id=own)
    assert await refused(lost) == [("field.record.unknown", ("customer",))]
    assert await world.told() == before


async def test_a_field_that_must_differ_is_named(world: World) -> None:
    customer = await world.new("customer", "open")
    given = {"title": "甲", "customer": customer, "serial": "一"}
    await world.writing.create(world.li, "visit", given)
    assert await refused(world.writing.create(world.li, "visit", given)) == [("record.not_unique", ("serial",))]


async def test_no_number_is_lost_to_a_reference_that_is_not_there(world: World) -> None:
    customer = await world.new("customer", "open")
    orders = [await world.writing.create(world.admin, "order", {"title": "一", "customer": customer})]
    create = world.writing.create(world.admin, "order", {"title": "二", "customer": new_id()})
    assert await refused(create) == [("field.record.unknown", ("customer",))]
    orders.append(await world.writing.create(world.admin, "order", {"title": "三", "customer": customer}))
    assert [one["number"] for one in orders] == ["D-001", "D-002"]


async def test_rights_that_changed_meanwhile_are_read_anew(world: World) -> None:
    customer = await world.new("customer", "open")
    raised = sa.update(workspaces).values(epoch=workspaces.c.epoch + 1)
    await world.made.database.run_sync(lambda connection: connection.execute(raised))
    for id in (customer, new_id()):
        with pytest.raises(RightsChanged):
            await world.writing.create(world.li, "visit", {"title": "甲", "customer": id})
