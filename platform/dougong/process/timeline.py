"""What has happened in a run, who it waits for, and who will probably be asked next."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.process.facts import RecordFacts
from dougong.process.naming import Names, names_of
from dougong.process.organisation import picture
from dougong.process.pinned import Pinned
from dougong.process.store import RunRow
from dougong.process.tables import decision_log, tasks
from dougong.storage.facts import Fetch
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.approvals.assignment import Period, resolve
from dougong_engine.document import Json
from dougong_engine.flows.ahead import ahead
from dougong_engine.flows.effect import ResolveAssignees

_WS = sa.bindparam("ws", type_=UuidType())
_RUN = sa.bindparam("run", type_=UuidType())
_L, _K = decision_log.c, tasks.c
LOG = sa.select(_L.at, _L.entry).where(_L.workspace_id == _WS, _L.run_id == _RUN).order_by(_L.number)
WAITING = (
    sa.select(_K.task, _K.node_id, _K.person_id, _K.behalf_id, _K.opened_at, _K.due_at)
    .where(_K.workspace_id == _WS, _K.run_id == _RUN, _K.how.is_(None))
    .order_by(_K.id)
)


@dataclass(frozen=True, slots=True)
class Story:
    """A run, the flow that it is pinned to, and its record."""

    run: RunRow
    pinned: Pinned
    facts: RecordFacts

    def node(self, id: str) -> Json:
        """`{"id", "name"}` of a node; null for the initiator's place."""
        found = self.pinned.flow.node(id)
        return None if found is None else {"id": id, "name": found.name}


async def timeline(fetch: Fetch, statements: Statements, story: Story) -> list[Json]:
    """Past, present and predicted entries, in that order."""
    run = story.run
    bound = {"ws": run.workspace_id, "run": run.id}
    past: list[Any] = await fetch.fetch(statements(LOG), bound)
    now: list[Any] = await fetch.fetch(statements(WAITING), bound)
    coming = await _coming(fetch, statements, story) if run.state.status == "running" else []
    mentioned: set[str | None] = {person for _, people in coming for person in people}
    for _, entry in past:
        mentioned |= {entry["by"], entry["behalf"], *entry["people"]}
    for _, _, person, behalf, _, _ in now:
        mentioned |= {person, behalf}
    names = await names_of(fetch, statements, run.workspace_id, mentioned)
    void = {number for _, entry in past for number in entry["voids"]}
    found: list[Json] = [_done(story, names, at, entry, entry["number"] in void) for at, entry in past]
    found += [_waits(story, names, row) for row in now]
    found += [_next(story, names, node, people) for node, people in coming]
    return found


def _done(story: Story, names: Names, at: Any, entry: Any, void: bool) -> Json:
    return {
        "state": "done",
        "act": entry["act"],
        "node": story.node(entry["node"]),
        "by": names.person(entry["by"]),
        "behalf": names.person(entry["behalf"]),
        "people": [names.person(one) for one in entry["people"]],
        "at": at.isoformat().replace("+00:00", "Z"),
        "comment": entry["comment"],
        "signature": entry["signature"],
        "attachments": entry["attachments"],
        "void": void,
        "why": entry["why"],
    }


def _waits(story: Story, names: Names, row: Any) -> Json:
    _, node, person, behalf, opened, due = row
    return {
        "state": "now",
        "node": story.node(node),
        "by": names.person(person),
        "behalf": names.person(behalf),
        "since": opened.isoformat().replace("+00:00", "Z"),
        "due_at": None if due is None else due.isoformat().replace("+00:00", "Z"),
    }


def _next(story: Story, names: Names, node: str, people: tuple[str, ...]) -> Json:
    return {"state": "next", "node": story.node(node), "people": [names.person(one) for one in people]}


async def _coming(fetch: Fetch, statements: Statements, story: Story) -> list[tuple[str, tuple[str, ...]]]:
    """The human nodes ahead and whom their rules name today."""
    run = story.run
    steps = ahead(story.pinned.flow, run.state, story.facts.env())
    if not steps:
        return []
    now = story.facts.clock.now
    who = await picture(fetch, statements, run.workspace_id, now, story.pinned.publisher)
    found: list[tuple[str, tuple[str, ...]]] = []
    for one in steps:
        question = ResolveAssignees(
            rules=one.rules,
            about=run.initiator_id,
            initiator=run.initiator_id,
            chosen=run.state.chosen.get(one.node, ()),
        )
        people = resolve(question, who, story.facts.persons, who.away, Period(run.flow_id, now))
        found.append((one.node, tuple(person.person for person in people)))
    return found
