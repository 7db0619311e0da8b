"""The shipped contract approval on both databases: parallel, late, returned, changed, approved."""

import pytest
import sqlalchemy as sa

from dougong.doctor import decisions
from dougong.doctor.command import examine
from dougong.kernel.problem import Refusal
from dougong.process.act_events import Decision
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log, runs


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    return await contract_office(database)


async def contract(works: Works, id: str) -> dict[str, object]:
    return await works.office.reading.get(await works.office.as_("admin"), "contract", id)


async def test_a_large_contract_waits_for_three_people_at_once_and_they_are_told(made: Works) -> None:
    id = await submitted(made)
    assert sorted(await made.open_tasks()) == ["finn", "gina", "lea"]
    assert (await contract(made, id))["approval_status"] == "in_approval"
    assert {channel for _, channel in made.post.told("task")} == {"in_app", "mail"}
    assert len(await made.rows(runs)) == 1
    assert [one["act"] for one in await made.rows(decision_log)] == ["submit"]


async def test_late_escalated_returned_changed_resubmitted_and_approved(made: Works) -> None:
    id = await submitted(made)
    await made.act("gina", "approve")
    await made.later(hours=23, minutes=59)
    assert made.post.told("reminder") == set()
    await made.later(minutes=1)
    finn, lea, gina = (made.office.people[name] for name in ("finn", "lea", "gina"))
    both = {(one, channel) for one in (finn, lea) for channel in ("in_app", "mail")}
    assert made.post.told("reminder") == both
    assert made.post.told("escalated") == {(gina, "in_app"), (gina, "mail")}
    assert (await contract(made, id))["approval_overdue"] is True
    await made.act("finn", "return", comment="付款条款请改为 30 天")
    assert "ivan" in await made.open_tasks()
    await made.act("ivan", "resubmit", fields={"payment_terms": "货到 30 天"}, comment="已修改")
    assert (await contract(made, id))["payment_terms"] == "货到 30 天"
    for _ in range(6):
        for name in ("lea", "finn", "gina"):
            if name in await made.open_tasks():
                fields = {"legal_opinion": "同意"} if name == "lea" else {}
                await made.act(name, "approve", fields=fields)
    record = await contract(made, id)
    assert (record["approval_status"], record["approval_overdue"]) == ("approved", False)
    assert record["approved_at"] is not None
    assert record["legal_opinion"] == "同意"
    assert await made.open_tasks() == {}
    (run,) = await made.rows(runs)
    assert (run["status"], run["outcome"]) == ("finished", "approved")
    await made.later(seconds=6)
    ivan = made.office.people["ivan"]
    assert (ivan, "mail") in made.post.told("message")
    titles = {one.values.get("name") for one, _ in made.post.letters if one.what == "message"}
    assert titles == {"远山年度框架合同"}


async def test_a_second_click_is_told_who_decided_and_when(made: Works) -> None:
    await submitted(made)
    task = (await made.open_tasks())["lea"]
    await made.act("lea", "approve")
    with pytest.raises(Refusal) as refused:
        await made.process.acts.act(await made.office.as_("lea"), task, "approve", Decision())
    problem = refused.value.problems[0]
    assert (refused.value.status, problem.code, problem.params["by"]) == (409, "approval.already_decided", "lea")


async def test_the_decision_log_proves_itself_and_a_changed_line_is_found(made: Works) -> None:
    await submitted(made)
    await made.act("lea", "approve", comment="可以")
    await made.act("finn", "return", comment="请改")
    (run,) = await made.rows(runs)
    found = sorted(await made.rows(decision_log, run_id=run["id"]), key=lambda one: int(one["number"]))
    assert [one["act"] for one in found] == ["submit", "approve", "send_back"]
    assert not await _broken(made)
    statement = sa.update(decision_log).where(decision_log.c.number == found[1]["number"])

    def tamper(connection: sa.Connection) -> None:
        connection.execute(statement.values(entry={**found[1]["entry"], "comment": "不可以"}))

    await made.database.run_sync(tamper)
    assert await _broken(made) == [(str(run["id"]), f"entry {found[1]['number']}")]


async def _broken(made: Works) -> list[tuple[str, str]]:
    """What the doctor says about the logs of decisions."""
    results = await examine(made.database)
    found = [one for findings in results.values() for one in findings if one.check == decisions.CHANGED]
    return [(one.id, one.detail) for one in found]
