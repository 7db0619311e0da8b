"""The flows that the designer offers to begin with check clean and do what their names say."""

import json
from pathlib import Path
from typing import Any

import pytest

from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.flows.approvers import Staff, manned
from dougong_engine.flows.check import Surroundings, check
from support.company import Company
from support.runs import Run

PRESETS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "flow_presets.json").read_text(encoding="utf-8")
)
"""What the front end's presets make; its own tests hold them to this."""

CONTRACT = Entity.model_validate(
    {
        "format": 1,
        "kind": "entity",
        "id": "ent_contract",
        "app": "app_test",
        "name": "合同",
        "key": "contract",
        "title": "name",
        "fields": [
            {"id": "name", "key": "name", "name": "名称", "type": "text"},
            {"id": "amount", "key": "amount", "name": "金额", "type": "money"},
        ],
    }
)
HOUSE = Company(
    managers={"ivan": "mona", "mona": "olga"}, roles={"rol_legal": ("lea",), "rol_finance": ("finn",)}, owner="olga"
)


def preset(name: str) -> Flow:
    return Flow.model_validate({**PRESETS[name], "id": "flw_test"})


def run(name: str, amount: str = "100", initiator: str = "ivan") -> Run:
    values: dict[str, Json] = {"amount": amount}
    return Run(preset(name), values, HOUSE, initiator=initiator)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_checks_clean_and_finds_somebody_for_everybody(name: str) -> None:
    flow = preset(name)
    assert check(flow, Surroundings(entities={"ent_contract": CONTRACT}, flows={flow.id: flow})) == ()
    stuck = [one for node in manned(flow, Staff(HOUSE, ("ivan", "mona", "olga"))) for one in node.missing if one.stuck]
    assert stuck == []


def test_one_level_asks_the_manager() -> None:
    one = run("one_level")
    assert one.holders == ["mona"]
    assert one.approve("mona").state.outcome == "approved"
    assert run("one_level").reject("mona").state.outcome == "rejected"


def test_two_levels_ask_the_managers_manager_after_the_manager() -> None:
    two = run("two_levels")
    assert two.holders == ["mona"]
    assert two.approve("mona").holders == ["olga"]
    assert two.approve("olga").state.outcome == "approved"


def test_somebody_near_the_top_is_decided_for_by_the_next_one_above() -> None:
    two = run("two_levels", initiator="mona")
    # olga stands in for the level that is missing, and need not say the same twice.
    assert two.approve("olga").state.outcome == "approved"


@pytest.mark.parametrize(("amount", "levels"), [("49999.99", ["mona"]), ("50000", ["mona", "olga"])])
def test_by_amount_asks_higher_up_from_the_amount_on(amount: str, levels: list[str]) -> None:
    by_amount = run("by_amount", amount)
    for person in levels:
        assert by_amount.holders == [person]
        by_amount.approve(person)
    assert by_amount.state.outcome == "approved"


def test_countersigning_asks_all_signers_together_once_the_amount_is_large() -> None:
    assert run("countersign", "1").approve("mona").state.outcome == "approved"
    signed = run("countersign", "60000").approve("mona")
    assert signed.holders == ["finn", "lea"]
    assert signed.approve("lea").state.status == "running"
    assert signed.approve("finn").state.outcome == "approved"
    assert run("countersign", "60000").approve("mona").reject("lea").state.outcome == "rejected"
