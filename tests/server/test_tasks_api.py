"""Tasks over HTTP: what each person sees of the shipped contract approval, and what each may do."""

import pytest

from dougong.files.tables import files
from dougong.kernel.record_ports import Place
from dougong.kernel.workspace import Principal
from dougong.process.run_files import RunFiles
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    return await contract_office(database)


async def test_lists_documents_and_decisions(made: Works) -> None:
    id = await submitted(made)
    lea, ivan, finn = (made.client(name) for name in ("lea", "ivan", "finn"))
    page = (await lea.get("/api/tasks")).json()
    assert page["counts"] == {"todo": 1, "done": 0, "started": 0, "cc": 0}
    (row,) = page["tasks"]
    assert row["flow"]["name"] == "合同审批"
    assert row["node"]["name"] == "法务审批"
    assert row["record"] == {"id": id, "title": "合同审批：远山年度框架合同"}
    assert row["initiator"]["name"] == "ivan"
    assert row["due_at"] == "2026-11-21T04:00:00Z"
    assert {"key": "amount", "name": "合同金额", "text": "¥600,000.00"} in row["fields"]
    names = [one["name"] for one in row["actions"]]
    assert "approve" in names and "reject" not in names
    assert {"name": "send_back", "label": "驳回修改", "comment": True} in row["actions"]

    document = (await lea.get(f"/api/tasks/{row['id']}")).json()
    assert document["values"]["amount"] == "600000.00"
    assert document["rights"]["legal_opinion"] == "edit"
    assert document["rights"]["amount"] == "read"
    assert [one["state"] for one in document["timeline"]] == ["done", "now", "now", "now"]
    assert (await finn.get(f"/api/tasks/{row['id']}")).status_code == 200, "he takes part in the run himself"

    refused = await lea.post(f"/api/tasks/{row['id']}/approve", json={"fields": {"amount": "1"}})
    assert refused.status_code == 422
    assert (await finn.post(f"/api/tasks/{row['id']}/approve", json={})).status_code == 403
    assert (await lea.post(f"/api/tasks/{row['id']}/return", json={})).status_code == 422, "a return needs words"
    done = await lea.post(f"/api/tasks/{row['id']}/approve", json={"fields": {"legal_opinion": "无异议"}})
    assert done.status_code == 200, done.text
    again = await lea.post(f"/api/tasks/{row['id']}/approve", json={})
    assert (again.status_code, again.json()["code"]) == (409, "approval.already_decided")
    (over,) = (await lea.get("/api/tasks", params={"tab": "done"})).json()["tasks"]
    assert over["outcome"] == "approved"
    assert over["actions"] == [{"name": "take_back"}]

    (started,) = (await ivan.get("/api/tasks", params={"tab": "started"})).json()["tasks"]
    assert {one["name"] for one in started["waiting_for"]} == {"finn", "gina"}
    assert [one["name"] for one in started["actions"]] == ["urge"]
    assert (await ivan.post(f"/api/tasks/{started['id']}/urge", json={})).status_code == 200
    cooling = await ivan.post(f"/api/tasks/{started['id']}/urge", json={})
    assert (cooling.status_code, cooling.json()["code"]) == (409, "approval.urge.cooling")


async def test_whom_it_does_not_concern_finds_no_task_and_no_run(made: Works) -> None:
    await made.person("stranger", "rol_sales_rep")
    await submitted(made)
    task = (await made.open_tasks())["lea"]
    stranger = made.client("stranger")
    assert (await stranger.get(f"/api/tasks/{task}")).status_code == 404
    answer = await stranger.post(f"/api/tasks/{task}/approve", json={})
    assert answer.status_code in (403, 404)
    run = (await made.client("lea").get(f"/api/tasks/{task}")).json()["run"]
    assert (await stranger.get(f"/api/runs/{run}")).status_code == 404
    assert (await stranger.get("/api/runs")).json()["runs"] == []


async def test_a_batch_judges_each_task_as_if_it_were_alone(made: Works) -> None:
    await submitted(made)
    await submitted(made)
    mine = [one["id"] for one in (await made.client("lea").get("/api/tasks")).json()["tasks"]]
    others = (await made.open_tasks())["finn"]
    body = {"action": "approve", "tasks": [*mine, others]}
    results = (await made.client("lea").post("/api/tasks/batch", json=body)).json()["results"]
    assert [one["ok"] for one in results] == [True, True, False]
    assert results[2]["problem"]["code"] == "approval.not_yours"


