"""Boards: every card under the caller's rights, a broken one without harm to the others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from dougong.dashboards.cards import CARDS
from dougong.dashboards.schemas import BoardAsked, DrillAsked
from dougong.dashboards.service import Boards
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import RightsChanged
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from dougong_engine.widgets import WIDGET_TYPES
from support.counting import CountingDatabase
from support.deals import able_database, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

COUNT = {"id": "n", "summary": "count"}
WON = {"field": "outcome", "op": "is", "value": "won"}


def obj(kind: str, id: str, **members: Any) -> dict[str, Any]:
    return {"format": 1, "kind": kind, "id": id, "app": "app_test", "name": id, **members}


def card(id: str, type: str, **members: Any) -> dict[str, Any]:
    entity = {} if type == "kpi" else {"entity": "ent_deal"}
    return {"id": id, "name": id, "type": type, **entity, **members}


CARDS_OF_BOARD = [
    card("rate", "kpi", metric="met_rate"),
    card("cost", "kpi", metric="met_cost"),
    card("cities", "bar", groups=[{"field": "city"}], measures=[{"id": "s", "summary": "sum", "field": "amount"}]),
    card("stages", "bar", groups=[{"field": "stage"}], measures=[COUNT]),
    card("days", "line", groups=[{"field": "due", "bucket": "month"}], measures=[COUNT], limit=2),
    card("share", "pie", groups=[{"field": "customer"}], measures=[COUNT]),
    card("best", "leaderboard", groups=[{"field": "owner"}], measures=[COUNT, {**COUNT, "id": "won", "where": WON}]),
    card("leader", "leaderboard", groups=[{"field": "owner"}], measures=[COUNT], limit=1),
    card("list", "table", columns=["title", "customer.name", "cost"], sort=[{"field": "title"}], limit=2),
    card("steps", "funnel", gate="g", amount="amount"),
]
METRICS = [
    obj(
        "metric",
        "met_rate",
        entity="ent_deal",
        measure={**COUNT, "where": WON},
        per=COUNT,
        show="percent",
        bands=[{"level": "risk"}, {"level": "healthy", "least": "0.5"}],
    ),
    obj("metric", "met_cost", entity="ent_deal", measure={"id": "c", "summary": "sum", "field": "cost"}),
]
FILTERS = [
    {"id": "city", "name": "城市", "fields": {"ent_deal": "city"}},
    {"id": "due", "name": "到期", "fields": {"ent_deal": "due"}, "operator": "between"},
    {"id": "tags", "name": "标签", "fields": {"ent_deal": "tags"}},
    {"id": "vip", "name": "重点", "fields": {"ent_deal": "vip"}},
    {"id": "level", "name": "等级", "fields": {"ent_deal": "customer.level"}},
]
BOARD = obj("dashboard", "dsh_all", widgets=CARDS_OF_BOARD, filters=FILTERS)


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    found = await deals_office(able_database)
    await found.publish([*METRICS, BOARD])
    return found


async def data(made: Office, name: str, *widgets: str, **filters: Any) -> dict[str, Any]:
    body = {"widgets": widgets or None, "filters": filters}
    found = await Boards(made.stage).data(await made.as_(name), "dsh_all", BoardAsked.model_validate(body))
    answer: dict[str, Any] = orjson.loads(orjson.dumps(found["widgets"]))
    return answer


async def drill(made: Office, name: str, widget: str, *groups: Any, **more: Any) -> dict[str, Any]:
    body = DrillAsked.model_validate({"widget": widget, "groups": groups, **more})
    return await Boards(made.stage).drill(await made.as_(name), "dsh_all", body)


async def behind(made: Office, name: str, drilled: dict[str, Any]) -> list[str]:
    question = Question(filter=drilled["filter"], fields=("title",), limit=500)
    page = await made.reading.page(await made.as_(name), drilled["entity"], question)
    return sorted(str(one["title"]) for one in page.records)


async def deal(made: Office, title: str, owner: str = "admin", **fields: Any) -> str:
    given = {"title": title, "owner": made.people[owner], **fields}
    found = await made.writing.create(await made.as_("admin"), "deal", given)
    return str(found["id"])


async def move(made: Office, id: str, *stages: str, after: timedelta = timedelta(hours=1), **fields: Any) -> None:
    for stage in stages:
        made.now += after
        await made.writing.update(await made.as_("admin"), "deal", id, {"stage": stage, **fields})


def test_every_type_of_card_can_be_answered() -> None:
    assert set(CARDS) == set(WIDGET_TYPES)


async def test_a_share_is_one_of_everything_and_not_of_what_is_shown(made: Office) -> None:
    for owner, deals in (("admin", 3), ("li", 2)):
        for number in range(deals):
            await deal(made, f"{owner}{number}", owner)
    leader = (await data(made, "admin", "leader"))["leader"]
    assert [row["measures"] for row in leader["rows"]] == [{"n": 3}]
    assert (leader["whole"], leader["more"]) == (5, True)


async def test_every_card_is_answered_in_one_statement_at_most(made: Office) -> None:
    await fill(made, 12)
    made.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    answer = await data(made, "admin")
    assert [id for id, one in answer.items() if "problem" in one] == []
    assert counting.reads == len(CARDS_OF_BOARD) - 1, "the two key figures go over the same rows"


async def test_an_empty_board_costs_one_statement_more_at_most(made: Office) -> None:
    made.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    answer = await data(made, "admin")
    assert answer["rate"] == {"value": None, "level": None, "parts": {"value": 0, "per": 0}}
    assert answer["cities"] == {"rows": [], "more": False}
    assert answer["list"]["records"] == []
    assert [one["reached"] for one in answer["steps"]["stages"]] == [0, 0, 0]
    assert counting.reads <= len(CARDS_OF_BOARD) + 1


async def test_cards_show_what_they_should(made: Office) -> None:
    await deal(made, "甲", amount="10", city="b", due="2026-01-05", owner="li")
    await deal(made, "乙", amount="30", city="a", due="2026-03-05")
    await deal(made, "丙", city="b", due="2026-02-05", owner="li")
    await deal(made, "丁")
    answer = await data(made, "admin")
    assert answer["rate"] == {"value": "0", "level": "risk", "parts": {"value": 0, "per": 4}}
    assert answer["cost"]["value"] == "0.00"
    bars = [(one["labels"], one["measures"]["s"]) for one in answer["cities"]["rows"]]
    assert bars == [(["a"], "30.00"), (["b"], "10.00"), ([None], "0.00")], "biggest first"
    assert [one["groups"] for one in answer["days"]["rows"]] == [["2026-02-01"], ["2026-03-01"]], "the latest two"
    assert [one["labels"] for one in answer["best"]["rows"]] in ([["admin"], ["li"]], [["li"], ["admin"]])
    assert [one["title"] for one in answer["list"]["records"]] == ["丙", "丁"]
    assert [one["key"] for one in answer["list"]["columns"]] == ["title", "customer.name", "cost"]


async def test_people_see_their_own_numbers_and_a_hidden_field_breaks_one_card_only(made: Office) -> None:
    await deal(made, "李", "li", amount="5", cost="3")
    await deal(made, "张", "zhang", amount="7", cost="4")
    answer = await data(made, "li")
    assert answer["cost"]["problem"]["code"] == "field.hidden"
    assert answer["cost"]["problem"]["message"]
    assert answer["rate"]["parts"] == {"value": 0, "per": 1}
    assert [one["key"] for one in answer["list"]["columns"]] == ["title", "customer.name"]
    assert answer["steps"]["stages"][0]["amount"] == "5.00"
    assert (await data(made, "zhang", "steps"))["steps"]["stages"][0]["amount"] == "7.00"


async def test_filters_reach_every_card(made: Office) -> None:
    await deal(made, "甲", city="a", due="2026-01-31", tags=["a"], vip=True)
    await deal(made, "乙", city="b", due="2026-02-01", tags=["b"], vip=False)
    await deal(made, "丙")

    async def left(**filters: Any) -> list[str]:
        answer = await data(made, "admin", "rate", "list", **filters)
        assert answer["rate"]["parts"]["per"] == len(answer["list"]["records"])
        return sorted(one["title"] for one in answer["list"]["records"])

    assert await left(city=["a"]) == ["甲"]
    assert await left(city=["a", None]) == ["丙", "甲"]
    assert await left(city=[None]) == ["丙"]
    assert await left(due=["2026-01-01", "2026-01-31"]) == ["甲"]
    assert await left(due=["2026-02-01", None]) == ["乙"]
    assert await left(due={"from": "2026-01-31", "to": "2026-02-01"}) == ["乙", "甲"]
    assert await left(tags=["a", "b"]) == ["乙", "甲"]
    assert await left(vip=[False]) == ["乙"]
    assert await left(level=["a"]) == []


async def test_unknown_cards_filters_and_boards_are_refused(made: Office) -> None:
    for work, code in (
        (data(made, "admin", "nothing"), "dashboard.widget.unknown"),
        (data(made, "admin", nothing=["x"]), "dashboard.filter.unknown"),
        (Boards(made.stage).data(await made.as_("li"), "dsh_none", BoardAsked()), "design.unknown"),
    ):
        with pytest.raises(Refusal) as caught:
            await work
        assert caught.value.problems[0].code == code
    answer = await data(made, "admin", "rate", due=["2026-01-01"])
    assert answer["rate"]["problem"]["code"] == "dashboard.filter.values"


async def test_a_board_of_certain_roles_is_not_there_for_others(made: Office) -> None:
    await made.publish([obj("role", "rol_boss", grants=[], opens=["dsh_all"])])
    with pytest.raises(Refusal) as caught:
        await data(made, "li")
    assert caught.value.status == 404
    made.roles["li"] = ("rol_rep", "rol_boss")
    assert "problem" not in (await data(made, "li", "rate"))["rate"]


async def test_an_answer_under_rights_that_changed_meanwhile_is_thrown_away(made: Office) -> None:
    li = await made.as_("li")
    await made.publish([{**BOARD, "name": "变了"}])
    for widgets in (("rate",), ("list",), ("steps",)):
        with pytest.raises(RightsChanged):
            await Boards(made.stage).data(li, "dsh_all", BoardAsked(widgets=widgets))


async def test_a_funnel_counts_where_records_stand_how_far_they_came_and_how_long_it_took(made: Office) -> None:
    ids = [await deal(made, f"单{number}", amount="10") for number in range(5)]
    await move(made, ids[0], "s2", "s3")
    await made.writing.update(await made.as_("admin"), "deal", ids[0], {"outcome": "won"})
    await move(made, ids[1], "s2", "s1")
    await move(made, ids[2], "s2")
    first, second, last = (await data(made, "admin", "steps"))["steps"]["stages"]
    assert (first["count"], second["count"], last["count"]) == (3, 1, 1)
    assert (first["amount"], last["amount"]) == ("30.00", "10.00")
    assert (first["reached"], second["reached"], last["reached"]) == (5, 3, 1)
    assert (first["conversion"], last["conversion"]) == ("0.6", "1")
    assert second["conversion"] == "0.333333333333"
    assert second["return_rate"] == "0.333333333333"
    assert (first["stays"], first["median_hours"], first["p90_hours"]) == (3, "3.00", "5.00")
    assert (second["stays"], second["median_hours"]) == (2, "1.00")
    assert [one["name"] for one in (first, second, last)] == ["接触", "诊断", "签署"]


async def test_records_over_the_limit_of_a_stage_are_stuck_and_can_be_listed(made: Office) -> None:
    late, fresh = await deal(made, "久", "li"), await deal(made, "新", "li")
    other = await deal(made, "别人的", "zhang")
    for id in (late, other):
        await move(made, id, "s2")
    made.now += timedelta(hours=60)
    await move(made, fresh, "s2")
    made.now += timedelta(hours=10, seconds=-1)
    before = (await data(made, "li", "steps"))["steps"]["stages"][1]
    assert before["stuck"] == 0
    made.now += timedelta(hours=2)
    stages = (await data(made, "li", "steps"))["steps"]["stages"]
    assert [one["stuck"] for one in stages] == [0, 1, 0]
    assert (await data(made, "admin", "steps"))["steps"]["stages"][1]["stuck"] == 2
    found = await drill(made, "li", "steps", "s2", stuck=True)
    assert found["ids"] == [late]
    assert await behind(made, "li", found) == ["久"]
    assert (await drill(made, "wu", "steps", "s2", stuck=True, filters={"city": ["x"]}))["ids"] == []


async def test_past_data_has_no_known_stay_and_counts_as_having_come_this_far(made: Office) -> None:
    admin = await made.as_("admin")
    await made.writing.create(admin, "deal", {"title": "旧", "stage": "s2"}, Door(via="import", historical=True))
    first, second, last = (await data(made, "admin", "steps"))["steps"]["stages"]
    assert (first["reached"], second["reached"], last["reached"]) == (1, 1, 0)
    assert (first["entered"], first["skip_rate"]) == (0, None), "who was not watched did not skip"
    assert (second["unknown"], second["stays"], second["stuck"]) == (1, 0, 0)


async def test_a_drill_names_exactly_the_records_behind_a_mark(made: Office) -> None:
    await fill(made, 40)
    for widget in ("cities", "stages", "days", "share", "best"):
        for name in ("admin", "li"):
            answer = (await data(made, name, widget, vip=[True]))[widget]
            for row in answer["rows"]:
                found = await drill(made, name, widget, *row["groups"], filters={"vip": [True]})
                titles = await behind(made, name, found)
                if "n" in row["measures"]:
                    assert len(titles) == row["measures"]["n"], (widget, name, row)
    assert len(await behind(made, "admin", await drill(made, "admin", "rate"))) == 0
    assert len(await behind(made, "admin", await drill(made, "admin", "list"))) == 40
    assert len(await behind(made, "admin", await drill(made, "admin", "steps", "s1"))) == 40


async def test_a_drill_that_makes_no_sense_is_refused(made: Office) -> None:
    for work, code in (
        (drill(made, "admin", "cities"), "dashboard.drill.groups"),
        (drill(made, "admin", "days", "soon"), "dashboard.drill.day"),
        (drill(made, "admin", "best", None, measure="nothing"), "dashboard.drill.measure"),
        (drill(made, "admin", "steps", "s1", stuck=True), "dashboard.drill.no_limit"),
    ):
        with pytest.raises(Refusal) as caught:
            await work
        assert caught.value.problems[0].code == code


def test_the_clock_of_these_tests_is_not_that_of_the_machine() -> None:
    assert Office.now < datetime(2027, 1, 1, tzinfo=UTC)
