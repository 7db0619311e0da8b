"""Key figures over the same rows come from one statement, and say what each would say alone."""

from typing import Any

import orjson
import pytest

from dougong.dashboards.schemas import BoardAsked
from dougong.dashboards.service import Boards
from dougong.storage.driver.failures import LockTimeout
from dougong.storage.driver.port import NOTHING, Database, Row, Statement, Values
from support.counting import CountingDatabase
from support.deals import able_database, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

COUNT = {"id": "n", "summary": "count"}
WON = {"field": "outcome", "op": "is", "value": "won"}
AMOUNT = {"id": "a", "field": "amount"}
FIGURES: dict[str, dict[str, Any]] = {
    "count": {"measure": COUNT},
    "rate": {"measure": {**COUNT, "where": WON}, "per": COUNT},
    "sum": {"measure": {**AMOUNT, "summary": "sum"}, "per": {**COUNT, "id": "a"}},
    "mean": {"measure": {**AMOUNT, "summary": "average"}},
    "least": {"measure": {**AMOUNT, "summary": "min"}, "per": COUNT},
    "cities": {"measure": {"id": "c", "summary": "count_distinct", "field": "city"}, "per": COUNT},
    "first": {"measure": {"id": "d", "summary": "min", "field": "due"}},
    "last": {"measure": {"id": "d", "summary": "max", "field": "due"}, "per": COUNT},
    "won": {"measure": {**AMOUNT, "summary": "sum"}, "where": WON},
    "won_mean": {"measure": {**AMOUNT, "summary": "average"}, "where": WON},
    "clients": {"measure": COUNT, "entity": "ent_customer"},
}
STATEMENTS = 4
"""Twelve measures over all deals, what is left of those, the deals won, and the customers."""


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    office = await deals_office(able_database)
    shared = {"format": 1, "app": "app_test"}
    metrics = [
        {**shared, "kind": "metric", "id": f"met_{id}", "name": id, "entity": "ent_deal", **one}
        for id, one in FIGURES.items()
    ]
    cards = [
        {"id": id, "name": id, "type": "kpi", "metric": f"met_{id}", "x": n % 4 * 6, "y": n // 4 * 4, "w": 6, "h": 4}
        for n, id in enumerate(FIGURES)
    ]
    filters = [{"id": "city", "name": "城市", "fields": {"ent_deal": "city"}}]
    board = {**shared, "kind": "dashboard", "id": "dsh_all", "name": "all", "widgets": cards, "filters": filters}
    await office.publish([*metrics, board])
    await fill(office, 30)
    return office


async def data(made: Office, name: str, *widgets: str, **filters: Any) -> dict[str, Any]:
    body = BoardAsked.model_validate({"widgets": widgets or None, "filters": filters})
    found = await Boards(made.stage).data(await made.as_(name), "dsh_all", body)
    answer: dict[str, Any] = orjson.loads(orjson.dumps(found["widgets"]))
    return answer


@pytest.mark.parametrize("name", ["admin", "li"])
@pytest.mark.parametrize("filters", [{}, {"city": ["a"]}])
async def test_each_says_what_it_says_alone(made: Office, name: str, filters: dict[str, Any]) -> None:
    together = await data(made, name, **filters)
    alone = {id: (await data(made, name, id, **filters))[id] for id in FIGURES}
    assert together == alone
    assert list(together) == list(FIGURES)
    assert not any("problem" in one for one in together.values())


async def test_rows_are_read_once_for_figures_over_them(made: Office) -> None:
    made.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    await data(made, "admin")
    assert counting.reads == STATEMENTS


async def test_one_that_cannot_be_answered_leaves_the_others_theirs(made: Office) -> None:
    await made.person("xu", "rol_looker")
    everything, without_cities = await data(made, "admin"), await data(made, "xu")
    assert {id for id, one in without_cities.items() if "problem" in one} == {"cities"}
    del everything["cities"], without_cities["cities"]
    assert without_cities == everything


class Away(CountingDatabase):
    """A database that does not answer in time."""

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        self.reads += 1
        raise LockTimeout


async def test_a_database_that_is_away_is_asked_once_for_figures_over_the_same_rows(made: Office) -> None:
    admin, asked = await made.as_("admin"), BoardAsked.model_validate({"widgets": None, "filters": {}})
    there = await Boards(made.stage).data(admin, "dsh_all", asked)
    made.stage.database = away = Away(made.database)  # type: ignore[assignment]  # the same, out of reach
    told = (await Boards(made.stage).data(admin, "dsh_all", asked))["widgets"]
    assert {one["problem"]["code"] for one in told.values()} == {"storage.locked"}
    assert told.keys() == there["widgets"].keys()
    assert away.reads == STATEMENTS
