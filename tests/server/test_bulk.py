"""Many writes in one request end as the same writes would one by one."""

import orjson
import pytest
import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import RightsChanged
from dougong.records.bulk import Bulk, Item
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import history, inbox, stage_spans
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

STAGES = [{"id": "s1", "name": "一"}, {"id": "s2", "name": "二"}]
DESIGN = [
    APP,
    entity("ent_customer", "customer", "客户", [f("name", "text", required=True), f("rate", "percent")]),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [
            f("title", "text", required=True),
            f("code", "text", unique=True),
            f("customer", "link", entity="ent_customer"),
            f("parent", "link", entity="ent_deal"),
            f("amount", "money"),
            f("net", "formula", result="number", expression="{amount} * (1 - {customer.rate})"),
            f("close", "date"),
            f("hot", "boolean"),
            f("stage", "choice", options=STAGES, default="s1"),
            f("tags", "multi_choice", options=STAGES),
        ],
        gates=[{"id": "g", "field": "stage", "stages": [{"option": "s1"}, {"option": "s2"}]}],
    ),
    {
        "format": 1, "kind": "role", "id": "rol_rep", "app": "app_test", "name": "销售",
        "grants": [
            {"entity": "ent_deal", "scope": {"rows": "own"}, "fields": {"*": "write"}, "actions": ["create", "update"]},
            {"entity": "ent_customer", "scope": {"rows": "own"}, "fields": {"*": "write"}, "actions": ["create"]},
        ],
    },
]  # fmt: skip
DOOR = Door(via="bulk")


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    await found.publish(DESIGN)
    await found.person("li", "rol_rep")
    await found.person("zhang", "rol_rep")
    return found


async def count(made: Office, table: sa.Table) -> int:
    query = sa.select(sa.func.count()).select_from(table)
    return await made.database.run_sync(lambda connection: int(connection.execute(query).scalar_one()))


async def test_new_records_of_a_list_are_stored_with_history_event_stage_and_formulas(made: Office) -> None:
    li = await made.as_("li")
    customer = await made.writing.create(li, "customer", {"name": "远山", "rate": "0.5"})
    before = await count(made, history), await count(made, inbox), await count(made, stage_spans)
    items = [
        Item("create", None, {"title": f"单{i}", "customer": customer["id"], "amount": "10.50", "close": "2026-11-22"})
        for i in range(5)
    ]
    items.append(Item("create", None, {"title": "只有标题"}))
    found = await Bulk(made.writing).run(li, "deal", items, DOOR, whole=False)
    assert [one["version"] for one in found] == [1] * 6
    after = await count(made, history), await count(made, inbox), await count(made, stage_spans)
    assert [new - old for new, old in zip(after, before, strict=True)] == [6, 6, 6]
    admin = await made.as_("admin")
    one = await made.reading.get(admin, "deal", found[0]["id"])
    assert (one["net"], one["stage"], one["owner"]) == ("5.25", "s1", li.person_id)
    alone = await made.writing.create(li, "deal", dict(items[0].fields))
    again = await made.reading.get(admin, "deal", str(alone["id"]))
    for differing in ("id", "created_at", "updated_at", "tags"):
        one.pop(differing), again.pop(differing)
    assert one == again


async def test_each_item_is_refused_for_its_own_reason_and_the_others_are_stored(made: Office) -> None:
    li = await made.as_("li")
    zhang = await made.as_("zhang")
    foreign = await made.writing.create(zhang, "customer", {"name": "别人的"})
    first = new_id()
    items = [
        Item("create", first, {"title": "母单", "code": "A"}),
        Item("create", None, {"title": "子单", "parent": first}),
        Item("create", None, {"amount": "1"}),
        Item("create", None, {"title": "不存在的字段", "nope": 1}),
        Item("create", None, {"title": "别人的客户", "customer": foreign["id"]}),
        Item("create", None, {"title": "重号", "code": "A"}),
        Item("create", None, {"title": "标签", "tags": ["s1", "s2"]}),
        Item("create", first, {"title": "同一个号"}),
    ]
    found = await Bulk(made.writing).run(li, "deal", items, DOOR, whole=False)
    codes = [one.get("problem", {}).get("code") for one in found]
    refused = "field.required", "field.unknown", "field.record.unknown", "record.not_unique"
    assert codes == [None, None, *refused, None, "record.exists"]
    page = await made.reading.page(li, "deal", Question())
    assert {str(one["title"]) for one in page.records} == {"母单", "子单", "标签"}


