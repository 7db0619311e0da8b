"""A mark on one card narrows the others, each through its own matching field and under the rights of who clicked."""

from typing import Any

import pytest

from dougong.dashboards.schemas import BoardAsked, DrillAsked
from dougong.dashboards.service import Boards
from dougong.design.browsing import Browsing
from dougong.kernel.problem import Refusal
from dougong.storage.driver.port import Database
from support.deals import able_database, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

COUNT = {"id": "n", "summary": "count"}
SPEND = {"id": "s", "summary": "sum", "field": "amount"}
CARDS = [
    {"id": "cities", "name": "城市", "type": "bar", "entity": "ent_deal", "groups": [{"field": "city"}]},
    {"id": "stages", "name": "阶段", "type": "pie", "entity": "ent_deal", "groups": [{"field": "stage"}]},
    {"id": "all", "name": "全部", "type": "bar", "entity": "ent_deal"},
    {"id": "still", "name": "不受影响", "type": "bar", "entity": "ent_deal"},
    {"id": "customers", "name": "客户", "type": "bar", "entity": "ent_customer"},
    {"id": "buyers", "name": "买家", "type": "bar", "entity": "ent_deal", "groups": [{"field": "customer"}]},
    {"id": "costs", "name": "成本", "type": "bar", "entity": "ent_deal", "groups": [{"field": "cost"}]},
]
FILTER = {"id": "vip", "name": "重点", "fields": {"ent_deal": "vip"}, "off": ["still"]}
BOARD = {
    "format": 1,
    "kind": "dashboard",
    "id": "dsh_cross",
    "app": "app_test",
    "name": "联动",
    "widgets": [{"measures": [COUNT], **one} for one in CARDS],
    "filters": [FILTER],
}


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    found = await deals_office(able_database)
    await fill(found, 40)
    await found.publish([BOARD])
    return found


async def rows(made: Office, *widgets: str, name: str = "admin", **more: Any) -> dict[str, Any]:
    asked = BoardAsked.model_validate({"widgets": widgets, **more})
    answers = (await Boards(made.stage).data(await made.as_(name), "dsh_cross", asked))["widgets"]
    return {id: {str(one["groups"]): one["measures"]["n"] for one in answer["rows"]} for id, answer in answers.items()}


async def test_the_other_cards_follow_the_mark_and_its_own_card_does_not(made: Office) -> None:
    before = await rows(made, "cities", "all")
    city = next(iter(before["cities"]))
    cross = {"widget": "cities", "groups": [city.strip("[]'")]}
    after = await rows(made, "cities", "all", "stages", cross=cross)
    assert after["cities"] == before["cities"]
    assert after["all"] == {"[]": before["cities"][city]}
    assert sum(after["stages"].values()) == before["cities"][city] < before["all"]["[]"]


async def test_a_mark_reaches_another_entity_through_its_matching_field(made: Office) -> None:
    buyers = (await rows(made, "buyers"))["buyers"]
    customer = next(one for one in buyers if one != "[None]").strip("[]'")
    found = await rows(made, "customers", cross={"widget": "buyers", "groups": [customer]})
    assert found["customers"] == {"[]": 1}


async def test_the_records_behind_a_number_follow_the_mark_too(made: Office) -> None:
    asked = DrillAsked.model_validate({"widget": "all", "cross": {"widget": "cities", "groups": ["上海"]}})
    found = await Boards(made.stage).drill(await made.as_("admin"), "dsh_cross", asked)
    assert found["filter"] == {"field": "city", "op": "is", "value": "上海"}


async def test_the_board_tells_which_cards_follow_which(made: Office) -> None:
    shown = await Browsing(made.stage).document(await made.as_("admin"), "dashboard", "dsh_cross")
    follows = shown["follows"]
    assert "customers" not in follows["cities"]
    assert {"stages", "all", "still"} <= set(follows["cities"])
    assert "customers" in follows["buyers"]
    assert "all" not in follows


async def test_who_may_not_see_the_field_has_a_board_that_does_not_follow_it(made: Office) -> None:
    shown = await Browsing(made.stage).document(await made.as_("li"), "dashboard", "dsh_cross")
    assert shown["follows"]["costs"] == []
    before = await rows(made, "all", name="li")
    assert await rows(made, "all", name="li", cross={"widget": "costs", "groups": ["12.00"]}) == before


async def test_a_mark_names_a_value_for_each_group_of_its_card(made: Office) -> None:
    answers = (
        await Boards(made.stage).data(
            await made.as_("admin"),
            "dsh_cross",
            BoardAsked.model_validate({"widgets": ["all"], "cross": {"widget": "cities", "groups": ["a", "b"]}}),
        )
    )["widgets"]
    assert answers["all"]["problem"]["code"] == "dashboard.drill.groups"
    with pytest.raises(Refusal) as caught:
        await rows(made, "all", cross={"widget": "gone", "groups": ["a"]})
    assert caught.value.problems[0].code == "dashboard.widget.unknown"


async def test_a_filter_leaves_the_cards_alone_that_were_taken_off_it(made: Office) -> None:
    found = await rows(made, "all", "still", filters={"vip": [True]})
    assert found["all"]["[]"] < found["still"]["[]"] == 40
