"""Browsers hear whose tasks moved and which entities changed, after the commit, and only of what they may read."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from dougong.process.service import Process, Surroundings
from dougong.records.audience import Changes
from dougong.records.showing import Showing
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import FarSystem, Works


@dataclass
class Ears:
    """Remembers what browsers were told."""

    people: list[set[str]] = field(default_factory=list)
    entities: set[str] = field(default_factory=set)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def tasks_changed(self, workspace_id: str, people: Sequence[str]) -> None:
        self.people.append(set(people))
        self.heard.set()

    async def records_changed(self, workspace_id: str, changes: Changes) -> None:
        self.entities |= changes.keys()


async def listening(database: Database) -> tuple[Works, Ears]:  # noqa: F811
    made, ears = await contract_office(database), Ears()
    around = Surroundings(messenger=made.post, caller=FarSystem(), browsers=ears)
    made.process = Process(made.office.writing, made.office.reading, made.clock, around)
    return made, ears


async def test_those_whose_tasks_open_or_close_and_the_initiator_are_told(database: Database) -> None:  # noqa: F811
    made, ears = await listening(database)
    await submitted(made)
    everybody = {made.office.people[name] for name in ("ivan", "lea", "finn", "gina")}
    assert everybody in ears.people
    assert {"ent_customer", "ent_contract"} <= ears.entities
    await made.process.loop.round()
    ears.people.clear()
    ears.heard.clear()
    await made.process.loop.round()
    assert ears.people == [], "nothing moved, nobody is told"
    await made.act("gina", "approve")
    async with asyncio.timeout(5):
        await ears.heard.wait()
    assert ears.people[0] == everybody, "told by the act itself, before any worker looks"


async def test_a_refused_act_tells_nobody(database: Database) -> None:  # noqa: F811
    made, ears = await listening(database)
    await submitted(made)
    await made.process.loop.round()
    ears.people.clear()
    answer = await made.client("lea").post(f"/api/tasks/{(await made.open_tasks())['lea']}/return", json={})
    assert answer.status_code == 422
    assert ears.people == []


async def test_the_entities_that_a_subscriber_may_read_are_those_of_his_roles_and_tasks(
    database: Database,  # noqa: F811
) -> None:
    made = await contract_office(database)
    await made.person("nobody")
    showing = Showing(made.office.reading, made.office)  # type: ignore[arg-type]  # nobody asks for principals here
    assert list(await showing.readable(await made.office.as_("nobody"))) == []
    assert "ent_contract" in await showing.readable(await made.office.as_("lea"))
