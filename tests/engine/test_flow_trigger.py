"""Which occurrences start a flow."""

from typing import Any

import pytest
from pydantic import ValidationError

from dougong_engine.document import Json
from dougong_engine.flows.trigger import Occurrence, Trigger, matches
from support.company import holds


def starts(trigger: dict[str, Any], event: dict[str, Any], now: dict[str, Json], was: dict[str, Json] | None) -> bool:
    before = (lambda condition: holds(condition, was)) if was is not None else None
    occurrence = Occurrence(**{"entity": "ent_a", **event})
    return matches("flw_a", "ent_a", Trigger.model_validate(trigger), occurrence, lambda one: holds(one, now), before)


OPEN = {"field": "state", "op": "is", "value": "open"}


@pytest.mark.parametrize(
    ("trigger", "event", "expected"),
    [
        ({"on": "created"}, {"on": "created"}, True),
        ({"on": "created"}, {"on": "updated"}, False),
        ({"on": "created"}, {"on": "created", "entity": "ent_b"}, False),
        ({"on": "updated", "fields": ["a"]}, {"on": "updated", "changed": ("a", "b")}, True),
        ({"on": "updated", "fields": ["a"]}, {"on": "updated", "changed": ("b",)}, False),
        ({"on": "updated"}, {"on": "updated", "changed": ("b",)}, True),
        ({"on": "created", "where": OPEN}, {"on": "created"}, True),
        ({"on": "updated", "where": OPEN, "was": OPEN}, {"on": "updated"}, False),
        ({"on": "stage_entered", "gate": "g"}, {"on": "stage_entered", "gate": "g", "stage": "s"}, True),
        ({"on": "stage_entered", "gate": "g", "stage": "x"}, {"on": "stage_entered", "gate": "g", "stage": "s"}, False),
        ({"on": "stage_left", "gate": "h"}, {"on": "stage_left", "gate": "g", "stage": "s"}, False),
        ({"on": "button", "label": "Go"}, {"on": "button", "flow": "flw_a"}, True),
        ({"on": "button", "label": "Go"}, {"on": "button", "flow": "flw_b"}, False),
        ({"on": "form_submitted", "form": "frm_a"}, {"on": "form_submitted", "form": "frm_b"}, False),
        ({"on": "form_submitted"}, {"on": "form_submitted", "form": "frm_b"}, True),
    ],
)
def test_a_trigger_matches_what_it_names(trigger: dict[str, Any], event: dict[str, Any], expected: bool) -> None:
    assert starts(trigger, event, {"state": "open"}, {"state": "draft"}) is expected


def test_what_the_record_was_before_counts_only_if_there_was_one() -> None:
    assert starts({"on": "updated", "was": OPEN}, {"on": "updated"}, {}, {"state": "open"})
    assert not starts({"on": "created", "was": OPEN}, {"on": "created"}, {"state": "open"}, None)


@pytest.mark.parametrize("trigger", [{"on": "schedule"}, {"on": "button"}, {"on": "stage_entered"}, {"on": "never"}])
def test_a_trigger_without_what_it_needs_is_refused(trigger: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Trigger.model_validate(trigger)
