"""A change of records concerns those whose rows hold the record, or held it before; nobody else hears of it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from dougong.kernel.workspace import Principal
from dougong.notify.browsers import OpenBrowsers
from dougong.notify.endpoints import events_router
from dougong.notify.live import Live
from dougong.notify.store import NotificationRows
from dougong.process.service import Process, Surroundings
from dougong.records.audience import Audience, Changes
from dougong.records.showing import Showing
from dougong.records.trash import Trash
from dougong.records.writing import Door
from dougong.storage.driver.port import Database, Row, Statement, Values
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import flow
from support.process import FarSystem, OfficeCallers, Works, works
from support.records import APP, entity, f
from support.small_app import small_app
from support.streams import Browser

STATES = [{"id": "open", "name": "进行中"}, {"id": "done", "name": "完成"}]
AREA = entity("ent_area", "area", "区域", [f("name", "text")])
CASE = entity(
    "ent_case",
    "case",
    "案件",
    [
        f("name", "text"),
        f("state", "choice", options=STATES),
        f("amount", "decimal"),
        f("twice", "formula", result="number", expression="{amount} * 2"),
        f("tags", "multi_choice", options=STATES),
        f("area", "link", entity="ent_area"),
    ],
)


def role(id: str, rows: str, where: Any = None) -> dict[str, Any]:
    """Cases within a scope."""
    scope = {"rows": rows} if where is None else {"rows": rows, "where": where}
    grant = {"entity": "ent_case", "scope": scope, "fields": {"*": "read"}, "actions": []}
    return {"format": 1, "kind": "role", "id": f"rol_{id}", "app": "app_test", "name": id, "grants": [grant]}


ROLES = [
    role("own", "own"),
    role("below", "subordinates"),
    role("tree", "department_tree"),
    role("all", "all"),
    role("done", "condition", {"field": "state", "op": "is", "value": "done"}),
    role("named", "condition", {"field": "name", "op": "contains", "value": "机密"}),
    role("dear", "condition", {"field": "twice", "op": "gt", "value": 100}),
    role("tagged", "condition", {"field": "tags", "op": "contains_any", "value": ["done"]}),
    role("north", "condition", {"field": "area.name", "op": "is", "value": "北区"}),
    role("mine", "condition", {"field": "owner", "op": "is", "value": {"token": "me"}}),
]


@dataclass
class Heard:
    """Remembers the changes that browsers were told."""

    changes: list[Changes] = field(default_factory=list)

    async def tasks_changed(self, workspace_id: str, people: Any) -> None:
        """Not looked at here."""

    async def records_changed(self, workspace_id: str, changes: Changes) -> None:
        self.changes.append(changes)


@dataclass
class People:
    """The people of an office by id, read anew each time."""

    made: Works
    asked: int = 0

    async def principal_of(self, workspace_id: str, person_id: str) -> Principal | None:
        self.asked += 1
        names = {id: name for name, id in self.made.office.people.items()}
        return await self.made.office.as_(names[person_id]) if person_id in names else None


class Counted:
    """A database that counts what it is asked."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def fetch(self, statement: Statement, values: Values) -> list[Row]:
        self.asked += 1
        return await self._inner.fetch(statement, values)

    async def fetch_each(self, statement: Statement, rows: Any) -> list[list[Row]]:
        self.asked += 1
        return await self._inner.fetch_each(statement, rows)


@dataclass
class World:
    """Cases, people with every kind of scope, and the question whom a change concerns."""

    works: Works
    heard: Heard
    audience: Audience

    async def case(self, **fields: Any) -> str:
        admin = await self.works.office.as_("admin")
        made = await self.works.office.writing.create(admin, "case", {"name": "案", **fields})
        return str(made["id"])

    async def change(self, id: str, **fields: Any) -> None:
        await self.works.office.writing.update(await self.works.office.as_("admin"), "case", id, fields)

    async def concerned(self) -> set[str]:
        """Names of those, apart from admin and the one with all rows, whom what was told last concerns."""
        self.heard.changes.clear()
        await self.works.settle()
        (changes,) = self.heard.changes
        names = {id: name for name, id in self.works.office.people.items()}
        heard = await self.audience.of(self.works.office.workspace_id, list(names), changes)
        assert all(some == {"ent_case"} for some in heard.values())
        found = {names[one] for one in heard}
        assert found >= {"admin", "all"}
        return found - {"admin", "all"}


@pytest.fixture
async def world(database: Database) -> World:  # noqa: F811
    made = await works(database)
    await made.office.publish([APP, AREA, CASE, *ROLES])
    heard = Heard()
    around = Surroundings(messenger=made.post, caller=FarSystem(), browsers=heard)
    made.process = Process(made.office.writing, made.office.reading, made.clock, around)
    for one in ROLES:
        name = str(one["name"])
        await made.person(name, f"rol_{name}")
    await made.person("lin", "rol_own", manager="below")
    await made.person("nobody")
    return World(made, heard, Audience(made.office.stage, People(made)))


