"""Whom a flow's conditions mean by `me`: the person who started the run, with their department and team of today."""

from dougong.process.facts import RecordFacts
from dougong.storage.driver.port import Dialect
from dougong.storage.facts import Fetch
from dougong.storage.person import person_statement
from dougong.storage.schema import Schema
from dougong_engine.design.flow import Flow
from dougong_engine.filters.evaluate import Reader
from dougong_engine.flows.checks.personal import personal_tokens


async def mean(fetch: Fetch, dialect: Dialect, facts: RecordFacts, flow: Flow, person_id: str | None) -> None:
    """Tells the facts who started the run, if the flow asks about it; without a starter such tests mean nobody."""
    if person_id is None or not _asks(facts.schema, flow):
        return
    rows = await fetch.fetch(person_statement(dialect), {"ws": facts.schema.workspace_id, "me": person_id})
    manager, main, departments, below = rows[0] if rows else (None, None, [], [])
    facts.person = Reader(
        me=person_id,
        departments=tuple(dict.fromkeys(one for one in (main, *_ids(departments)) if isinstance(one, str))),
        subordinates=_ids(below),
        manager=manager if isinstance(manager, str) else None,
    )


def _asks(schema: Schema, flow: Flow) -> bool:
    """Whether a condition of the flow names a person by a token."""

    def make() -> tuple[Flow, bool]:
        # The flow stays with what was found in it, so that no other one ever has its identity.
        return flow, next(personal_tokens(flow), None) is not None

    return schema.worked_out(("personal", id(flow)), make)[1]


def _ids(listed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()
