"""Files that take longer to read than a request waits: the job is there at once and says how it goes."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from dougong.imports.intake import Target
from dougong.imports.staffing import guess_people
from dougong.kernel.problem import Refusal
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.importing import Desk
from support.records import APP, entity, f, office

DESIGN = [APP, entity("ent_deal", "deal", "商机", [f("title", "text", "标题", required=True)])]


@pytest.fixture
async def desk(database: Database) -> Desk:  # noqa: F811
    made = await office(database)
    await made.publish(DESIGN)
    found = Desk(made)
    found.imports.importing.opening.patience = 0.0
    return found


async def opened(desk: Desk, data: bytes) -> tuple[str, Path]:
    """The id of a job over an uploaded file, and where the file lies."""
    with ExitStack() as held:
        path = Path(held.enter_context(TemporaryDirectory())) / "upload"
        path.write_bytes(data)
        job = await desk.imports.importing.open(await desk.principal(), "deal", path, "t.csv", "", held)
    assert job.status == "reading"
    return job.id, path


async def settled(desk: Desk, id: str) -> dict[str, Any]:
    """The job once its file has been read."""
    await desk.imports.importing.opening.rest()
    principal = await desk.principal()
    return await desk.imports.importing.shown(principal, await desk.imports.importing.get(principal, id))


async def test_a_large_file_is_read_on_after_the_answer_and_then_gone(desk: Desk) -> None:
    id, path = await opened(desk, "标题\n".encode() + b"A\n" * 5_000)
    assert path.exists()
    shown = await settled(desk, id)
    assert (shown["status"], shown["progress"]["total"]) == ("ready", 5_000)
    assert not path.exists()
    job = await desk.imports.importing.get(await desk.principal(), id)
    assert (await desk.run(job))["progress"]["done"] == 5_000


async def test_what_is_no_table_fails_with_its_reason_and_keeps_no_rows(desk: Desk) -> None:
    id, path = await opened(desk, "标题\n".encode() + b"A\n" * 5_000 + b'"never closed\n')
    shown = await settled(desk, id)
    assert (shown["status"], shown["error"]["code"]) == ("failed", "import.malformed")
    assert shown["progress"]["waiting"] == 0 and not path.exists()


async def test_reading_can_be_stopped_and_a_job_that_is_read_cannot_be_run(desk: Desk) -> None:
    id, _ = await opened(desk, "标题\n".encode() + b"A\n" * 5_000)
    principal = await desk.principal()
    with pytest.raises(Refusal) as early:
        await desk.imports.importing.run(principal, id)
    assert early.value.problems[0].code == "import.state"
    await desk.imports.importing.cancel(principal, id)
    shown = await settled(desk, id)
    assert (shown["status"], shown["progress"]["waiting"], shown["error"]) == ("cancelled", 0, None)


async def test_a_file_that_a_stopped_server_was_reading_is_asked_for_again(desk: Desk) -> None:
    importing = desk.imports.importing
    principal = await desk.principal()
    job = await importing.intake.open(principal, Target("ent_deal", guess_people), "t.csv")
    await desk.imports.runner.work()
    assert (await desk.shown(job))["status"] == "reading"
    desk.office.now += timedelta(hours=1)
    await desk.imports.runner.work()
    shown = await desk.shown(job)
    assert (shown["status"], shown["error"]["code"]) == ("failed", "import.interrupted")