async def test_all_or_nothing_stores_nothing_when_one_item_clashes_and_names_its_place(made: Office) -> None:
    li = await made.as_("li")
    good = [Item("create", None, {"title": f"单{i}", "code": f"K{i}"}) for i in range(3)]
    bulk = Bulk(made.writing)
    with pytest.raises(Refusal) as caught:
        await bulk.run(li, "deal", [*good, Item("create", None, {"title": "重", "code": "K1"})], DOOR, whole=True)
    assert caught.value.problems[0].path[:2] == ("items", 3)
    assert not (await made.reading.page(li, "deal", Question())).records
    assert len(await bulk.run(li, "deal", good, DOOR, whole=True)) == 3
    assert len((await made.reading.page(li, "deal", Question())).records) == 3


NUMBERED = [
    entity(
        "ent_order",
        "order",
        "订单",
        [
            f("title", "text", required=True),
            f("number", "auto_number", pattern="DD-{000}"),
            f(
                "total",
                "rollup",
                entity="ent_line",
                through="order",
                field="amount",
                summary="sum",
                result="number",
                places=2,
            ),
            f("lines", "rollup", entity="ent_line", through="order", summary="count", result="number"),
        ],
    ),
    entity(
        "ent_line",
        "line",
        "明细",
        [
            f("name", "text", required=True),
            f("number", "auto_number", pattern="MX-{0000}"),
            f("order", "link", entity="ent_order"),
            f("amount", "money"),
            f("people", "person", many=True),
            f("tags", "multi_choice", options=STAGES),
        ],
    ),
]


async def numbers(made: Office, key: str) -> dict[str, str]:
    """Title → number of what is stored."""
    page = await made.reading.page(await made.as_("admin"), key, Question(limit=500))
    title = made.stage.plannings.of(await made.catalogue.newest(made.workspace_id)).schema.by_key(key).entity.title
    return {str(one[title]): str(one["number"]) for one in page.records}


async def test_numbers_of_a_list_follow_its_order_and_a_refused_item_leaves_no_gap(made: Office) -> None:
    await made.publish([*DESIGN, *NUMBERED])
    admin = await made.as_("admin")
    await made.writing.create(admin, "order", {"title": "单独"})
    for whole in (False, True):
        clean = [Item("create", None, {"title": f"{whole}{i}"}) for i in range(3 if whole else 260)]
        await Bulk(made.writing).run(admin, "order", clean, DOOR, whole=whole)
    mixed = [Item("create", None, {"title": "甲"}), Item("create", None, {}), Item("create", None, {"title": "乙"})]
    await Bulk(made.writing).run(admin, "order", mixed, DOOR, whole=False)
    found = await numbers(made, "order")
    first, last = found["单独"], (found["甲"], found["乙"])
    assert (first, last) == ("DD-001", ("DD-265", "DD-266"))
    assert [found[f"False{i}"] for i in (0, 259)] == ["DD-002", "DD-261"]
    assert [found[f"True{i}"] for i in (0, 2)] == ["DD-262", "DD-264"]


async def test_new_records_of_a_list_renew_the_sums_of_their_parents_and_store_their_lists(made: Office) -> None:
    await made.publish([*DESIGN, *NUMBERED])
    admin = await made.as_("admin")
    orders = [str((await made.writing.create(admin, "order", {"title": one}))["id"]) for one in "甲乙"]
    people = [made.people["li"], made.people["zhang"]]
    fields = {"people": people, "tags": ["s2", "s1"], "amount": "1.50"}
    items = [Item("create", None, {"name": f"行{i}", "order": orders[i % 2], **fields}) for i in range(5)]
    items.append(Item("create", None, {"name": "没有单据"}))
    found = await Bulk(made.writing).run(admin, "line", items, DOOR, whole=False)
    sums = [await made.reading.get(admin, "order", one) for one in orders]
    assert [(one["total"], one["lines"]) for one in sums] == [("4.50", "3.00"), ("3.00", "2.00")]
    one = orjson.loads(orjson.dumps(await made.reading.get(admin, "line", str(found[4]["id"]))))
    assert (one["people"], one["tags"], one["number"]) == (people, ["s2", "s1"], "MX-0005")


async def test_nothing_of_a_list_is_stored_under_rights_that_have_changed(made: Office) -> None:
    li = await made.as_("li")
    await made.publish(DESIGN)
    items = [Item("create", None, {"title": f"单{i}"}) for i in range(3)]
    for whole in (False, True):
        with pytest.raises(RightsChanged):
            await Bulk(made.writing).run(li, "deal", items, DOOR, whole=whole)
    assert await count(made, inbox) == 0
