"""Export jobs on both databases: progress, rights of the run, cancel, expiry, crashes, and what a spreadsheet sees."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dougong.imports.export_jobs import KEPT_FOR, OPEN_LIMIT, ExportJobs, Stopped
from dougong.imports.export_store import ExportJob
from dougong.imports.exporting import Export
from dougong.kernel.problem import Refusal
from dougong.records.bulk import Bulk, Item
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.apps import RunningApp
from support.databases import empty_database_url  # noqa: F401  # fixture
from support.deals import able_database  # noqa: F401  # fixture
from support.importing import Desk
from support.records import APP, entity, f, office

ROWS = 1_203
GRANT: dict[str, Any] = {"entity": "ent_deal", "scope": {"rows": "own"}, "fields": {"title": "read", "amount": "read"}}
FIELDS = [f("title", "text", "标题"), f("amount", "money", "金额"), f("note", "text", "备注")]
DESIGN: list[dict[str, Any]] = [
    APP,
    entity("ent_deal", "deal", "商机", FIELDS),
    {
        "format": 1, "kind": "role", "id": "rol_rep", "app": "app_test", "name": "销售",
        "grants": [{**GRANT, "actions": ["create", "export"]}],
    },
]  # fmt: skip


@pytest.fixture
async def desk(able_database: Database, tmp_path: Path) -> Desk:  # noqa: F811
    made = await office(able_database)
    await made.publish(DESIGN)
    await made.person("li", "rol_rep")
    titles = ("=1+1", "@x", "+86 138", "-1", "平常")
    rows = [{"title": titles[n % 5], "amount": f"{n}.50", "note": "x"} for n in range(ROWS)]
    for start in range(0, ROWS, 1_000):
        items = [Item("create", None, one) for one in rows[start : start + 1_000]]
        await Bulk(made.writing).run(await made.as_("admin"), "deal", items, Door(), whole=True)
    return Desk(made, folder=tmp_path)


def jobs(desk: Desk) -> ExportJobs:
    return desk.imports.export_jobs


async def begun(desk: Desk, export: Export) -> ExportJob:
    return await jobs(desk).begin(await desk.principal(), "deal", export)


async def now(desk: Desk, job: ExportJob) -> ExportJob:
    return await jobs(desk).get(await desk.principal(), job.id)


async def text_of(desk: Desk, job: ExportJob) -> str:
    content = await jobs(desk).content(await desk.principal(), await now(desk, job))
    return b"".join([piece async for piece in content]).decode("utf-8-sig")


async def test_an_export_is_made_beside_the_request_and_is_harmless_in_a_spreadsheet(desk: Desk) -> None:
    job = await begun(desk, Export("csv", sort=("amount",)))
    with pytest.raises(Refusal) as early:
        await text_of(desk, job)
    assert early.value.problems[0].code == "export.state"
    await jobs(desk).work()
    done = await now(desk, job)
    assert (done.status, done.done, done.total) == ("done", ROWS, ROWS)
    lines = (await text_of(desk, job)).splitlines()
    assert len(lines) == ROWS + 1 and lines[0].startswith("标题,金额,备注")
    assert [one.split(",")[0] for one in lines[1:6]] == ["'=1+1", "'@x", "'+86 138", "-1", "平常"]
    assert done.size == len((await text_of(desk, job)).encode("utf-8-sig"))


async def test_an_export_holds_what_its_maker_may_see_and_nobody_else_finds_it(desk: Desk) -> None:
    li = Desk(desk.office, "li", desk.folder)
    items = [Item("create", None, {"title": "李的"})]
    await Bulk(desk.office.writing).run(await desk.principal(), "deal", items, Door(), whole=True)
    job = await begun(li, Export("csv"))
    await jobs(li).work()
    assert (await text_of(li, job)).splitlines() == ["标题,金额,负责人"]
    with pytest.raises(Refusal) as foreign:
        await now(desk, job)
    assert foreign.value.status == 404
    await desk.office.publish([{**DESIGN[1], "name": "商机二"}])
    with pytest.raises(Refusal) as changed:
        await text_of(li, job)
    assert changed.value.problems[0].code == "export.rights_changed"


async def test_an_export_is_refused_at_once_where_nobody_could_make_it(desk: Desk) -> None:
    for wrong in (Export("csv", fields=("nothing",)), Export("csv", sort=("nothing",)), Export("csv", {"field": "no"})):
        with pytest.raises(Refusal):
            await begun(desk, wrong)
    for _ in range(OPEN_LIMIT):
        await begun(desk, Export("csv"))
    with pytest.raises(Refusal) as many:
        await begun(desk, Export("csv"))
    assert many.value.problems[0].code == "export.many"


async def test_a_cancelled_export_leaves_no_file_and_a_finished_one_goes_after_a_day(desk: Desk) -> None:
    principal = await desk.principal()
    cancelled, kept = await begun(desk, Export("csv")), await begun(desk, Export("xlsx"))
    await jobs(desk).discard(principal, cancelled.id)
    await jobs(desk).work()
    assert ((await now(desk, cancelled)).status, (await now(desk, kept)).status) == ("cancelled", "done")
    assert len(files(desk)) == 1
    desk.office.now += KEPT_FOR - timedelta(minutes=1)
    assert await jobs(desk).expire() == 0
    desk.office.now += timedelta(minutes=2)
    assert await jobs(desk).expire() == 1
    assert (await now(desk, kept)).status == "expired" and files(desk) == []


def files(desk: Desk) -> list[Path]:
    return [one for one in (desk.folder / "kept").rglob("*") if one.is_file()]


async def test_a_job_whose_process_died_is_made_anew_by_the_next_one(desk: Desk) -> None:
    job = await begun(desk, Export("csv"))
    principal = await desk.principal()
    dead = replace(jobs(desk), id=job.id)
    assert await dead.store.claim(job.workspace_id, job.id, dead.id, desk.office.now, desk.office.now)
    desk.office.now += timedelta(minutes=3)
    await jobs(desk).work()
    assert (await now(desk, job)).status == "done"
    assert not await dead.store.progress(job, dead.id, 1, 1, desk.office.now)
    with pytest.raises(Stopped):
        await dead._write(job, principal)
    assert (await now(desk, job)).status == "done" and len((await text_of(desk, job)).splitlines()) == ROWS + 1


async def test_exports_are_asked_for_and_fetched_over_http(running: RunningApp) -> None:
    _, client = await running.new_person("王芳")
    refused = await client.post("/api/exports", json={"entity": "nothing"})
    assert refused.status_code in (403, 404, 422)
    assert (await client.get("/api/exports")).json() == {"items": []}
    for path in ("", "/file"):
        answer = await client.get(f"/api/exports/00000000-0000-7000-8000-000000000001{path}")
        assert answer.json()["code"] == "export.unknown"
