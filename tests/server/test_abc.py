"""ABC cards: classes of what the reader may see, exact and whole on both databases."""

from decimal import Decimal
from typing import Any

import orjson
import pytest

from dougong.dashboards.schemas import BoardAsked, DrillAsked
from dougong.dashboards.service import Boards
from dougong.storage.driver.port import Database
from support.deals import able_database, deals_office  # noqa: F401  # fixture
from support.records import Office

AMOUNT = {"id": "s", "summary": "sum", "field": "amount"}


def card(id: str, field: str, measure: dict[str, Any] = AMOUNT, **members: Any) -> dict[str, Any]:
    groups = [{"field": field}]
    return {
        "id": id,
        "name": id,
        "type": "abc",
        "entity": "ent_deal",
        "groups": groups,
        "measures": [measure],
        **members,
    }


CARDS = [
    card("cities", "city"),
    card("first", "city", limit=1),
    card("halves", "city", cutoffs={"a": "0.5", "b": "0.9"}),
    card("counted", "city", {"id": "n", "summary": "count"}),
    card("sellers", "owner"),
    card("customers", "customer"),
]
BOARD = {"format": 1, "kind": "dashboard", "id": "dsh_abc", "app": "app_test", "name": "ABC", "widgets": CARDS}


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    found = await deals_office(able_database)
    await found.publish([BOARD])
    return found


async def sold(made: Office, *deals: tuple[str | None, str], owner: str = "admin", **fields: Any) -> None:
    for place, (city, amount) in enumerate(deals):
        given = {"title": f"{city}{place}", "city": city, "amount": amount, "owner": made.people[owner], **fields}
        await made.writing.create(await made.as_("admin"), "deal", given)


async def shown(made: Office, name: str, widget: str) -> dict[str, Any]:
    found = await Boards(made.stage).data(await made.as_(name), "dsh_abc", BoardAsked(widgets=(widget,)))
    answer: dict[str, Any] = orjson.loads(orjson.dumps(found["widgets"][widget]))
    return answer


def classes(answer: dict[str, Any]) -> str:
    return " ".join(f"{row['labels'][0]}{row['class']}" for row in answer["rows"])


async def test_groups_fall_into_classes_by_what_the_greater_ones_reach(made: Office) -> None:
    await sold(made, ("a", "50"), ("b", "15"), ("a", "30"), ("c", "5"), (None, "7"), ("d", "0"), ("e", "-20"))
    answer = await shown(made, "admin", "cities")
    assert classes(answer) == "aA bB cC dC eC"
    assert [row["measures"]["s"] for row in answer["rows"]] == ["80.00", "15.00", "5.00", "0.00", "-20.00"]
    assert [row["share"] for row in answer["rows"]] == ["0.8", "0.15", "0.05", "0", "0"]
    assert [row["reached"] for row in answer["rows"]] == ["0.8", "0.95", "1", "1", "1"]
    assert answer["whole"] == "100.00"
    assert answer["without"] == "7.00", "records without a city are in no class and no part of the whole"
    assert answer["classes"] == {
        "A": {"count": 1, "total": "80.00", "share": "0.8"},
        "B": {"count": 1, "total": "15.00", "share": "0.15"},
        "C": {"count": 3, "total": "5.00", "share": "0.05"},
    }


async def test_the_card_keeps_its_own_cut_offs_and_shows_only_the_first(made: Office) -> None:
    await sold(made, ("a", "60"), ("b", "30"), ("c", "10"))
    assert classes(await shown(made, "admin", "halves")) == "aA bB cC"
    first = await shown(made, "admin", "first")
    assert (classes(first), first["more"]) == ("aA", True)
    assert sum(one["count"] for one in first["classes"].values()) == 3, "classes are of all groups"


async def test_records_are_counted_as_numbers(made: Office) -> None:
    await sold(made, ("a", "1"), ("a", "1"), ("b", "1"))
    answer = await shown(made, "admin", "counted")
    assert (answer["whole"], answer["classes"]["A"]["total"]) == (3, 3)


async def test_two_people_get_the_classes_of_what_they_may_see(made: Office) -> None:
    await sold(made, ("a", "80"), ("b", "1"), owner="zhang")
    await sold(made, ("b", "90"), ("c", "1"), owner="li")
    assert classes(await shown(made, "li", "cities")) == "bA cC"
    assert classes(await shown(made, "zhang", "cities")) == "aA bC"
    assert classes(await shown(made, "admin", "cities")) == "bA aA cC"
    assert (await shown(made, "li", "cities"))["whole"] == "91.00"


async def test_people_and_linked_records_are_classed_by_name(made: Office) -> None:
    admin = await made.as_("admin")
    customer = (await made.writing.create(admin, "customer", {"name": "甲公司"}))["id"]
    await sold(made, ("a", "5"), owner="li", customer=customer)
    assert classes(await shown(made, "admin", "sellers")) == "liA"
    assert classes(await shown(made, "admin", "customers")) == "甲公司A"


async def test_a_class_leads_to_its_records(made: Office) -> None:
    await sold(made, ("a", "5"), ("b", "1"))
    asked = DrillAsked(widget="cities", groups=("a",))
    found = await Boards(made.stage).drill(await made.as_("admin"), "dsh_abc", asked)
    assert found == {"entity": "deal", "filter": {"field": "city", "op": "is", "value": "a"}}


async def test_nothing_to_class_is_an_empty_answer(made: Office) -> None:
    answer = await shown(made, "admin", "cities")
    assert (answer["rows"], answer["classes"]["A"]) == ([], {"count": 0, "total": "0", "share": None})
    assert Decimal(answer["whole"]) == 0


async def test_a_hidden_field_is_refused(made: Office) -> None:
    made.roles["li"] = ("rol_looker",)
    assert (await shown(made, "li", "cities"))["problem"]["code"] == "field.hidden"
