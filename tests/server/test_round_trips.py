"""What a request may ask of the database: held by numbers that neither data nor rights can raise."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, cast

import pytest

from dougong.kernel.workspace import Principal
from dougong.records.bulk import Bulk, Item
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.driver.port import Database, Dialect, Outcome, Row, Session, Statement, Step, Values
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

READ = 1
WRITE_TRIPS = 3
WRITE_STATEMENTS = 9
STAGES = [{"id": "s1", "name": "一"}, {"id": "s2", "name": "二"}]
DESIGN: list[dict[str, Any]] = [
    APP,
    entity("ent_region", "region", "区域", [f("name", "text", required=True)]),
    entity(
        "ent_customer",
        "customer",
        "客户",
        [f("name", "text", required=True), f("rate", "percent"), f("region", "link", entity="ent_region")],
    ),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [
            f("title", "text", required=True),
            f("customer", "link", entity="ent_customer"),
            f("partner", "link", entity="ent_customer"),
            f("member", "person"),
            f("amount", "money"),
            f("net", "formula", result="number", expression="{amount} * (1 - {customer.rate})"),
            f("stage", "choice", options=STAGES, default="s1"),
            f("tags", "multi_choice", options=STAGES),
        ],
        gates=[{"id": "g", "field": "stage", "stages": [{"option": "s1"}, {"option": "s2"}]}],
    ),
]
VISIT = entity(
    "ent_visit",
    "visit",
    "拜访",
    [
        f("title", "text", required=True),
        f("customer", "link", entity="ent_customer"),
        f("member", "person"),
    ],
)
GRANT = {
    "entity": "ent_deal",
    "scope": {"rows": "department_tree"},
    "fields": {"*": "write"},
    "actions": ["create", "update"],
}
SEEN = [{"entity": one, "scope": {"rows": "all"}, "fields": {"*": "read"}} for one in ("ent_customer", "ent_region")]
ROLES = [
    {
        "format": 1,
        "kind": "role",
        "id": f"rol_{name}",
        "app": "app_test",
        "name": name,
        "grants": [{**GRANT, "scope": {"rows": rows}}, *SEEN],
    }
    for name, rows in (("own", "own"), ("tree", "department_tree"), ("below", "subordinates"))
]
DOOR = Door(via="bulk")


class Counted:
    """A database that counts conversations: `trips` with the driver, `statements` that it ran."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.trips = 0
        self.statements = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def add(self, trips: int, statements: int) -> None:
        """So many more."""
        self.trips += trips
        self.statements += statements

    async def fetch(self, statement: Statement, values: Values) -> list[Row]:
        """A read of its own."""
        self.add(1, 1)
        return await self._inner.fetch(statement, values)

    async def write(self, steps: Sequence[Step]) -> list[Outcome]:
        """One conversation on SQLite; on PostgreSQL one for each statement, and two to begin and to commit several."""
        on_postgresql = len(steps) if len(steps) == 1 else len(steps) + 2
        self.add(on_postgresql if self._inner.dialect is Dialect.POSTGRESQL else 1, len(steps))
        return await self._inner.write(steps)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Its statements, its beginning and its end."""
        self.add(2, 0)
        async with self._inner.transaction() as session:
            yield cast(Session, CountedSession(session, self))


class CountedSession:
    """An open transaction of a counted database."""

    def __init__(self, inner: Session, counted: Counted) -> None:
        self._inner = inner
        self._counted = counted

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def fetch(self, statement: Statement, values: Values) -> list[Row]:
        """One more."""
        self._counted.add(1, 1)
        return await self._inner.fetch(statement, values)

    async def execute(self, statement: Statement, values: Values) -> int:
        """One more."""
        self._counted.add(1, 1)
        return await self._inner.execute(statement, values)


class World:
    """An office over a counted database, everything compiled and remembered."""

    def __init__(self, made: Office, counted: Counted, customer: str, member: str) -> None:
        self.made, self.counted, self.customer, self.member = made, counted, customer, member
        self.bulk = Bulk(made.writing)

    def deal(self, number: int = 0) -> dict[str, Any]:
        """The fields of a new deal, with everything that has to be looked up."""
        links = {"customer": self.customer, "partner": self.customer, "member": self.member}
        return {"title": f"商机 {number}", "amount": "10.50", **links}

    async def create(self, caller: Principal) -> object:
        """A new deal with a list beside it."""
        return await self.made.writing.create(caller, "deal", {**self.deal(), "tags": ["s1", "s2"]})

    async def update(self, caller: Principal, id: str, stages: Iterator[str]) -> object:
        """Everything anew, to the next stage."""
        fields = {**self.deal(), "amount": "1", "tags": ["s2"], "stage": next(stages)}
        return await self.made.writing.update(caller, "deal", id, fields)

    async def cost(self, work: Any) -> tuple[int, int]:
        """Trips and statements of `work` the second time that it runs."""
        await work()
        trips, statements = self.counted.trips, self.counted.statements
        await work()
        return self.counted.trips - trips, self.counted.statements - statements


@pytest.fixture
async def world(database: Database) -> World:  # noqa: F811
    counted = Counted(database)
    made = await office(cast(Database, counted))
    await made.publish([*DESIGN, *ROLES])
    await made.person("li", "rol_own")
    await made.person("zhang", "rol_own", "rol_tree", "rol_below")
    admin = await made.as_("admin")
    customer = await made.writing.create(admin, "customer", {"name": "远山", "rate": "0.5"})
    return World(made, counted, str(customer["id"]), made.people["li"])


async def callers(world: World) -> list[Principal]:
    """One role and three."""
    return [await world.made.as_("li"), await world.made.as_("zhang")]


async def test_a_read_is_one_statement_whatever_the_page_the_links_and_the_roles(world: World) -> None:
    reading = world.made.reading
    for caller in await callers(world):
        items = [Item("create", None, world.deal(number)) for number in range(60)]
        await world.bulk.run(caller, "deal", items, DOOR, whole=True)
        id = str((await reading.page(caller, "deal", Question(limit=1))).records[0]["id"])
        deep = ("title", "customer.name", "customer.region.name", "partner.name", "net", "tags")
        everything = frozenset({"customer", "partner", "member"})
        asked = [
            Question(limit=1),
            Question(limit=50, sort=("-amount", "title")),
            Question(limit=50, fields=deep, filter={"field": "customer.name", "op": "is", "value": "远山"}),
            Question(limit=500, expand=everything, sort=("stage",)),
        ]
        for question in asked:
            assert await world.cost(partial(reading.page, caller, "deal", question)) == (READ, READ)
        assert await world.cost(partial(reading.get, caller, "deal", id, (), everything)) == (READ, READ)
        count = partial(reading.count, caller, "deal", asked[2].filter, exact=True)
        assert await world.cost(count) == (READ, READ)


async def test_a_jump_is_one_statement_for_the_place_and_one_for_the_page(world: World) -> None:
    for caller in await callers(world):
        items = [Item("create", None, world.deal(number)) for number in range(30)]
        await world.bulk.run(caller, "deal", items, DOOR, whole=True)
        for sort in ((), ("-amount", "title"), ("customer.name",)):
            jump = partial(world.made.reading.page, caller, "deal", Question(limit=5, sort=sort, at=20))
            assert await world.cost(jump) == (2 * READ, 2 * READ)


async def test_a_write_is_facts_and_one_statement_on_postgresql_and_nine_at_most_on_sqlite(world: World) -> None:
    writing = world.made.writing
    for caller in await callers(world):
        made = await writing.create(caller, "deal", {**world.deal(), "tags": ["s1"]})
        works = [partial(world.create, caller), partial(world.update, caller, str(made["id"]), iter(("s2", "s1")))]
        for work in works:
            trips, statements = await world.cost(work)
            assert trips <= WRITE_TRIPS
            assert statements <= WRITE_STATEMENTS


async def test_a_new_record_with_single_references_is_one_trip_and_a_change_two(world: World) -> None:
    own = {**GRANT, "entity": "ent_visit", "scope": {"rows": "own"}}
    await world.made.publish([VISIT, {**ROLES[0], "grants": [own, *SEEN]}])
    for name in ("admin", "li"):
        caller = await world.made.as_(name)
        given = {"title": "拜访", "customer": world.customer, "member": world.member}
        made = await world.made.writing.create(caller, "visit", given)
        trips, _ = await world.cost(partial(world.made.writing.create, caller, "visit", given))
        assert trips == 1
        others = iter([given | {"member": world.made.people[one]} for one in ("zhang", "li")])

        async def change(caller: Principal = caller, id: str = str(made["id"]), others: Any = others) -> object:
            return await world.made.writing.update(caller, "visit", id, next(others))

        trips, _ = await world.cost(change)
        assert trips == 2


async def test_a_list_of_new_records_costs_as_many_trips_as_one_on_postgresql(world: World) -> None:
    if world.counted.dialect is not Dialect.POSTGRESQL:
        return  # SQLite runs in this process: there is nothing to save between statements
    caller = await world.made.as_("li")
    costs = []
    for count in (2, 200):
        items = [Item("create", None, world.deal(number)) for number in range(count)]
        costs.append(await world.cost(partial(world.bulk.run, caller, "deal", items, DOOR, whole=False)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= WRITE_TRIPS


async def test_a_list_with_numbers_links_and_sums_elsewhere_costs_the_same_whatever_its_length(world: World) -> None:
    if world.counted.dialect is not Dialect.POSTGRESQL:
        return
    total = f("total", "rollup", entity="ent_line", through="order", summary="count", result="number")
    order = entity("ent_order", "order", "订单", [f("name", "text", required=True), total])
    fields = [f("name", "text", required=True), f("number", "auto_number", pattern="MX-{000}")]
    fields += [f("order", "link", entity="ent_order"), f("members", "person", many=True)]
    await world.made.publish([order, entity("ent_line", "line", "明细", fields)])
    admin = await world.made.as_("admin")
    made = await world.made.writing.create(admin, "order", {"name": "一"})
    costs = []
    for count in (2, 200):
        new = {"name": "行", "order": made["id"], "members": list(world.made.people.values())}
        items = [Item("create", None, new) for _ in range(count)]
        costs.append(await world.cost(partial(world.bulk.run, admin, "line", items, DOOR, whole=False)))
    assert costs[0] == costs[1]