async def test_a_run_shows_its_path_and_a_record_its_runs(made: Works) -> None:
    id = await submitted(made)
    ivan = made.client("ivan")
    (run,) = (await ivan.get(f"/api/records/contract/{id}/runs")).json()["runs"]
    document = (await ivan.get(f"/api/runs/{run['id']}")).json()
    taken = [one["node"] for one in document["path"]]
    assert taken[:3] == ["mark_open", "by_amount", "fork"]
    assert document["status"] == "running"
    assert (await made.client("lea").get(f"/api/runs/{run['id']}")).status_code == 200


async def test_a_decision_on_a_contract_that_changed_since_stays_with_its_own_fields(made: Works) -> None:
    id = await submitted(made)
    ivan = await made.office.as_("ivan")
    await made.office.writing.update(ivan, "contract", id, {"payment_terms": "货到 90 天"})
    await made.settle()
    await made.act("lea", "approve", fields={"legal_opinion": "无异议"})
    record = await made.office.reading.get(await made.office.as_("admin"), "contract", id)
    assert (record["payment_terms"], record["legal_opinion"]) == ("货到 90 天", "无异议")


async def test_a_decision_sent_twice_under_one_key_counts_once_and_a_key_serves_one_request_only(made: Works) -> None:
    await submitted(made)
    task = (await made.open_tasks())["gina"]
    gina = made.client("gina")
    key = {"idempotency-key": "decide-1"}
    first = await gina.post(f"/api/tasks/{task}/approve", json={"comment": "好"}, headers=key)
    again = await gina.post(f"/api/tasks/{task}/approve", json={"comment": "好"}, headers=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (200, {"done": True})
    other = await gina.post(f"/api/tasks/{task}/approve", json={"comment": "不"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.other_request")
    decided = [one for one in await made.rows(decision_log) if one["act"] == "approve"]
    assert len(decided) == 1


async def test_a_refused_act_leaves_its_key_free_for_the_mended_request(made: Works) -> None:
    await submitted(made)
    lea, key = made.client("lea"), {"idempotency-key": "decide-2"}
    task = (await made.open_tasks())["lea"]
    refused = await lea.post(f"/api/tasks/{task}/return", json={}, headers=key)
    assert refused.status_code == 422
    mended = await lea.post(f"/api/tasks/{task}/return", json={"comment": "请补充"}, headers=key)
    assert mended.status_code == 200


async def test_a_decision_takes_only_fresh_uploads_of_its_maker_and_the_run_s_people_may_open_them(made: Works) -> None:
    await submitted(made)
    gina, lea = await made.office.as_("gina"), await made.office.as_("lea")
    mine = await made.office.keep_file(gina, "签名.png", b"signed")
    task = (await made.open_tasks())["lea"]
    body: dict[str, object] = {"comment": "见附件", "signature": mine}
    client = made.client("lea")
    stolen = await client.post(f"/api/tasks/{task}/approve", json=body)
    assert (stolen.status_code, stolen.json()["code"]) == (422, "approval.file.unknown")
    paper = await made.office.keep_file(lea, "意见.pdf", b"paper")
    done = await client.post(
        f"/api/tasks/{task}/approve", json={"attachments": [paper], "fields": {"legal_opinion": "可"}}
    )
    assert done.status_code == 200, done.text
    (row,) = await made.rows(files, id=paper)
    assert (row["entity_id"], row["field_id"]) == ("run", "decision")
    rights = RunFiles(NoRecords(), made.process.documents)
    place = Place("run", row["record_id"], "decision")
    await made.person("stranger")
    assert await rights.may_read(await made.office.as_("ivan"), paper, place)
    assert not await rights.may_read(await made.office.as_("stranger"), paper, place)
    again = await client.post(f"/api/tasks/{(await made.open_tasks())['finn']}/comment", json={"attachments": [paper]})
    assert again.status_code == 422, "a file hangs on one decision only"


class NoRecords:
    """Records without files."""

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        return False
