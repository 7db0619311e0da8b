"""Classes put into a field of the classed records: ordinary writes, part by part, that can be taken back."""

from typing import Any

import pytest

from dougong.dashboards.building import tried_on
from dougong.dashboards.class_writing import PART, ClassWriting, Opening
from dougong.dashboards.narrowing import Given
from dougong.dashboards.schemas import BoardClassesTakenBack, BoardClassesWritten, ClassesTakenBack, ClassesWritten
from dougong.dashboards.service import opened_for
from dougong.kernel.problem import Refusal
from dougong.records.bulk import Bulk, Item
from dougong.records.reading import Question
from dougong.records.story import Story
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.deals import DESIGN, able_database, deals_office  # noqa: F401  # fixture
from support.records import Office, f

AMOUNT = {"id": "s", "summary": "sum", "field": "amount"}
BY_CUSTOMER = {"type": "abc", "entity": "ent_deal", "groups": [{"field": "customer"}], "measures": [AMOUNT]}
CARDS = [
    {**BY_CUSTOMER, "id": "abc", "name": "ABC"},
    {**BY_CUSTOMER, "id": "cities", "name": "城市", "groups": [{"field": "city"}]},
    {**BY_CUSTOMER, "id": "bars", "name": "柱", "type": "bar"},
]
BOARD = {"format": 1, "kind": "dashboard", "id": "dsh_abc", "app": "app_test", "name": "ABC", "widgets": CARDS}
NAMED = [{"id": f"o{one.lower()}", "name": one} for one in "ABC"]


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    found = await deals_office(able_database)
    customer = next(one for one in DESIGN if one["id"] == "ent_customer")
    more = [f("grade", "choice", options=NAMED), f("mood", "choice", options=NAMED[:1])]
    await found.publish([BOARD, {**customer, "fields": [*customer["fields"], *more]}])
    return found


async def bought(made: Office, *amounts: str, owner: str = "admin") -> list[str]:
    """Customers with one deal each, named 0, 1, 2 …"""
    admin, keeper = await made.as_("admin"), made.people[owner]
    bulk = Bulk(made.writing)
    customers = [Item("create", None, {"name": str(place), "owner": keeper}) for place in range(len(amounts))]
    ids = [str(one["id"]) for one in await bulk.run(admin, "customer", customers, Door(), whole=True)]
    deals = [
        Item("create", None, {"title": "x", "customer": id, "amount": amount, "owner": keeper})
        for id, amount in zip(ids, amounts, strict=True)
    ]
    await bulk.run(admin, "deal", deals, Door(), whole=True)
    return ids


async def grades(made: Office, field: str = "grade") -> dict[str, Any]:
    question = Question(fields=("name", field), limit=500)
    page = await made.reading.page(await made.as_("admin"), "customer", question)
    return {str(one["name"]): one[field] for one in page.records}


def published(filters: Given) -> Opening:
    return lambda scene: opened_for(scene, "dsh_abc", filters)


async def write(made: Office, name: str = "admin", widget: str = "abc", field: str = "grade", **more: Any) -> Any:
    asked = ClassesWritten(widget=widget, field=field, **more)
    return await ClassWriting(Bulk(made.writing)).write(await made.as_(name), published(asked.filters), asked)


async def undo(made: Office, name: str, write: str, **more: Any) -> Any:
    asked = ClassesTakenBack(widget="abc", field="grade", write=write, **more)
    return await ClassWriting(Bulk(made.writing)).take_back(await made.as_(name), published({}), asked)


async def test_classes_are_written_and_taken_back_with_who_and_what_in_the_history(made: Office) -> None:
    ids = await bought(made, "80", "15", "5")
    admin = await made.as_("admin")
    await made.writing.update(admin, "customer", ids[0], {"grade": "oc"})
    answer = await write(made)
    assert {**answer, "write": ""} == {"write": "", "done": 3, "total": 3, "left": [], "after": None}
    assert await grades(made) == {"0": "oa", "1": "ob", "2": "oc"}
    newest = (await Story(made.writing).history(admin, "customer", ids[0], None))[0]
    assert (newest["via"], newest["by"]["id"], newest["cause"]) == (
        "bulk", made.people["admin"], f"classes:{answer['write']}"
    )  # fmt: skip
    back = await undo(made, "admin", answer["write"])
    assert (back["done"], back["left"], back["after"]) == (3, [], None)
    assert await grades(made) == {"0": "oc", "1": None, "2": None}


