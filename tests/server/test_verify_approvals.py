"""Whoever tampers with decisions behind the platform's back is found: changed, removed, added, or re-signed alone."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.doctor.verify_approvals import proofs, report
from dougong.process.checkpoints import WITNESS, Witness
from dougong.process.proving import prove
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log, runs

SECOND = decision_log.c.number == 2


@pytest.fixture
async def decided(database: Database) -> Works:  # noqa: F811
    made = await contract_office(database)
    await submitted(made)
    await made.act("gina", "approve", comment="同意")
    await made.act("finn", "approve")
    return made


async def tamper(made: Works, statement: Any) -> int | None:
    """Does the damage; the entry that is found, None if nothing is."""
    changed = await made.database.run_sync(lambda connection: connection.execute(statement).rowcount)
    assert changed
    (run,) = await made.rows(runs) or [{"id": ""}]
    return (await prove(made.database, made.office.workspace_id)).broken.get(str(run["id"]))


async def entry(made: Works, number: int) -> dict[str, Any]:
    return next(dict(one["entry"]) for one in await made.rows(decision_log) if one["number"] == number)


async def test_an_untouched_log_is_proven(decided: Works, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = await proofs(decided.database, None, Witness(tmp_path / WITNESS))
    assert report(found) == 0
    assert "1 runs, 3 decisions, 0 checkpoints" in capsys.readouterr().out


async def test_a_changed_verdict_comment_or_time_is_found(decided: Works) -> None:
    whole = await entry(decided, 2)
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(entry={**whole, "act": "reject"})) == 2
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(entry={**whole, "comment": "不"})) == 2
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(entry=whole)) is None
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(act="reject")) == 2
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(act="approve")) is None
    other = decided.office.people["lea"]
    assert await tamper(decided, sa.update(decision_log).where(SECOND).values(by=other)) == 2


async def test_a_removed_decision_is_found_also_at_the_end(decided: Works) -> None:
    assert await tamper(decided, sa.delete(decision_log).where(decision_log.c.number == 3)) == 3
    assert await tamper(decided, sa.delete(decision_log).where(SECOND)) == 2


async def test_a_decision_without_its_run_is_found(
    decided: Works, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (run,) = await decided.rows(runs)
    await decided.database.run_sync(lambda connection: connection.execute(sa.delete(runs)))
    found = await proofs(decided.database, None, Witness(tmp_path / WITNESS))
    assert report(found) == 1
    assert f"run {run['id']}: its run is gone" in capsys.readouterr().out


async def test_a_lowered_count_and_head_in_the_run_s_row_do_not_hide_the_rest(decided: Works) -> None:
    lines = sorted(await decided.rows(decision_log), key=lambda one: int(one["number"]))
    shorter = sa.update(runs).values(head=lines[1]["head"], entries=2)
    assert await tamper(decided, shorter) is not None
