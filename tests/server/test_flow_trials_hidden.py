"""Two records that differ only in what the asker may not see are tried alike, whatever the draft asks for."""

from typing import Any

from dougong.storage.driver.port import Database
from dougong_engine.document import Json
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, flow
from support.process import works
from support.records import entity, f
from support.trials import redrawn, tried

NOW = "2026-11-23T01:00:00Z"
FIELDS = [
    f("name", "text"),
    f("count", "integer"),
    f("number", "integer"),
    f("double", "formula", expression="{number} * 2", result="number"),
    f("keeper", "person"),
    f("day", "date"),
    f("other", "link", entity="ent_ticket"),
]
TICKET = entity("ent_ticket", "ticket", "工单", FIELDS)
GRANT = {
    "entity": "ent_ticket",
    "scope": {"rows": "all"},
    "fields": {"name": "write", "count": "read"},
    "actions": ["update"],
}
ROLE: dict[str, Any] = {
    "format": 1,
    "kind": "role",
    "id": "rol_namer",
    "app": "app_test",
    "name": "只管名称",
    "grants": [GRANT],
}
CALL: dict[str, Any] = {"id": "a", "type": "http_request", "url": "https://far.example/{{number}}"}
DRAFTS: dict[str, tuple[dict[str, Any], ...]] = {
    "a branch": (
        {
            "id": "a",
            "type": "condition",
            "branches": [
                {"id": "x", "name": "x", "when": {"field": "number", "op": "gt", "value": 10}},
                {"id": "y", "name": "y"},
            ],
        },
    ),
    "a branch on what is computed from it": (
        {
            "id": "a",
            "type": "condition",
            "branches": [
                {"id": "x", "name": "x", "when": {"not": {"field": "double", "op": "gt", "value": 10}}},
                {"id": "y", "name": "y"},
            ],
        },
    ),
    "a comparison with it": (
        {
            "id": "a",
            "type": "condition",
            "branches": [
                {"id": "x", "name": "x", "when": {"field": "count", "op": "lt", "value": {"field": "number"}}},
                {"id": "y", "name": "y"},
            ],
        },
    ),
    "a value to write": ({"id": "a", "type": "update_record", "values": {"name": {"field": "number"}}},),
    "a formula": ({"id": "a", "type": "update_record", "values": {"name": {"formula": 'TEXT({number}, "0")'}}},),
    "a record to change": ({"id": "a", "type": "update_record", "through": "other", "values": {"name": "x"}},),
    "whom to ask": ({"id": "a", "type": "approval", "assignees": [{"by": "field", "field": "keeper"}]},),
    "whose manager to ask": ({"id": "a", "type": "approval", "assignees": [{"by": "manager", "field": "keeper"}]},),
    "whom to tell": ({"id": "a", "type": "notify", "to": [{"by": "field", "field": "keeper"}], "title": "x"},),
    "what to tell": (
        {"id": "a", "type": "notify", "to": [{"by": "initiator"}], "title": "{{number}}{{other.number}}"},
    ),
    "an address": (CALL,),
    "a body": ({**CALL, "url": "https://far.example/", "body": {"n": {"field": "number"}}},),
    "a wait": ({"id": "a", "type": "wait", "condition": {"field": "number", "op": "gt", "value": 10}},),
    "a wait until": ({"id": "a", "type": "wait", "until": "day"},),
    "a required field": (
        {"id": "a", "type": "approval", "assignees": [{"by": "initiator"}], "fields": {"number": "required"}},
    ),
}


async def test_nothing_is_learnt_from_a_trial(database: Database) -> None:  # noqa: F811
    made = await works(database)
    rights, nodes = [GRANT], list(DRAFTS["a branch"])
    trial = flow("flw_tried", nodes, title="{{number}}", rights=rights, trigger={"on": "updated"})
    await made.office.publish([APPLICATION, TICKET, ROLE, trial])
    await made.person("wanda", "rol_namer")
    admin, wanda = await made.office.as_("admin"), made.office.people["wanda"]
    writing = made.office.writing
    linked = await writing.create(admin, "ticket", {"name": "L", "number": 77_777})
    kept = str((await writing.create(admin, "ticket", {"name": "T", "count": 5}))["id"])
    secrets: tuple[dict[str, Json], ...] = (
        {"number": None, "keeper": None, "day": None, "other": None},
        {"number": 987_654, "keeper": wanda, "day": "2026-12-24", "other": str(linked["id"])},
    )
    question: dict[str, Any] = {"record": kept, "initiator": wanda, "clock": NOW, "timeouts": 1}
    decisions = [{"node": "a", "verdict": verdict} for verdict in ("approve", "reply")]
    answers: list[dict[str, Any]] = []
    for secret in secrets:
        await writing.update(admin, "ticket", kept, secret)
        answers.append({})
        for draft, drawn in DRAFTS.items():
            await redrawn(made, "flw_tried", nodes=[{**one, "name": "a"} for one in drawn])
            answers[-1][draft] = await tried(made, "flw_tried", "wanda", **question, decisions=decisions)
    for draft in DRAFTS:
        assert answers[0][draft] == answers[1][draft], draft
        assert "987" not in str(answers[1][draft]).replace(kept, "").replace(wanda, ""), draft
