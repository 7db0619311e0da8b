"""The recorded runs: scenes that are played once, kept as JSON, and replayed by a test ever after.

`python -m support.recordings` (with `engine` and `tests` on the path) adds scenes that have no recording yet. An
existing recording is never written again, because it stands for the runs that customers have open.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dougong_engine.document import dump
from dougong_engine.flows.event import (
    Answered,
    RecordChanged,
    Resubmitted,
    SentBack,
    SignerAdded,
    TakenBack,
    TimerFired,
    Transferred,
    Withdrawn,
    Words,
)
from support.company import Company
from support.runs import Run, approval, graph

FOLDER = Path(__file__).parents[1] / "vectors" / "runs"


def contract() -> Run:
    """Above 500,000 three decide side by side; one is late, escalates, returns; resubmitted and approved."""
    late = [{"after_hours": "24", "do": "escalate", "channels": ["in_app", "mail"], "flag": {"late": True}}]
    big = {"field": "amount", "op": "gt", "value": "500000"}
    names = {"legal": "lea", "finance": "fay", "boss": "gil"}
    nodes: list[dict[str, Any]] = [
        {
            "id": "size",
            "type": "condition",
            "branches": [{"id": "big", "name": "big", "when": big}, {"id": "s", "name": "s"}],
        },
        {"id": "fork", "type": "parallel", "branches": [{"id": one, "name": one} for one in names], "resume": "branch"},
        *(approval(f"by_{one}", person, timeouts=late) for one, person in names.items()),
        {"id": "meet", "type": "join", "of": "fork"},
        {"id": "mark", "type": "update_record", "values": {"status": "approved"}},
    ]
    edges = ["size:big > fork", "meet > mark"]
    edges += [f"fork:{one} > by_{one}" for one in names] + [f"by_{one}:approved > meet" for one in names]
    flow = graph(nodes, edges, material=["amount"])
    run = Run(flow, {"amount": "600000"}, Company(managers={"lea": "max"}))
    run.approve("fay").later(24).fire("3.v1:0:0")
    task = run.task_of("max")
    run.send(SentBack(at=run.at, by="max", task=task, words=Words("annex is missing"), snapshot="d1"))
    run.later(1)
    run.send(Resubmitted(at=run.at, by="ivan", task=run.task_of("ivan"), patch={"note": "annex added"}))
    return run.approve("lea").approve("gil")


def signers() -> Run:
    """Signers before, after and beside; a transfer; a decision taken back."""
    run = Run(graph([approval("a", "ann", "bob", order="one_by_one"), approval("b", "eve")], ["a:approved > b"]))
    run.send(SignerAdded(at=run.at, by="ann", task="1.1", how="before", people=("tom",)))
    run.approve("tom")
    run.send(SignerAdded(at=run.at, by="ann", task=run.task_of("ann"), how="after", people=("zoe",)))
    run.approve("zoe")
    run.send(Transferred(at=run.at, by="bob", task=run.task_of("bob"), to="kim"))
    task = run.task_of("kim")
    run.approve("kim")
    run.send(TakenBack(at=run.at, by="kim", task=task))
    return run.reject("kim", "not like this")


def automation() -> Run:
    """No people: a wait for a condition, a request, a created record, a message."""
    nodes: list[dict[str, Any]] = [
        {
            "id": "paid",
            "type": "wait",
            "condition": {"field": "paid", "op": "is", "value": True},
            "at_most_hours": "72",
        },
        {"id": "erp", "type": "http_request", "url": "{{setting.erp}}/orders", "body": {"total": {"field": "amount"}}},
        {"id": "make", "type": "create_record", "entity": "ent_task", "values": {"no": {"output": "erp.body.id"}}},
        {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "{{name}}"},
    ]
    edges = ["paid > erp", "erp > make", "make > tell"]
    run = Run(graph(nodes, edges), {"amount": "5", "paid": False})
    run.record["paid"] = True
    run.send(RecordChanged(at=run.at, record="rec1", fields=("paid",)))
    key = run.state.pending[0].key
    return run.send(Answered(at=run.at, key=key, value={"status": 201, "body": {"id": 7}}))


def withdrawn() -> Run:
    """A reminder, then the initiator withdraws."""
    late = [{"after_hours": "2", "do": "remind", "working": True, "repeat_hours": "1", "at_most": 3}]
    run = Run(graph([approval("a", "ann", timeouts=late)], []))
    run.later(2).send(TimerFired(at=run.at, timer="1.v1:0:0"))
    return run.send(Withdrawn(at=run.at, by="ivan", words=Words("changed my mind")))


SCENES: dict[str, Callable[[], Run]] = {
    "automation": automation,
    "contract": contract,
    "signers": signers,
    "withdrawn": withdrawn,
}


def recording(run: Run) -> str:
    """The run as the text of a recording: one step a line, so that a difference is read easily."""
    trigger = {"at": run.trigger.at.isoformat(), "run": run.trigger.run, "record": run.trigger.record}
    head = {"flow": dump(run.flow), "trigger": {**trigger, "initiator": run.trigger.initiator}}
    steps = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in run.tape)
    opening = json.dumps(head, ensure_ascii=False, sort_keys=True)[:-1]
    return f'{opening},\n"steps": [\n{steps}\n]}}\n'


def record_missing() -> list[str]:
    """Plays the scenes without a recording and writes them; answers their names."""
    missing = [name for name in SCENES if not (FOLDER / f"{name}.json").exists()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in missing:
        (FOLDER / f"{name}.json").write_text(recording(SCENES[name]()), encoding="utf-8")
    return missing


if __name__ == "__main__":
    record_missing()