async def test_a_record_that_somebody_changed_since_keeps_what_it_holds(made: Office) -> None:
    ids = await bought(made, "80", "20")
    answer = await write(made)
    await made.writing.update(await made.as_("admin"), "customer", ids[0], {"name": "0"})
    await made.writing.update(await made.as_("admin"), "customer", ids[0], {"grade": "oc"})
    back = await undo(made, "admin", answer["write"])
    assert [one["id"] for one in back["left"]] == [ids[0]]
    assert await grades(made) == {"0": "oc", "1": None}


async def test_nobody_takes_back_what_another_person_wrote(made: Office) -> None:
    await bought(made, "80", "20")
    answer = await write(made)
    made.admins.add("zhang")
    assert (await undo(made, "zhang", answer["write"]))["done"] == 0
    assert await grades(made) == {"0": "oa", "1": "ob"}


async def test_who_may_not_change_records_changes_none(made: Office) -> None:
    await bought(made, "80", "20", owner="li")
    answer = await write(made, "li")
    assert (answer["done"], len(answer["left"])) == (2, 2)
    assert {one["problem"]["status"] for one in answer["left"]} <= {403, 404, 422}
    assert await grades(made) == {"0": None, "1": None}


async def test_a_person_classes_only_what_they_may_see(made: Office) -> None:
    await bought(made, "80", "20", owner="li")
    assert (await write(made, "zhang"))["total"] == 0


async def test_options_go_by_id_or_name_and_must_be_there(made: Office) -> None:
    await bought(made, "80", "15", "5")
    await write(made, field="level")
    assert await grades(made, "level") == {"0": "a", "1": "b", "2": "c"}
    for widget, field, code in (
        ("abc", "mood", "dashboard.abc.options"),
        ("abc", "name", "dashboard.abc.field"),
        ("abc", "gone", "dashboard.abc.field"),
        ("cities", "grade", "dashboard.abc.no_records"),
        ("bars", "grade", "dashboard.abc.other"),
    ):
        with pytest.raises(Refusal) as caught:
            await write(made, widget=widget, field=field)
        assert caught.value.problems[0].code == code


async def test_many_records_are_written_and_taken_back_in_parts(made: Office) -> None:
    await bought(made, *(["10"] * (PART + 3)))
    first = await write(made)
    assert (first["done"], first["total"], first["after"] is None) == (PART, PART + 3, False)
    last = await write(made, write=first["write"], after=first["after"])
    assert (last["write"], last["done"], last["after"]) == (first["write"], PART + 3, None)
    assert set((await grades(made)).values()) == {"oa"}
    back = await undo(made, "admin", first["write"])
    assert back["done"] == PART
    assert (await undo(made, "admin", first["write"], after=back["after"]))["after"] is None
    assert set((await grades(made)).values()) == {None}


async def test_a_card_that_was_never_saved_writes_its_classes_and_takes_them_back(made: Office) -> None:
    await bought(made, "80", "15", "5")
    unsaved = {**BOARD, "id": "dsh_new", "widgets": [CARDS[0]]}
    asked = BoardClassesWritten.model_validate({"board": unsaved, "widget": "abc", "field": "grade"})
    admin, writing = await made.as_("admin"), ClassWriting(Bulk(made.writing))
    part = await writing.write(admin, tried_on(asked, {}), asked)
    assert (part["done"], part["total"], part["left"]) == (3, 3, [])
    assert await grades(made) == {"0": "oa", "1": "ob", "2": "oc"}
    back = BoardClassesTakenBack.model_validate(
        {"board": unsaved, "widget": "abc", "field": "grade", "write": part["write"]}
    )
    await writing.take_back(admin, tried_on(back, {}), back)
    assert await grades(made) == {"0": None, "1": None, "2": None}


async def test_a_card_that_does_not_fit_writes_nothing(made: Office) -> None:
    broken = {**CARDS[0], "groups": [{"field": "gone"}]}
    asked = BoardClassesWritten.model_validate(
        {"board": {**BOARD, "widgets": [broken]}, "widget": "abc", "field": "grade"}
    )
    with pytest.raises(Refusal) as caught:
        await ClassWriting(Bulk(made.writing)).write(await made.as_("admin"), tried_on(asked, {}), asked)
    assert caught.value.problems[0].code == "design.field.unknown"
