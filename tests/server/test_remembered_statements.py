"""Compiled statements are kept as long as what they hold stays true, and no longer."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from dougong.records.reading import Question, remembered
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, NOON, Office, entity, f, office

SCOPES: dict[str, dict[str, Any]] = {
    "always": {"field": "level", "op": "is", "value": "a"},
    "daily": {"field": "day", "op": "within", "value": {"token": "today"}},
    "momentary": {"field": "at", "op": "gte", "value": {"token": "now", "hours": -1}},
}


@dataclass
class Made:
    """A compiled thing that holds values."""

    bound: dict[str, object] = field(default_factory=lambda: {"s1_0": 1})


def role(name: str, where: dict[str, Any]) -> dict[str, Any]:
    """A role that sees what a condition selects."""
    scope = {"rows": "condition", "where": where}
    grant = {"entity": "ent_visit", "scope": scope, "fields": {"*": "read"}, "actions": []}
    return {"format": 1, "kind": "role", "id": f"rol_{name}", "app": "app_test", "name": name, "grants": [grant]}


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    options = [{"id": one, "name": one} for one in "ab"]
    fields = [f("title", "text"), f("level", "choice", options=options), f("day", "date"), f("at", "moment")]
    visit = entity("ent_visit", "visit", "拜访", fields)
    await found.publish([APP, visit, *(role(name, where) for name, where in SCOPES.items())])
    for name in SCOPES:
        await found.person(name, f"rol_{name}")
    return found


async def times(made: Office, name: str) -> list[int]:
    """How often a statement has been made after: one question, a second one, one an hour later, one a day later."""
    made_things: list[Made] = []
    counts: list[int] = []
    for later in (timedelta(), timedelta(), timedelta(hours=1), timedelta(days=1)):
        made.now = NOON + later
        scene = await made.stage.scene(await made.as_(name))

        def make() -> Made:
            made_things.append(Made())
            return made_things[-1]

        remembered(scene, ("test", name), make)
        counts.append(len(made_things))
    return counts


async def test_a_statement_that_holds_todays_values_is_made_once_a_day(made: Office) -> None:
    assert await times(made, "always") == [1, 1, 1, 2]
    assert await times(made, "daily") == [1, 1, 1, 2]
    assert await times(made, "momentary") == [1, 2, 3, 4]


async def test_what_a_role_sees_moves_with_the_day_and_the_hour(made: Office) -> None:
    admin = await made.as_("admin")
    today = {"title": "今天", "level": "a", "day": "2026-11-20", "at": "2026-11-20T03:30:00Z"}
    await made.writing.create(admin, "visit", today)
    seen: dict[str, list[int]] = {}
    for name in SCOPES:
        for later in (timedelta(), timedelta(minutes=45), timedelta(days=1)):
            made.now = NOON + later
            page = await made.reading.page(await made.as_(name), "visit", Question())
            seen.setdefault(name, []).append(len(page.records))
    assert seen == {"always": [1, 1, 1], "daily": [1, 1, 0], "momentary": [1, 0, 0]}
