"""Runs that were recorded once go the same way for ever: open runs of customers depend on it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dougong_engine.design.flow import Flow
from dougong_engine.flows.advance import advance, start
from dougong_engine.flows.event import TriggerEvent
from dougong_engine.flows.scene import Env
from dougong_engine.flows.stored import effect_to_json, event_from_json, from_json, to_json
from support.company import holds
from support.recordings import FOLDER, SCENES


def facts(values: dict[str, Any]) -> Env:
    return Env(
        holds=lambda condition: holds(condition, values),
        value=values.get,
        calculate=values.get,
        symbol=lambda token: f"<{token['token']}>",
    )


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_recorded_run_is_replayed_step_by_step(path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    flow, trigger = Flow.model_validate(recorded["flow"]), recorded["trigger"]
    first, *rest = recorded["steps"]
    event = TriggerEvent(**{**trigger, "at": datetime.fromisoformat(trigger["at"]), "on": "created"})
    step = start(flow, 1, event, facts(first["facts"]))
    assert plain(to_json(step.state)) == first["state"]
    before = first["state"]
    for one in rest:
        step = advance(flow, from_json(before), event_from_json(one["event"]), facts(one["facts"]))
        assert plain([effect_to_json(effect) for effect in step.effects]) == one["effects"]
        assert plain(to_json(step.state)) == one["state"]
        assert (step.problem.code if step.problem is not None else None) == one["problem"]
        before = one["state"]


def test_every_scene_has_its_recording_and_ends() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCENES)
    assert {name: scene().state.outcome for name, scene in SCENES.items()} == {
        "automation": "done",
        "contract": "approved",
        "signers": "rejected",
        "withdrawn": "withdrawn",
    }
