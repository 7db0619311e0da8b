"""Beginning an app with a table: proposed, corrected, built in one publication, and its rows imported."""

import io
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from xlsxwriter import Workbook

from dougong.design.beginning import Beginning, Destination
from dougong.design.draft_rows import DraftRows
from dougong.imports.beginning import TableBeginning, TableBegun
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import role_members
from dougong_engine.beginning.proposal import ColumnSource, Proposal
from dougong_engine.design.entity import Entity
from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.importing import Desk, Staff
from support.records import office

__all__ = ["running"]
HEAD = "客户名称,客户编号,签约日期,金额,联系电话,状态,折扣率\n"
ROW = '公司{n},{n:05d},{day},"￥{n},234.50",138{n:08d},{state},{n}.5%\n'
STATES = ("新建", "跟进", "成交")
TOTAL_SECONDS = 8.0


def table(rows: int = 30, bad: tuple[int, ...] = ()) -> bytes:
    lines = [
        ROW.format(n=n, day="待定" if n in bad else f"2026年{n % 12 + 1}月{n % 28 + 1}日", state=STATES[n % 3])
        for n in range(1, rows + 1)
    ]
    return (HEAD + "".join(lines)).encode()


class Members(Staff):
    """Knows roles from the table of their members, as the authenticator does."""

    async def principal_of(self, workspace_id: str, person_id: str) -> Principal | None:
        found = await super().principal_of(workspace_id, person_id)
        assert found is not None
        query = sa.select(role_members.c.role_id).where(role_members.c.person_id == person_id)
        roles = await self.office.database.run_sync(lambda connection: list(connection.execute(query).scalars()))
        return replace(found, roles=tuple(roles))


