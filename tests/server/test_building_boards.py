"""Building boards: proposed charts, unsaved cards and filters, all under their author's rights."""

from typing import Any

import pytest

from dougong.dashboards.building import Building
from dougong.dashboards.schemas import BoardTried, ChartAsked, FilterProposed
from dougong.kernel.problem import Refusal
from dougong.storage.driver.port import Database
from support.counting import CountingDatabase
from support.deals import able_database, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

BOARD = {"format": 1, "kind": "dashboard", "id": "dsh_new", "app": "app_test", "name": "新看板"}
COUNT = {"id": "n", "summary": "count"}


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    found = await deals_office(able_database)
    await fill(found, 40)
    return found


async def recommended(made: Office, name: str, *fields: str, **more: Any) -> list[dict[str, Any]]:
    asked = ChartAsked.model_validate({"entity": "ent_deal", "fields": fields, **more})
    found: list[dict[str, Any]] = (await Building(made.stage).recommended(await made.as_(name), asked))["proposals"]
    return found


async def tried(made: Office, name: str, *widgets: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = BoardTried.model_validate({"board": {**BOARD, "widgets": [*widgets]}, **more})
    found: dict[str, Any] = (await Building(made.stage).tried(await made.as_(name), asked))["widgets"]
    return found


async def test_three_charts_are_proposed_from_one_statement_over_the_data(made: Office) -> None:
    made.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    found = await recommended(made, "admin", "customer", "amount", "due")
    assert counting.reads == 1
    assert [one["widget"]["type"] for one in found] == ["abc", "line", "bar"]
    assert all(one["because"]["message"].startswith("因为") for one in found)


async def test_every_proposal_can_be_drawn_before_anything_is_saved(made: Office) -> None:
    for fields in (("customer", "amount"), ("stage", "amount"), ("due", "vip"), ("amount",), ("city", "level")):
        proposals = await recommended(made, "admin", *fields)
        assert proposals
        for one in proposals:
            metrics = [] if one["metric"] is None else [one["metric"]]
            answer = await tried(made, "admin", one["widget"], metrics=metrics)
            assert "problem" not in answer[one["widget"]["id"]], one


async def test_who_may_not_see_a_field_gets_no_chart_of_it(made: Office) -> None:
    with pytest.raises(Refusal) as caught:
        await recommended(made, "li", "city", "cost")
    assert caught.value.problems[0].code == "field.hidden"
    sum_of_costs = {"id": "s", "summary": "sum", "field": "cost"}
    hidden = {"id": "a", "name": "a", "type": "bar", "entity": "ent_deal", "measures": [sum_of_costs]}
    answer = await tried(made, "li", hidden, {**hidden, "id": "b", "measures": [COUNT]})
    assert answer["a"]["problem"]["code"] == "field.hidden"
    assert "rows" in answer["b"]


async def test_an_author_sees_the_numbers_of_what_he_may_see(made: Office) -> None:
    card = {"id": "a", "name": "a", "type": "bar", "entity": "ent_deal", "measures": [COUNT]}
    numbers = [(await tried(made, name, card))["a"]["rows"][0]["measures"]["n"] for name in ("admin", "li")]
    assert numbers[0] == 40 > numbers[1]


async def test_a_card_that_does_not_fit_says_so_and_harms_no_other(made: Office) -> None:
    good = {"id": "good", "name": "a", "type": "bar", "entity": "ent_deal", "measures": [COUNT]}
    answer = await tried(
        made,
        "admin",
        good,
        {**good, "id": "gone", "entity": "ent_gone"},
        {**good, "id": "field", "groups": [{"field": "gone"}]},
        {"id": "kpi", "name": "a", "type": "kpi", "metric": "met_gone"},
    )
    assert "rows" in answer["good"]
    codes = {id: one["problem"]["code"] for id, one in answer.items() if "problem" in one}
    assert codes["field"] == "design.field.unknown"
    assert set(codes) == {"gone", "field", "kpi"}


async def test_filters_of_an_unsaved_board_narrow_its_cards(made: Office) -> None:
    card = {"id": "a", "name": "a", "type": "bar", "entity": "ent_deal", "measures": [COUNT]}
    filters = [{"id": "vip", "name": "重点", "fields": {"ent_deal": "vip"}}]
    board = {**BOARD, "widgets": [card], "filters": filters}
    asked = BoardTried.model_validate({"board": board, "filters": {"vip": [True]}})
    found = (await Building(made.stage).tried(await made.as_("admin"), asked))["widgets"]["a"]
    assert found["rows"][0]["measures"]["n"] < 40
    with pytest.raises(Refusal) as caught:
        await tried(made, "admin", card, filters={"none": ["s1"]})
    assert caught.value.problems[0].code == "dashboard.filter.unknown"


@pytest.mark.parametrize(
    ("board", "code"),
    [
        ({"kind": "entity"}, "design.format.missing"),
        ({"kind": "nothing"}, "design.kind.unknown"),
        ({}, "design.kind.unknown"),
    ],
)
async def test_what_is_no_board_is_refused(made: Office, board: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        await Building(made.stage).tried(await made.as_("admin"), BoardTried(board=board))
    assert (caught.value.status, caught.value.problems[0].code) == (422, code)
    assert caught.value.problems[0].path[0] == "board"


async def test_a_filter_is_wired_to_all_cards_with_a_matching_field(made: Office) -> None:
    cards = [
        {"id": id, "name": id, "type": "bar", "entity": entity, "measures": [COUNT]}
        for id, entity in (("deals", "ent_deal"), ("customers", "ent_customer"))
    ]
    asked = {"board": {**BOARD, "widgets": cards}, "entity": "ent_customer", "field": "level"}
    found = await Building(made.stage).wired(await made.as_("admin"), FilterProposed.model_validate(asked))
    assert (found["reached"], found["cards"]) == (2, 2)
    assert found["fields"] == {"ent_customer": "level", "ent_deal": "customer.level"}
    asked |= {"entity": "ent_deal", "field": "city"}
    found = await Building(made.stage).wired(await made.as_("admin"), FilterProposed.model_validate(asked))
    assert [(one["path"], one["why"] and one["why"]["code"]) for one in found["wires"]] == [
        ("city", None),
        (None, "board.filter.no_field"),
    ]
    assert found["wires"][1]["why"]["message"]
