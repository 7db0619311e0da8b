"""Import jobs on both databases: mapping, refusals by cell, waves, crashes, undoing, rights."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.imports.exporting import Export
from dougong.imports.running import BATCH
from dougong.kernel.problem import Refusal
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from support.databases import empty_database_url  # noqa: F401  # fixture
from support.deals import able_database  # noqa: F401  # fixture
from support.importing import Desk
from support.records import APP, entity, f, office

STAGES = [{"id": "s1", "name": "接触"}, {"id": "s2", "name": "诊断"}]
DESIGN: list[dict[str, Any]] = [
    APP,
    entity(
        "ent_customer",
        "customer",
        "客户",
        [
            f("name", "text", "名称", required=True, unique=True),
            f("parent", "link", "上级", entity="ent_customer"),
            f("deals", "rollup", result="number", summary="count", entity="ent_deal", through="customer"),
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
            f("due", "date", "日期"),
            f("vip", "boolean", "重点"),
            f("stage", "choice", "阶段", options=STAGES, default="s1"),
            f("need", "text", "需求"),
        ],
        gates=[
            {
                "id": "g",
                "field": "stage",
                "stages": [
                    {"option": "s1", "evidence": [{"id": "e", "name": "需求说明", "kind": "filled", "field": "need"}]},
                    {"option": "s2"},
                ],
            }
        ],
    ),
    {
        "format": 1, "kind": "role", "id": "rol_rep", "app": "app_test", "name": "销售",
        "grants": [
            {
                "entity": "ent_deal", "scope": {"rows": "own"}, "fields": {"*": "write", "amount": "read"},
                "actions": ["create", "import", "export"],
            },
            {"entity": "ent_customer", "scope": {"rows": "own"}, "fields": {"*": "read"}},
        ],
    },
]  # fmt: skip
DEALS = '标题,客户,金额,日期,重点\nA,甲,"1,200.50",3/31/2026,是\nB,乙,12,4/1/2026,否\nC,甲,much,4/2/2026,\n'


@pytest.fixture
async def desk(able_database: Database) -> Desk:  # noqa: F811
    made = await office(able_database)
    await made.publish(DESIGN)
    await made.person("li", "rol_rep")
    return Desk(made)


def file(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


async def records(desk: Desk, entity: str, *fields: str) -> list[dict[str, object]]:
    page = await desk.office.reading.page(
        await desk.principal(), entity, Question(fields=fields, sort=(fields[0],), expand=frozenset(fields), limit=500)
    )
    return [{key: one[key] for key in fields} for one in page.records]


async def test_rows_become_records_and_a_bad_cell_is_named_with_its_row(desk: Desk, tmp_path: Path) -> None:
    customers = await desk.take("customer", file(tmp_path, "名称\n甲\n乙\n"))
    assert (await desk.run(customers))["progress"]["done"] == 2
    job = await desk.take("deal", file(tmp_path, DEALS))
    report = await desk.check(job)
    (problem,) = report["problems"]
    assert (problem["row"], problem["column"], problem["code"]) == (4, "金额", "import.number.malformed")
    done = await desk.run(job)
    assert (done["progress"]["done"], done["progress"]["refused"]) == (2, 1)
    found = await records(desk, "deal", "title", "amount", "due", "vip", "stage")
    assert [tuple(map(str, one.values())) for one in found] == [
        ("A", "1200.50", "2026-03-31", "True", "s1"),
        ("B", "12.00", "2026-04-01", "False", "s1"),
    ]
    refused = await desk.imports.importing.refused(await desk.principal(), job.id, 0, 10)
    assert refused[0]["row"] == 4 and refused[0]["problems"][0]["value"] == "much"
    assert [one["deals"] for one in await records(desk, "customer", "name", "deals")] == ["1.00", "1.00"]


async def test_an_unknown_name_is_listed_and_one_mapped_value_repairs_all_its_rows(desk: Desk, tmp_path: Path) -> None:
    await desk.run(await desk.take("customer", file(tmp_path, "名称\nGTX Pro\n")))
    job = await desk.take("deal", file(tmp_path, "标题,客户\nA,GTXPro\nB,GTXPro\n"))
    (unmatched,) = (await desk.check(job))["unmatched"]
    assert (unmatched["value"], unmatched["count"], unmatched["nearest"][0]["title"]) == ("GTXPro", 2, "GTX Pro")
    columns = [
        {"column": "标题", "field": "title"},
        {"column": "客户", "field": "customer", "values": {"GTXPro": "GTX Pro"}},
    ]
    await desk.map(job, {"columns": columns})
    assert (await desk.check(job))["good"] == 2
    assert (await desk.run(job))["progress"]["done"] == 2


async def test_missing_linked_records_are_made_on_request_and_undone_with_the_import(
    desk: Desk, tmp_path: Path
) -> None:
    job = await desk.take("deal", file(tmp_path, "标题,客户\nA,新客户\nB,新客户\n"))
    source = {"column": "客户", "field": "customer", "unmatched": "create"}
    await desk.map(job, {"columns": [{"column": "标题", "field": "title"}, source]})
    assert (await desk.check(job))["good"] == 2
    await desk.run(job)
    assert [one["name"] for one in await records(desk, "customer", "name")] == ["新客户"]
    undone = await desk.undo(job)
    assert undone["status"] == "undone" and undone["progress"]["undone"] == 2
    assert await records(desk, "customer", "name") == [] and await records(desk, "deal", "title") == []


async def test_undoing_keeps_what_somebody_has_changed_since(desk: Desk, tmp_path: Path) -> None:
    job = await desk.take("deal", file(tmp_path, "标题\nA\nB\n"))
    await desk.run(job)
    page = await desk.office.reading.page(await desk.principal(), "deal", Question(sort=("title",)))
    await desk.office.writing.update(await desk.principal(), "deal", str(page.records[0]["id"]), {"need": "x"})
    undone = await desk.undo(job)
    assert (undone["progress"]["undone"], undone["progress"]["kept"]) == (1, 1)
    assert [one["title"] for one in await records(desk, "deal", "title")] == ["A"]


async def names(desk: Desk) -> dict[str, bool]:
    """Everybody in the directory but the administrator and li, and whether they are active."""
    found = await desk.office.database.run_sync(
        lambda one: one.execute(sa.select(people.c.name, people.c.active)).all()
    )
    return {str(name): bool(active) for name, active in found if name not in ("admin", "li")}


async def test_undoing_an_import_of_people_removes_those_to_whom_nothing_refers(desk: Desk, tmp_path: Path) -> None:
    before = await desk.take("people", file(tmp_path, "姓名\n老李\n"))
    await desk.run(before)
    job = await desk.take(
        "people", file(tmp_path, "姓名,经理,部门\n甲,王,华东\n乙,王,华东\n王,老李,\n丙,陈,\n老李,,\n")
    )
    await desk.run(job)
    assert (await names(desk)).keys() == {"甲", "乙", "丙", "王", "陈", "老李"}
    everybody = await desk.office.database.run_sync(
        lambda one: one.execute(sa.select(people.c.name, people.c.id)).all()
    )
    owner = {str(name): str(id) for name, id in everybody}["丙"]
    await desk.office.writing.create(await desk.principal(), "deal", {"title": "A", "owner": owner})
    undone = await desk.undo(job)
    assert undone["status"] == "undone"
    assert (undone["progress"]["undone"], undone["progress"]["kept"]) == (3, 2)
    assert await names(desk) == {"老李": True, "丙": False, "陈": False}
    told = await desk.imports.importing.refused(await desk.principal(), job.id, 0, 10)
    codes = {one["cells"][0]: one["problems"][0]["code"] for one in told}
    assert codes == {"丙": "import.kept.person", "老李": "import.kept.known"}


async def test_rows_may_link_to_rows_further_down_in_the_same_file(desk: Desk, tmp_path: Path) -> None:
    job = await desk.take("customer", file(tmp_path, "名称,上级\n孙,子\n子,父\n父,\n"))
    assert (await desk.check(job))["good"] == 3
    assert (await desk.run(job))["progress"]["done"] == 3
    found: list[Any] = await records(desk, "customer", "name", "parent")
    assert {one["name"]: one["parent"] and one["parent"]["title"] for one in found} == {
        "孙": "子",
        "子": "父",
        "父": None,
    }


async def test_gates_hold_in_a_normal_import_and_are_waived_for_past_data(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, "标题,阶段\nA,诊断\n")
    job = await desk.take("deal", path)
    (problem,) = (await desk.check(job))["problems"]
    assert problem["column"] == "阶段" and problem["code"].startswith("stage.")
    assert (await desk.run(job))["progress"]["refused"] == 1
    past = await desk.take("deal", path)
    assert (await desk.run(past, historical=True))["progress"]["done"] == 1


async def test_a_clash_in_a_batch_refuses_its_row_alone(desk: Desk, tmp_path: Path) -> None:
    await desk.run(await desk.take("customer", file(tmp_path, "名称\n甲\n")))
    job = await desk.take("customer", file(tmp_path, "名称\n乙\n甲\n丙\n丙\n"))
    report = await desk.check(job)
    assert {one["code"] for one in report["problems"]} == {"import.value.twice"}
    done = await desk.run(job)
    assert (done["progress"]["done"], done["progress"]["refused"]) == (2, 2)
    assert sorted(str(one["name"]) for one in await records(desk, "customer", "name")) == sorted("甲乙丙")


async def test_a_job_goes_on_where_a_crash_left_it_and_makes_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    count = 2 * BATCH + 50
    rows = "".join(f"R{number}\n" for number in range(count))
    job = await desk.take("deal", file(tmp_path, f"标题\n{rows}"))
    admin = await desk.principal()
    await desk.imports.importing.run(admin, job.id)
    looks = iter(range(2))

    class Crash(BaseException):
        """The process is gone."""

    real = desk.imports.runner.stage.changed

    def crash() -> None:
        if next(looks, None) == 1:
            raise Crash

    desk.imports.runner.stage.changed = crash
    with pytest.raises(Crash):
        await desk.imports.runner.work()
    desk.imports.runner.stage.changed = real
    assert (await desk.shown(job))["progress"]["done"] == 2 * BATCH
    other = Desk(desk.office)
    await other.imports.runner.work(take_over=True)
    done = await other.shown(job)
    assert done["status"] == "done" and done["progress"]["done"] == count
    found = await desk.office.reading.count(await desk.principal(), "deal", None, exact=True)
    assert found.value == count


async def test_rights_hold_for_jobs_modes_and_fields(desk: Desk, tmp_path: Path) -> None:
    li = Desk(desk.office, "li")
    path = file(tmp_path, "标题,金额\nA,1\n")
    with pytest.raises(Refusal) as no_import:
        await li.take("customer", path)
    job = await li.take("deal", path)
    with pytest.raises(Refusal) as no_field:
        await li.map(job, {"columns": [{"column": "金额", "field": "amount"}]})
    await li.map(job, {"columns": [{"column": "标题", "field": "title"}]})
    with pytest.raises(Refusal) as no_past:
        await li.check(job, historical=True)
    with pytest.raises(Refusal) as no_people:
        await li.take("people", path)
    assert [one.value.status for one in (no_import, no_field, no_past, no_people)] == [403, 422, 403, 403]
    assert (await li.run(job))["progress"]["done"] == 1
    await desk.office.person("zhang", "rol_rep")
    with pytest.raises(Refusal) as foreign:
        await Desk(desk.office, "zhang").shown(job)
    assert foreign.value.status == 404


async def test_an_export_is_harmless_in_a_spreadsheet_and_imports_again(desk: Desk, tmp_path: Path) -> None:
    await desk.run(await desk.take("customer", file(tmp_path, "名称\n甲\n")))
    await desk.run(await desk.take("deal", file(tmp_path, '标题,客户,金额\n"=1+1",甲,-5\n@x,,7\n')))
    target = tmp_path / "out.csv"
    export = Export("csv", fields=("title", "customer", "amount", "stage"), sort=("-amount",))
    await desk.imports.exporting.write(await desk.principal(), "deal", export, target)
    assert target.read_text(encoding="utf-8-sig").splitlines() == [
        "标题,客户,金额,阶段",
        "'@x,,7.00,接触",
        "'=1+1,甲,-5.00,接触",
    ]
    sheet = tmp_path / "out.xlsx"
    await desk.imports.exporting.write(
        await desk.principal(), "deal", Export("xlsx", fields=("title", "customer", "amount", "stage")), sheet
    )
    again = await desk.take("deal", sheet)
    assert [one.field for one in again.mapping.columns] == ["title", "customer", "amount", "stage"]
    assert (await desk.run(again))["progress"]["done"] == 2
    li = await Desk(desk.office, "li").principal()
    await desk.imports.exporting.write(li, "deal", Export("csv"), target)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1
    with pytest.raises(Refusal) as refused:
        await desk.imports.exporting.write(li, "customer", Export("csv"), target)
    assert refused.value.status == 403