class Table:
    """Somebody at a desk who begins with tables."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        rows = DraftRows(desk.office.database)
        self.beginning = Beginning(desk.office.stage, rows, desk.office.publishing)
        self.service = TableBeginning(desk.imports.importing, self.beginning, Members(desk.office))

    async def propose(self, folder: Path, data: bytes, name: str = "客户表.csv") -> tuple[str, Proposal]:
        path = folder / "upload"
        path.write_bytes(data)
        principal = await self.desk.principal()
        with ExitStack() as held:
            shown = await self.service.take(principal, path, name, "", held)
        return shown["job"], Proposal.model_validate(shown["proposal"])

    async def build(self, id: str, wanted: Proposal, **to: Any) -> TableBegun:
        principal = await self.desk.principal()
        return await self.service.build(principal, id, wanted.entity, wanted.sources, Destination(**to))

    async def records(self, begun: TableBegun, principal: Principal | None = None) -> list[dict[str, Any]]:
        entity = next(one for one in begun.begun.objects if isinstance(one, Entity))
        who = principal or await self.desk.principal()
        page = await self.desk.office.reading.page(who, entity.key, Question(limit=500))
        found: list[dict[str, Any]] = orjson.loads(orjson.dumps(page.records))
        return found


@pytest.fixture
async def at(database: Database) -> Table:  # noqa: F811
    return Table(Desk(await office(database)))


async def test_a_table_becomes_an_app_with_its_rows(at: Table, tmp_path: Path) -> None:
    id, proposal = await at.propose(tmp_path, table())
    types = {part.name: part.type for part in proposal.entity.fields}
    assert types == {
        "客户名称": "text",
        "客户编号": "text",
        "签约日期": "date",
        "金额": "money",
        "联系电话": "phone",
        "状态": "choice",
        "折扣率": "percent",
    }
    assert (proposal.entity.name, proposal.entity.key, proposal.entity.kanban) == ("客户表", "ke_hu_biao", "zhuang_tai")
    begun = await at.build(id, proposal)
    assert begun.job.status == "queued"
    kinds = sorted(one.kind for one in begun.begun.objects)
    assert kinds == ["app", "entity", "form", "role", "view", "view"]
    await at.desk.imports.runner.work()
    records = await at.records(begun)
    assert len(records) == 30
    first = next(one for one in records if one["ke_hu_bian_hao"] == "00001")
    assert (first["qian_yue_ri_qi"], first["jin_e"], first["zhe_kou_lv"]) == ("2026-02-02", "1234.50", "0.0150")
    await at.desk.undo(begun.job)
    assert await at.records(begun) == []


async def test_cells_that_do_not_fit_are_listed_first_and_refused_by_cell_later(at: Table, tmp_path: Path) -> None:
    id, proposal = await at.propose(tmp_path, table(50, bad=(7,)))
    facts = next(one for one in proposal.columns if one.column == "签约日期")
    assert (facts.type, facts.share, [bad.model_dump() for bad in facts.alternatives[0].bad]) == (
        "date",
        "0.9800",
        [{"row": 8, "value": "待定"}],
    )
    begun = await at.build(id, proposal)
    await at.desk.imports.runner.work()
    shown = await at.desk.shown(begun.job)
    assert (shown["progress"]["done"], shown["progress"]["refused"]) == (49, 1)
    refused = await at.desk.imports.importing.refused(await at.desk.principal(), begun.job.id, 0, 10)
    assert [(one["row"], one["problems"][0]["code"]) for one in refused] == [(8, "import.date.malformed")]


async def test_drafts_hold_the_rows_back_until_the_entity_is_published(at: Table, tmp_path: Path) -> None:
    id, proposal = await at.propose(tmp_path, table())
    begun = await at.build(id, proposal, publish=False)
    assert (begun.job.status, begun.begun.publication) == ("ready", None)
    principal = await at.desk.principal()
    with pytest.raises(Refusal) as early:
        await at.desk.imports.importing.run(principal, id)
    assert early.value.problems[0].code == "entity.unknown"
    with pytest.raises(Refusal) as again:
        await at.build(id, proposal, publish=False)
    (waiting,) = again.value.problems
    assert (waiting.code, waiting.params) == ("beginning.waiting", {"app": begun.begun.app})
    await at.desk.office.publishing.publish(
        principal.workspace_id, None, begun.begun.objects, at.desk.office.now, revisions={}
    )
    assert (await at.desk.run(begun.job))["progress"]["done"] == 30


async def test_a_designer_who_is_no_administrator_gets_role_and_rows(at: Table, tmp_path: Path) -> None:
    await at.desk.office.person("李雷")
    at.desk.name = "李雷"
    id, proposal = await at.propose(tmp_path, table())
    begun = await at.build(id, proposal)
    li = await Members(at.desk.office).principal_of(at.desk.office.workspace_id, at.desk.office.people["李雷"])
    assert li is not None and li.roles == (begun.begun.keeper,)
    at.desk.imports.runner.people = Members(at.desk.office)
    await at.desk.imports.runner.work()
    assert len(await at.records(begun, li)) == 30


async def test_dates_that_could_be_read_in_two_ways_are_never_guessed(at: Table, tmp_path: Path) -> None:
    data = b"name,day\n" + b"".join(f"a{n},0{n}/0{n + 1}/2026\n".encode() for n in range(1, 8))
    id, proposal = await at.propose(tmp_path, data, "t.csv")
    assert next(one.dates for one in proposal.columns if one.column == "day") == "unclear"
    with pytest.raises(Refusal) as refused:
        await at.build(id, proposal)
    assert [(one.code, one.path) for one in refused.value.problems] == [("beginning.dates", ("sources", 1, "dates"))]
    told = ColumnSource(column="day", field="day", dates="dmy")
    begun = await at.build(id, proposal.model_copy(update={"sources": (proposal.sources[0], told)}))
    await at.desk.imports.runner.work()
    assert {one["day"] for one in await at.records(begun)} >= {"2026-02-01", "2026-03-02"}


async def test_what_is_wanted_is_judged_before_anything_is_built(at: Table, tmp_path: Path) -> None:
    id, proposal = await at.propose(tmp_path, table())
    entity = proposal.entity
    stray = ColumnSource(column="没有", field="nothing")
    for wrong, code in (
        ({"sources": (stray,)}, "import.column.unknown"),
        ({"sources": (proposal.sources[0], proposal.sources[0])}, "beginning.twice"),
        ({"entity": entity.model_copy(update={"title": "nothing"})}, "beginning.unknown"),
        ({"entity": entity.model_copy(update={"kanban": entity.title})}, "beginning.unsuited"),
    ):
        with pytest.raises(Refusal) as refused:
            await at.build(id, proposal.model_copy(update=wrong))
        assert refused.value.problems[0].code == code
    assert (await at.desk.office.catalogue.newest(at.desk.office.workspace_id)).tables == {}
    await at.build(id, proposal)
    with pytest.raises(Refusal) as twice:
        await at.build(id, proposal)
    assert twice.value.problems[0].code == "beginning.built"


async def test_a_column_called_like_a_field_of_every_record_gets_another_key(at: Table, tmp_path: Path) -> None:
    id, proposal = await at.propose(tmp_path, b"id,version,owner\n1,a,b\n2,c,d\n3,e,f\n", "t.csv")
    assert [one.key for one in proposal.entity.fields] == ["id_2", "version_2", "owner_2"]
    fields = tuple(one.model_copy(update={"key": one.name}) for one in proposal.entity.fields)
    entity = proposal.entity.model_copy(update={"fields": fields, "title": "version"})
    sources = tuple(ColumnSource(column=one, field=one) for one in ("id", "version", "owner"))
    begun = await at.build(id, proposal.model_copy(update={"entity": entity, "sources": sources}))
    await at.desk.imports.runner.work()
    assert {one["version_2"] for one in await at.records(begun)} == {"a", "c", "e"}


async def test_a_value_far_down_a_long_file_is_an_option_too(at: Table, tmp_path: Path) -> None:
    rows = [f"a{n},{'高' if n % 2 else '低'}" for n in range(5_100)] + ["z,罕见"]
    _, proposal = await at.propose(tmp_path, ("名称,级别\n" + "\n".join(rows) + "\n").encode(), "长表.csv")
    assert (proposal.rows, proposal.looked_at) == (5_101, 5_000)
    assert proposal.entity.fields[1].options == ("低", "高", "罕见")


async def test_a_file_that_is_read_on_gets_its_proposal_later(at: Table, tmp_path: Path) -> None:
    opening = at.desk.imports.importing.opening
    opening.patience = 0.0
    path = tmp_path / "upload"
    path.write_bytes(table(3_000))
    principal = await at.desk.principal()
    with ExitStack() as held:
        shown = await at.service.take(principal, path, "长表.csv", "", held)
        assert (shown["status"], shown["proposal"]) == ("reading", None)
    await opening.rest()
    later = await at.service.shown(await at.service.job(principal, shown["job"]))
    assert (later["status"], later["proposal"]["rows"]) == ("ready", 3_000)


async def test_twenty_columns_and_five_hundred_rows_take_seconds(at: Table, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        page = book.add_worksheet()
        for column in range(20):
            page.write(0, column, f"列{column}")
            for row in range(1, 501):
                page.write(row, column, row * column if column % 2 else f"值{row % (column + 2)}")
    begin = time.process_time()
    id, proposal = await at.propose(tmp_path, buffer.getvalue(), "大表.xlsx")
    begun = await at.build(id, proposal)
    await at.desk.imports.runner.work()
    assert time.process_time() - begin < TOTAL_SECONDS
    assert (await at.desk.shown(begun.job))["progress"]["done"] == 500


async def upload(running: RunningApp, data: bytes, name: str = "t.csv") -> tuple[int, dict[str, Any]]:
    answer = await running.admin.post("/api/design/begin/table", files={"file": (name, data)})
    return answer.status_code, answer.json()


async def test_the_routes_take_a_table_and_build_it_once(running: RunningApp) -> None:
    status, read = await upload(running, table(), "客户表.csv")
    assert (status, read["status"]) == (201, "ready"), read
    again = await running.admin.get(f"/api/design/begin/table/{read['job']}")
    assert again.json()["proposal"] == read["proposal"]
    assert (await running.admin.get("/api/imports")).json()["items"] == []
    wanted = {"entity": read["proposal"]["entity"], "sources": read["proposal"]["sources"], "app_name": "客户管理"}
    path, key = f"/api/design/begin/table/{read['job']}/build", {"idempotency-key": "k"}
    built = await running.admin.post(path, json=wanted, headers=key)
    assert built.status_code == 201, built.text
    assert (await running.admin.post(path, json=wanted, headers=key)).json() == built.json()
    assert (await running.admin.post(path, json=wanted)).json()["code"] == "beginning.built"
    assert [one["id"] for one in (await running.admin.get("/api/imports")).json()["items"]] == [read["job"]]
    job = (await running.admin.get(f"/api/imports/{read['job']}")).json()
    assert (job["entity"], job["progress"]["total"]) == ("ke_hu_biao", 30)


async def test_hostile_tables_are_refused_and_leave_nothing_behind(running: RunningApp) -> None:
    for data, status, code in (
        (b"PK\x03\x04" + b"\x00" * 100, 422, "import.damaged"),
        (b"\xff\xff\xff\xff", 422, "import.encoding"),
        (b"", 422, "import.empty"),
        (b"a\n", 422, "import.empty"),
        (b"a\x00b\n1", 422, "import.binary"),
        (",".join(["c"] * 10_000).encode() + b"\n1\n", 422, "import.columns.many"),
    ):
        found = await upload(running, data)
        assert (found[0], found[1]["code"]) == (status, code)
    wide = ",".join(f"c{n}" for n in range(300)) + "\n" + ",".join(["1"] * 300)
    assert (await upload(running, wide.encode()))[1]["code"] == "beginning.columns"
    assert (await running.admin.get("/api/imports")).json()["items"] == []
    formulas = "=cmd|' /C calc'!A0,\u202eevil,<script>\n" + "=HYPERLINK(1),b,c\n" * 5
    status, read = await upload(running, formulas.encode())
    assert status == 201
    assert [one["name"] for one in read["proposal"]["entity"]["fields"]] == ["=cmd|' /C calc'!A0", "evil", "<script>"]
