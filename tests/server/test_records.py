"""The one write contract and the one way to read, on both databases."""

import pytest

from dougong.dashboards.groups import Groups
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import RightsChanged
from dougong.records.reading import Question
from dougong.records.trash import Trash
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from dougong_engine.query.query import GroupQuery
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

STAGES = [{"id": one, "name": name} for one, name in (("s1", "初步接触"), ("s2", "需求诊断"), ("s3", "方案演示"))]
OUTCOMES = [{"id": "open", "name": "进行中"}, {"id": "won", "name": "赢单"}]
DESIGN = [
    APP,
    entity(
        "ent_customer",
        "customer",
        "客户",
        [
            f("name", "text", "名称", required=True, unique=True),
            f("level", "choice", options=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]),
            f("total", "rollup", result="number", summary="sum", field="amount", entity="ent_deal", through="customer"),
        ],
    ),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [
            f("title", "text", "标题", required=True),
            f("customer", "link", "客户", entity="ent_customer"),
            f("amount", "money", "金额"),
            f("rate", "percent", "折扣"),
            f("net", "formula", "净额", result="number", expression="{amount} * (1 - {rate})"),
            f("level", "lookup", "等级", result="text", through="customer", field="level"),
            f("stage", "choice", "阶段", options=STAGES, default="s1"),
            f("outcome", "choice", "结果", options=OUTCOMES, default="open"),
            f("need", "long_text", "需求"),
            f("tags", "multi_choice", "标签", options=[{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]),
            f("number", "auto_number", "编号", pattern="SJ-{yyyy}-{0000}"),
            f(
                "lines",
                "sub_table",
                "明细",
                fields=[
                    f("item", "text", required=True),
                    f("qty", "integer"),
                    f("price", "money"),
                    f("sum", "formula", result="number", expression="{qty} * {price}"),
                ],
            ),
            f("lines_total", "rollup", "明细合计", result="number", summary="sum", rows="lines", field="sum"),
        ],
        gates=[
            {
                "id": "g",
                "field": "stage",
                "stages": [
                    {"option": "s1", "evidence": [{"id": "e1", "name": "需求说明", "kind": "filled", "field": "need"}]},
                    {"option": "s2"},
                    {"option": "s3"},
                ],
                "done": {"field": "outcome", "op": "is", "value": "won"},
            }
        ],
        checks=[
            {
                "id": "c1",
                "name": "折扣不超过三成",
                "expression": "{rate} <= 0.3",
                "when": {"field": "rate", "op": "is_not_empty"},
                "message": "折扣不能超过 30%",
                "fields": ["rate"],
            }
        ],
    ),
    {
        "format": 1,
        "kind": "role",
        "id": "rol_rep",
        "app": "app_test",
        "name": "销售",
        "grants": [
            {
                "entity": "ent_deal",
                "scope": {"rows": "own"},
                "fields": {"*": "write", "rate": "none"},
                "actions": ["create", "update"],
            },
            {"entity": "ent_customer", "scope": {"rows": "all"}, "fields": {"name": "read"}},
        ],
    },
]


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    await found.publish(DESIGN)
    await found.person("li", "rol_rep")
    await found.person("zhang", "rol_rep")
    return found


