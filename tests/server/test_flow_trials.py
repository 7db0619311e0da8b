"""A flow is tried before it is published: every step is told with its reasons, nothing leaves and nothing is stored."""

from typing import Any

from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, READER, TICKET, flow
from support.process import Works, works
from support.trials import by_node, designer, everything, holders, redrawn, tried

NOW = "2026-11-23T01:00:00Z"
CONTRACT = "flw_contract_approval"
BRANCHES = [
    {"id": "big", "name": "大额", "when": {"field": "number", "op": "gt", "value": 10}},
    {"id": "small", "name": "其余"},
]


async def ticket_office(database: Database, nodes: list[dict[str, Any]], edges: list[str], **more: Any) -> Works:  # noqa: F811
    made = await works(database)
    await made.office.publish([APPLICATION, TICKET, LEDGER, READER, flow("flw_tried", nodes, edges, **more)])
    return made


async def ticket(made: Works, name: str = "T1", number: int = 12) -> str:
    record = await made.office.writing.create(
        await made.office.as_("admin"), "ticket", {"name": name, "number": number}
    )
    return str(record["id"])


async def test_a_contract_walks_the_way_that_it_would_really_walk(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    contract = await submitted(made)
    ivan = made.office.people["ivan"]
    before = await everything(made)
    answer = await tried(made, CONTRACT, record=contract, initiator=ivan, clock=NOW)
    assert (answer["status"], answer["outcome"], answer["title"]) == ("running", None, "合同审批：远山年度框架合同")
    steps = by_node(answer)
    (branch,) = steps["by_amount"]["branches"]
    assert (branch["name"], branch["result"], branch["tests"][0]["op"]) == ("超过 50 万", True, "gt")
    assert branch["tests"][0]["right"].endswith("500,000.00")
    assert holders(steps["legal_approval"]) == ["lea"]
    (task,) = steps["legal_approval"]["tasks"]
    assert (task["rules"], task["why"]) == ([{"by": "role", "role": "rol_legal"}], "assigned")
    assert [(one["does"], one["due_at"]) for one in steps["legal_approval"]["timers"]] == [
        ("remind", "2026-11-24T01:00:00Z"),
        ("escalate", "2026-11-24T01:00:00Z"),
    ]
    assert {one["what"] for one in steps["legal_approval"]["messages"]} == {"task"}
    assert {one["node"]: [who["name"] for who in one["people"]] for one in answer["waits"]} == {
        "legal_approval": ["lea"],
        "finance_approval": ["finn"],
        "general_approval": ["gina"],
    }
    assert await everything(made) == before
    assert await tried(made, CONTRACT, record=contract, initiator=ivan, clock=NOW) == answer


async def test_answers_are_given_when_they_are_waited_for_and_timers_fire_where_nobody_answers(
    database: Database,  # noqa: F811
) -> None:
    made = await contract_office(database)
    contract = await submitted(made)
    before = await everything(made)
    question: dict[str, Any] = {"record": contract, "initiator": made.office.people["ivan"], "clock": NOW}
    verdicts = [{"node": one, "verdict": "approve"} for one in ("finance_approval", "general_approval")]
    late = await tried(made, CONTRACT, **question, decisions=verdicts, timeouts=2)
    legal = by_node(late)["legal_approval"]
    assert [one["state"] for one in legal["timers"]][:2] == ["fired", "fired"]
    assert late["ended_at"] == "2026-11-24T01:00:00Z"
    assert holders(legal) == ["lea", "gina"]
    assert {"key": "approval_overdue", "name": "审批超时", "before": "✗", "after": "✓"} in legal["writes"][0]["changes"]
    assert [one["node"] for one in late["waits"]] == ["legal_approval", "together", "together"]
    # The same, where the timers are answers among the others: what comes after them waits for them.
    first = {"node": "legal_approval", "verdict": "timeout"}
    order = [*verdicts, first, first, {"node": "legal_approval", "verdict": "approve"}]
    assert (await tried(made, CONTRACT, **question, decisions=order[:4]))["path"] == late["path"]
    passed = await tried(made, CONTRACT, **question, decisions=order)
    assert (passed["status"], passed["ended_at"], passed["unused"]) == ("finished", "2026-11-24T01:00:00Z", [])
    assert (await tried(made, CONTRACT, **question, decisions=[{**first, "node": "mark_approved"}]))["unused"] == [0]
    # The boss who stands in decides, with a change of a field that is open at the node.
    boss = {"node": "legal_approval", "verdict": "approve", "person": made.office.people["gina"]}
    done = await tried(
        made, CONTRACT, **question, decisions=[*verdicts, {**boss, "fields": {"legal_opinion": "可以"}}], timeouts=2
    )
    assert (done["status"], done["outcome"], done["waits"], done["unused"]) == ("finished", "approved", [], [])
    assert [one["how"] for one in by_node(done)["legal_approval"]["tasks"]] == ["superseded", "approved"]
    assert [one["what"] for one in done["finish"]] == ["finished"]
    (write,) = by_node(done)["mark_approved"]["writes"]
    assert [one["key"] for one in write["changes"]] == ["approval_status", "approval_overdue", "approved_at"]
    assert await everything(made) == before


async def test_what_would_be_refused_is_told_and_what_is_never_asked_is_left_over(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    contract = await submitted(made)
    question: dict[str, Any] = {"record": contract, "initiator": made.office.people["ivan"], "clock": NOW}
    answers = [
        {"node": "legal_approval", "verdict": "approve", "fields": {"amount": "1"}},
        {"node": "manager_approval", "verdict": "approve"},
        {"node": "legal_approval", "verdict": "send_back"},
        {"node": "initiator", "verdict": "resubmit"},
    ]
    answer = await tried(made, CONTRACT, **question, decisions=answers)
    assert [(one["decision"], one["problems"][0]["code"]) for one in answer["refused"]] == [
        (0, "approval.field.not_editable")
    ]
    assert answer["unused"] == [1]
    assert [one["node"] for one in answer["path"]].count("legal_approval") == 2
    unknown = [{"node": "legal_approval", "verdict": "approve", "fields": {"nothing": 1}}]
    assert (await tried(made, CONTRACT, status=422, **question, decisions=unknown))["code"] == "field.unknown"


async def test_the_draft_is_tried_and_not_what_is_published(database: Database) -> None:  # noqa: F811
    nodes = [{"id": "size", "type": "condition", "branches": BRANCHES}, {"id": "end", "type": "stop", "outcome": "big"}]
    made = await ticket_office(database, nodes, ["size:big > end"])
    id = await ticket(made, number=7)
    assert (await tried(made, "flw_tried", record=id))["outcome"] == "done"
    lower = [{**BRANCHES[0], "when": {"field": "number", "op": "gt", "value": 5}}, BRANCHES[1]]
    named = [{**nodes[0], "name": "size", "branches": lower}, {**nodes[1], "name": "end"}]
    await redrawn(made, "flw_tried", nodes=named)
    assert (await tried(made, "flw_tried", record=id))["outcome"] == "big"


async def test_writes_are_judged_by_the_contract_and_those_before_them_count(database: Database) -> None:  # noqa: F811
    nodes: list[dict[str, Any]] = [
        {"id": "raise", "type": "update_record", "values": {"number": {"formula": "{number} + 1"}}},
        {"id": "again", "type": "update_record", "values": {"number": {"formula": "{number} + 1"}}},
        {"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}},
        {"id": "mark", "type": "update_record", "made_by": "enter", "values": {"name": "x"}},
        {"id": "bad", "type": "update_record", "values": {"number": {"field": "name"}}},
    ]
    made = await ticket_office(database, nodes, ["raise > again", "again > enter", "enter > mark", "mark > bad"])
    id = await ticket(made)
    before = await everything(made)
    answer = await tried(made, "flw_tried", record=id)
    steps = by_node(answer)
    told = {
        name: [(one["before"], one["after"]) for write in steps[name]["writes"] for one in write["changes"]]
        for name in ("raise", "again", "enter", "mark")
    }
    assert told == {
        "raise": [("12", "13")],
        "again": [("13", "14")],
        "enter": [("", "14"), ("", "admin")],
        "mark": [("", "x")],
    }
    assert answer["status"] == "failed"
    assert [(one["node"], one["code"]) for one in answer["failures"]] == [("bad", "field.decimal.not_number")]
    assert await everything(made) == before


async def test_messages_and_requests_are_listed_and_a_reply_is_supposed(database: Database) -> None:  # noqa: F811
    nodes: list[dict[str, Any]] = [
        {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "channels": ["in_app"], "title": "{{name}} 到了"},
        {
            "id": "call",
            "type": "http_request",
            "url": "https://far.example/{{number}}",
            "body": {"n": {"field": "number"}},
        },
        {"id": "keep", "type": "update_record", "values": {"number": {"output": "call.body.n"}}},
    ]
    made = await ticket_office(database, nodes, ["tell > call", "call > keep"])
    id = await ticket(made)
    admin = made.office.people["admin"]
    answer = await tried(made, "flw_tried", record=id, initiator=admin, clock=NOW)
    steps = by_node(answer)
    assert [(one["title"], one["people"][0]["name"]) for one in steps["tell"]["messages"]] == [("T1 到了", "admin")]
    (request,) = steps["call"]["requests"]
    assert (request["method"], request["url"], request["body"]) == ("POST", "https://far.example/12", {"n": 12})
    assert [one["what"] for one in answer["waits"]] == ["reply"]
    reply = {"node": "call", "verdict": "reply", "reply": {"status": 200, "body": {"n": 40}}}
    answer = await tried(made, "flw_tried", record=id, initiator=admin, decisions=[reply])
    assert by_node(answer)["keep"]["writes"][0]["changes"][0]["after"] == "40"
    failed = await tried(made, "flw_tried", record=id, initiator=admin, decisions=[{"node": "call", "verdict": "fail"}])
    assert failed["failures"][0]["code"] == "flow.try.no_reply"
    assert (made.far.calls, made.post.letters) == ([], [])


async def test_no_answer_depends_on_a_value_that_is_hidden_from_its_asker(database: Database) -> None:  # noqa: F811
    nodes: list[dict[str, Any]] = [
        {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "{{name}}: {{number}}"},
        {"id": "size", "type": "condition", "branches": BRANCHES},
    ]
    made = await ticket_office(database, nodes, ["tell > size"], rights=[])
    await made.person("wanda", "rol_reader")
    await redrawn(made, "flw_tried", trigger={"on": "created", "where": {"field": "number", "op": "gt", "value": 10}})
    wanda = made.office.people["wanda"]
    answers = []
    for number in (987_654_321, 3):
        id = await ticket(made, number=number)
        answer = await tried(made, "flw_tried", "wanda", record=id, initiator=wanda, clock=NOW)
        answers.append({**answer, "title": ""})
        assert by_node(answer)["tell"]["messages"][0]["title"] == "T1: 受限"
        assert [(one["code"], one["params"]["code"]) for one in answer["failures"]] == [
            ("flow.condition.failed", "flow.value.hidden")
        ]
        assert answer["trigger"]["result"] is None
    assert answers[0] == answers[1]
    other = await made.office.as_("wanda")
    assert other.roles == ("rol_reader",)
    assert (await tried(made, "flw_tried", "wanda", 404, record=wanda, initiator=wanda))["code"] == "record.unknown"


async def test_nobody_tries_a_flow_with_rights_that_they_could_not_give_it(database: Database) -> None:  # noqa: F811
    nodes = [{"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": 1}}]
    made = await ticket_office(database, nodes, [], rights=[])
    await made.person("wanda", "rol_reader")
    id = await ticket(made)
    rights = [{"entity": "ent_ledger", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["create"]}]
    await redrawn(made, "flw_tried", rights=rights)
    assert (await tried(made, "flw_tried", "wanda", 403, record=id))["code"] == "publish.rights.flow"
    assert (await tried(made, "ent_ticket", status=404, record=id))["code"] == "flow.unknown"
    assert (await tried(made, "flw_tried", status=422, record=id, initiator=id))["code"] == "flow.try.person"
    answer = await designer(made).post("/api/design/flows/flw_tried/try", json={"timeouts": 101})
    assert answer.status_code == 422


async def test_waits_end_when_their_timer_fires_or_their_condition_holds(database: Database) -> None:  # noqa: F811
    two = [{"id": "wait", "name": "wait"}, {"id": "write", "name": "write"}]
    nodes: list[dict[str, Any]] = [
        {"id": "fork", "type": "parallel", "branches": two},
        {"id": "until", "type": "wait", "condition": {"field": "number", "op": "gt", "value": 50}},
        {"id": "pause", "type": "wait", "hours": "2"},
        {"id": "raise", "type": "update_record", "values": {"number": 51}},
    ]
    made = await ticket_office(database, nodes, ["fork:wait > until", "fork:write > pause", "pause > raise"])
    id = await ticket(made)
    waits = (await tried(made, "flw_tried", record=id, clock=NOW))["waits"]
    assert [(one["what"], one["due_at"]) for one in waits] == [("condition", None), ("timer", "2026-11-23T03:00:00Z")]
    answer = await tried(made, "flw_tried", record=id, clock=NOW, timeouts=5)
    assert (answer["status"], answer["waits"]) == ("finished", [])


async def test_a_stand_in_is_named_with_whom_he_stands_for(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    contract = await submitted(made)
    today = str(made.clock.now().date())
    body = {"to": made.office.people["mona"], "since": today, "until": today}
    assert (await made.client("lea").post("/api/me/delegations", json=body)).status_code == 200
    answer = await tried(made, CONTRACT, record=contract, initiator=made.office.people["ivan"])
    (task,) = by_node(answer)["legal_approval"]["tasks"]
    assert (task["person"]["name"], task["behalf"]["name"]) == ("mona", "lea")
    assert task["rules"] == [{"by": "role", "role": "rol_legal"}]


async def test_a_trial_is_told_in_the_language_of_its_asker(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    contract = await submitted(made)
    await made.office.speaks("admin", "en")
    answer = await tried(made, CONTRACT, record=contract, initiator=made.office.people["ivan"], clock=NOW)
    steps = by_node(answer)
    assert (steps["by_amount"]["name"], steps["by_amount"]["branches"][0]["name"]) == ("By amount", "Above 500,000")
    approvers = (await designer(made).post(f"/api/design/flows/{CONTRACT}/approvers")).json()
    assert approvers["nodes"][0]["name"] == "Legal approval"


async def test_a_flow_of_no_record_is_tried_without_one(database: Database) -> None:  # noqa: F811
    nodes = [{"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": 5}}]
    trigger = {"on": "schedule", "cron": "0 9 * * *"}
    made = await ticket_office(database, nodes, [], trigger=trigger)
    before = await everything(made)
    answer = await tried(made, "flw_tried")
    assert (answer["outcome"], answer["initiator"], answer["trigger"]["result"]) == ("done", None, True)
    assert by_node(answer)["enter"]["writes"][0]["changes"][0]["after"] == "5"
    await redrawn(made, "flw_tried", trigger={**trigger, "where": {"field": "number", "op": "gt", "value": 1}})
    assert (await tried(made, "flw_tried"))["trigger"]["result"] is None
    await redrawn(made, "flw_tried", trigger=trigger)
    assert {name: rows for name, rows in (await everything(made)).items() if name != "design_objects"} == {
        name: rows for name, rows in before.items() if name != "design_objects"
    }
