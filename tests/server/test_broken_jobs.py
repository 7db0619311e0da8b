"""An import or export that breaks off says why in the language of whoever asked for it, however it broke."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dougong.files.disk import DiskStore
from dougong.imports.exporting import Export
from dougong.imports.job import Job
from dougong.imports.recording import Prepared, Recording
from dougong.kernel.messages import catalogue
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database
from support.databases import empty_database_url  # noqa: F401  # fixture
from support.deals import able_database  # noqa: F401  # fixture
from support.importing import Desk
from support.records import APP, entity, f, office

DEAL = entity("ent_deal", "deal", "Deal", [f("title", "text", "Title")])
REP: dict[str, Any] = {
    "format": 1,
    "kind": "role",
    "id": "rol_rep",
    "app": "app_test",
    "name": "Rep",
    "grants": [
        {
            "entity": "ent_deal",
            "scope": {"rows": "own"},
            "fields": {"*": "write"},
            "actions": ["create", "import", "export"],
        }
    ],
}
DESIGN: list[dict[str, Any]] = [APP, DEAL, REP]
NONE: dict[str, Any] = {**REP, "grants": []}


@pytest.fixture(params=["zh-CN", "en"])
async def li(able_database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:  # noqa: F811
    made = await office(able_database)
    await made.publish(DESIGN)
    await made.person("li", "rol_rep")
    await made.speaks("li", request.param)
    return Desk(made, "li", tmp_path / "desk")


class Forgetful(Recording):
    """Fails as no code of an import expects."""

    def __init__(self, real: Recording) -> None:
        super().__init__(real.matching, real.writing, real.linking)

    async def prepare(self, principal: Principal, job: Job) -> Prepared:
        raise LookupError(job.id)


class FullDisk(DiskStore):
    """Keeps nothing any more."""

    async def put(self, name: str, path: Path) -> None:
        raise OSError(28, "No space left on device")


async def queued(li: Desk, folder: Path) -> Any:
    """An import that waits for its turn."""
    path = folder / "deals.csv"
    path.write_text("Title\nA\n", encoding="utf-8")
    job = await li.take("deal", path, {"columns": [{"column": "Title", "field": "title"}]})
    await li.imports.importing.run(await li.principal(), job.id)
    return job


def said(error: Any, code: str, locale: str) -> bool:
    """Whether a job's error is the code with the language's own sentence."""
    words = catalogue(locale)[code].split("{")[0]
    return bool(error["code"] == code and error["title"].startswith(words))


async def test_an_import_whose_maker_lost_the_right_says_so(li: Desk, tmp_path: Path) -> None:
    job = await queued(li, tmp_path)
    await li.office.publish([NONE])
    await li.imports.runner.work()
    found = await li.imports.importing.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "access.action", li.office.languages["li"])) == ("failed", True)


async def test_an_import_that_breaks_unexpectedly_says_so(li: Desk, tmp_path: Path) -> None:
    job = await queued(li, tmp_path)
    await replace(li.imports.runner, recording=Forgetful(li.imports.runner.recording)).work()
    found = await li.imports.importing.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "import.failed", li.office.languages["li"])) == ("failed", True)


async def test_an_import_into_an_entity_that_is_gone_says_so(li: Desk, tmp_path: Path) -> None:
    job = await queued(li, tmp_path)
    await li.office.publishing.publish(li.office.workspace_id, None, [], li.office.now, removed=["ent_deal", "rol_rep"])
    await li.imports.runner.work()
    found = await li.imports.importing.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "entity.unknown", li.office.languages["li"])) == ("failed", True)


async def test_an_export_whose_maker_lost_the_right_says_so(li: Desk) -> None:
    jobs = li.imports.export_jobs
    job = await jobs.begin(await li.principal(), "deal", Export("csv"))
    await li.office.publish([NONE])
    await jobs.work()
    found = await jobs.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "access.action", li.office.languages["li"])) == ("failed", True)


async def test_an_export_that_breaks_unexpectedly_says_so(li: Desk) -> None:
    jobs = replace(li.imports.export_jobs, contents=FullDisk(li.folder / "kept"))
    job = await jobs.begin(await li.principal(), "deal", Export("csv"))
    await jobs.work()
    found = await jobs.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "export.failed", li.office.languages["li"])) == ("failed", True)


async def test_a_job_of_somebody_who_left_is_ended_all_the_same(li: Desk, tmp_path: Path) -> None:
    job = await queued(li, tmp_path)
    person = li.office.people.pop("li")
    await li.imports.runner.work()
    li.office.people["li"] = person
    found = await li.imports.importing.get(await li.principal(), job.id)
    assert (found.status, said(found.error, "import.person.gone", "zh-CN")) == ("failed", True)