async def refused(work: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await work  # type: ignore[misc]  # any awaitable
    return caught.value


async def test_a_record_is_created_computed_and_read_back(made: Office) -> None:
    admin = await made.as_("admin")
    customer = await made.writing.create(admin, "customer", {"name": "远山科技", "level": "a"})
    deal = await made.writing.create(
        admin,
        "deal",
        {
            "title": "年度框架",
            "customer": customer["id"],
            "amount": "1000.005",
            "rate": "0.1",
            "tags": ["y", "x"],
            "lines": [{"item": "A", "qty": 3, "price": "1.10"}, {"item": "B", "qty": 1, "price": "0.05"}],
        },
    )
    read = await made.reading.get(admin, "deal", str(deal["id"]), expand=frozenset({"customer", "owner"}))
    assert read["amount"] == "1000.01"
    assert read["net"] == "900.01"
    assert read["number"] == "SJ-2026-0001"
    assert read["customer"] == {"id": customer["id"], "title": "远山科技"}
    assert read["owner"] == {"id": admin.person_id, "title": "admin"}
    assert read["level"] == "a"
    assert [row["sum"] for row in read["lines"]] == ["3.30", "0.05"]
    assert read["lines_total"] == "3.35"
    assert read["stage"] == "s1"
    parent = await made.reading.get(admin, "customer", str(customer["id"]))
    assert parent["total"] == "1000.01"


async def test_a_stage_jump_names_what_is_missing(made: Office) -> None:
    admin = await made.as_("admin")
    deal = await made.writing.create(admin, "deal", {"title": "甲"})
    id_ = str(deal["id"])
    jump = await refused(made.writing.update(admin, "deal", id_, {"stage": "s3"}))
    assert (jump.problems[0].code, jump.problems[0].params["skipped"]) == ("stage.skipped", ["需求诊断"])
    lacking = await refused(made.writing.update(admin, "deal", id_, {"stage": "s2"}))
    assert lacking.problems[0].code == "stage.evidence_missing"
    assert lacking.problems[0].params["missing"] == ["需求说明"]
    moved = await made.writing.update(admin, "deal", id_, {"stage": "s2", "need": "要快"})
    assert moved["version"] == 2


async def test_absent_is_not_empty_and_null_clears(made: Office) -> None:
    admin = await made.as_("admin")
    deal = await made.writing.create(admin, "deal", {"title": "甲", "amount": "5", "tags": ["x"]})
    id_ = str(deal["id"])
    await made.writing.update(admin, "deal", id_, {"title": "乙"})
    kept = await made.reading.get(admin, "deal", id_)
    assert (kept["amount"], kept["tags"]) == ("5.00", made_json(["x"]))
    await made.writing.update(admin, "deal", id_, {"amount": None, "tags": None})
    cleared = await made.reading.get(admin, "deal", id_)
    assert (cleared["amount"], cleared["tags"]) == (None, made_json([]))


def made_json(value: object) -> object:
    """Lists come as ready-made JSON; compare by what is written."""
    return Written(value)


class Written:
    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        import orjson

        return bool(orjson.loads(orjson.dumps(other)) == self.value)

    __hash__ = None  # type: ignore[assignment]  # compared only


async def test_a_stale_version_is_a_conflict_with_both_sides(made: Office) -> None:
    admin = await made.as_("admin")
    deal = await made.writing.create(admin, "deal", {"title": "甲"})
    id_ = str(deal["id"])
    await made.writing.update(admin, "deal", id_, {"title": "乙"}, version=1)
    stale = await refused(made.writing.update(admin, "deal", id_, {"title": "丙"}, version=1))
    assert stale.status == 409
    assert stale.extra["current"] == {"title": "乙"}
    assert stale.extra["yours"] == {"title": "丙"}


async def test_unique_checks_required_and_hidden_references_are_refused(made: Office) -> None:
    admin, li = await made.as_("admin"), await made.as_("li")
    await made.writing.create(admin, "customer", {"name": "一"})
    twice = await refused(made.writing.create(admin, "customer", {"name": "一"}))
    assert (twice.status, twice.problems[0].code) == (409, "record.not_unique")
    empty = await refused(made.writing.create(admin, "customer", {}))
    assert (empty.problems[0].code, empty.problems[0].path) == ("field.required", ("name",))
    high = await refused(made.writing.create(admin, "deal", {"title": "甲", "rate": "0.5"}))
    assert high.problems[0].code == "record.check"
    hidden = await refused(made.writing.create(li, "deal", {"title": "甲", "rate": "0.1"}))
    assert (hidden.status, hidden.problems[0].code) == (403, "access.field")
    nowhere = await refused(
        made.writing.create(admin, "deal", {"title": "甲", "customer": "01890000-0000-7000-8000-000000000000"})
    )
    assert nowhere.problems[0].code == "field.record.unknown"


async def test_people_see_only_their_rows_and_fields(made: Office) -> None:
    admin, li, zhang = await made.as_("admin"), await made.as_("li"), await made.as_("zhang")
    mine = await made.writing.create(li, "deal", {"title": "李的", "amount": "7"})
    other = await made.writing.create(zhang, "deal", {"title": "张的", "amount": "9"})
    await made.writing.create(admin, "deal", {"title": "管理员的", "rate": "0.2", "amount": "1"})
    page = await made.reading.page(li, "deal", Question())
    assert [one["id"] for one in page.records] == [mine["id"]]
    assert "rate" not in page.records[0]
    assert "net" not in page.records[0], "a formula is as hidden as its inputs"
    assert (await refused(made.reading.get(li, "deal", str(other["id"])))).status == 404
    assert (await refused(made.writing.update(li, "deal", str(other["id"]), {"title": "x"}))).status == 404
    by_hidden = Question(filter={"field": "rate", "op": "gt", "value": "0"})
    assert (await refused(made.reading.page(li, "deal", by_hidden))).problems[0].code == "field.hidden"
    assert (await made.reading.count(li, "deal", None, exact=True)).value == 1
    assert (await made.reading.count(admin, "deal", None, exact=True)).value == 3


async def test_pages_follow_each_other_without_gaps_in_any_order(made: Office) -> None:
    admin = await made.as_("admin")
    for number in range(7):
        amount = None if number % 3 == 0 else str(number % 2)
        await made.writing.create(admin, "deal", {"title": f"单{number}", "amount": amount})
    for sort in ((), ("amount",), ("-amount", "title"), ("stage", "-title")):
        seen: list[object] = []
        cursor = None
        while True:
            page = await made.reading.page(admin, "deal", Question(sort=sort, limit=2, cursor=cursor))
            seen += [one["title"] for one in page.records]
            cursor = page.next
            if cursor is None:
                break
        whole = await made.reading.page(admin, "deal", Question(sort=sort, limit=50))
        assert seen == [one["title"] for one in whole.records]
        assert len(seen) == 7


async def test_filters_reach_through_links(made: Office) -> None:
    admin = await made.as_("admin")
    a = await made.writing.create(admin, "customer", {"name": "甲", "level": "a"})
    b = await made.writing.create(admin, "customer", {"name": "乙", "level": "b"})
    await made.writing.create(admin, "deal", {"title": "一", "customer": a["id"]})
    await made.writing.create(admin, "deal", {"title": "二", "customer": b["id"]})
    await made.writing.create(admin, "deal", {"title": "三"})

    async def titles(condition: object) -> list[object]:
        page = await made.reading.page(admin, "deal", Question(filter=condition, sort=("title",)))
        return sorted(str(one["title"]) for one in page.records)

    assert await titles({"field": "customer.level", "op": "is", "value": "a"}) == ["一"]
    assert await titles({"field": "level", "op": "is_not", "value": "a"}) == ["三", "二"]
    assert await titles({"not": {"field": "customer.name", "op": "contains", "value": "甲"}}) == ["三", "二"]
    assert await titles({"field": "customer", "op": "is_empty"}) == ["三"]
    assert await titles({"field": "owner", "op": "is", "value": {"token": "me"}}) == ["一", "三", "二"]
    assert await titles({"field": "created_at", "op": "within", "value": {"token": "today"}}) == ["一", "三", "二"]


async def test_a_right_taken_away_is_gone_at_the_next_statement(made: Office) -> None:
    li = await made.as_("li")
    await made.writing.create(li, "deal", {"title": "李的"})
    made.roles["li"] = ()
    await made.publish([{**DESIGN[3], "name": "销售代表"}])
    with pytest.raises(RightsChanged):
        await made.reading.page(li, "deal", Question())
    again = await made.as_("li")
    assert (await refused(made.reading.page(again, "deal", Question()))).status == 403


async def test_a_removed_record_is_gone_for_everyone(made: Office) -> None:
    admin = await made.as_("admin")
    deal = await made.writing.create(admin, "deal", {"title": "甲"})
    await made.writing.remove(admin, "deal", str(deal["id"]))
    assert (await refused(made.reading.get(admin, "deal", str(deal["id"])))).status == 404
    assert (await made.reading.page(admin, "deal", Question())).records == []
    back = await Trash(made.writing).restore(admin, "deal", str(deal["id"]), Door())
    assert back["version"] == 3
    assert (await made.reading.get(admin, "deal", str(deal["id"])))["title"] == "甲"


async def test_a_count_alone_counts_the_records(made: Office) -> None:
    admin = await made.as_("admin")
    for number in range(3):
        await made.writing.create(admin, "deal", {"title": f"单{number}"})
    query = GroupQuery.model_validate({"entity": "ent_deal", "measures": [{"id": "n", "summary": "count"}]})
    answer = await Groups(made.stage).ask(await made.stage.scene(admin), query)
    assert answer.rows[0].measures == {"n": 3}