async def test_a_new_record_concerns_those_whose_rows_hold_it(world: World) -> None:
    people = world.works.office.people
    await world.case(owner=people["lin"])
    assert await world.concerned() == {"lin", "below"}
    await world.case(owner=people["mine"], state="done", name="机密一", amount="60", tags=["done"])
    assert await world.concerned() == {"mine", "done", "named", "dear", "tagged"}


async def test_who_held_it_before_hears_that_it_has_gone(world: World) -> None:
    people = world.works.office.people
    id = await world.case(owner=people["lin"], state="done", name="机密")
    await world.concerned()
    await world.change(id, owner=people["own"], state="open", name="公开")
    assert await world.concerned() == {"own", "lin", "below", "done", "named"}
    await world.change(id, amount="1")
    assert await world.concerned() == {"own", "dear"}, "a computed field may have held it before: nobody can know"
    await world.change(id, tags=["open"])
    assert await world.concerned() == {"own", "tagged"}


async def test_every_owner_on_the_way_hears_of_several_changes_at_once(world: World) -> None:
    people = world.works.office.people
    id = await world.case(owner=people["mine"])
    await world.concerned()
    await world.change(id, owner=people["lin"], state="done")
    await world.change(id, owner=people["own"])
    await world.change(id, state="open")
    assert await world.concerned() == {"mine", "lin", "below", "own", "done"}


async def test_a_link_that_led_elsewhere_before_is_followed_there(world: World) -> None:
    admin = await world.works.office.as_("admin")
    areas = [
        str((await world.works.office.writing.create(admin, "area", {"name": name}))["id"]) for name in ("北区", "南区")
    ]
    id = await world.case(area=areas[0])
    await world.works.settle()
    await world.change(id, area=areas[1])
    assert await world.concerned() == {"north"}
    await world.change(id, name="又")
    assert await world.concerned() == set()


async def test_a_removed_record_concerns_those_who_held_it(world: World) -> None:
    id = await world.case(owner=world.works.office.people["lin"])
    await world.concerned()
    admin = await world.works.office.as_("admin")
    await world.works.office.writing.remove(admin, "case", id)
    assert await world.concerned() == {"lin", "below"}
    await Trash(world.works.office.writing).restore(admin, "case", id, Door())
    assert await world.concerned() == {"lin", "below"}


async def test_a_task_is_a_scope_here_too(world: World) -> None:
    people = [world.works.office.people["nobody"]]
    ask = {"id": "ask", "type": "approval", "assignees": [{"by": "person", "people": people}], "fields": {}}
    asking = {**flow("flw_ask", [ask]), "entity": "ent_case", "rights": []}
    await world.works.office.publish([asking])
    id = await world.case()
    await world.works.settle()
    await world.change(id, amount="1")
    assert "nobody" in await world.concerned()


async def test_people_with_the_same_rights_cost_one_statement_however_many_they_and_the_records_are(
    world: World,
) -> None:
    names = [f"p{number}" for number in range(20)]
    for name in names:
        await world.works.person(name, "rol_own")
    office = world.works.office
    ids = [await world.case(owner=office.people["p3"]) for _ in range(30)]
    counted = Counted(office.database)
    people = People(world.works)
    stage = type(office.stage)(
        counted,  # type: ignore[arg-type]  # counts and passes on
        office.stage.catalogue,
        office.stage.plannings,
        office.stage.now,
    )
    audience = Audience(stage, people)
    changes = {"ent_case": dict.fromkeys(ids, ())}
    listeners = [office.people[name] for name in names]
    await audience.of(office.workspace_id, listeners, changes)
    counted.asked = people.asked = 0
    heard = await audience.of(office.workspace_id, listeners, changes)
    assert heard == {office.people["p3"]: {"ent_case"}}
    assert (counted.asked, people.asked) == (2, 0), "the epochs of all, and one question for all"


async def test_of_two_people_with_open_browsers_only_the_one_concerned_is_told_and_no_id(world: World) -> None:
    made = world.works
    showing, rows = Showing(made.office.reading, People(made)), NotificationRows(made.database)
    around = Surroundings(messenger=made.post, caller=FarSystem(), browsers=OpenBrowsers(made.database))
    made.process = Process(made.office.writing, made.office.reading, made.clock, around)
    live = Live(world.audience.of)
    await live.start(made.database)
    app = small_app(events_router(live, rows, showing.readable, 60))
    app.state.authenticator = OfficeCallers(made.office)
    streams = [Browser(app, name) for name in ("lin", "own")]
    tasks = [asyncio.create_task(one.run()) for one in streams]
    for one in streams:
        assert [await one.next(), await one.next()][0] == "retry: 3000"
    lin, own = streams
    said = 'event: records\ndata: {"entities":["ent_case"]}'
    id = await world.case(owner=made.office.people["lin"])
    await made.settle()
    assert await lin.next() == said
    await world.change(id, owner=made.office.people["own"])
    await made.settle()
    assert await lin.next() == said, "it has left lin's rows"
    assert await own.next() == said, "this is the first that own hears: nothing of the record when it was lin's"
    for one in streams:
        one.leave()
    await asyncio.gather(*tasks)
    live.close()
