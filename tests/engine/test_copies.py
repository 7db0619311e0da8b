"""A changed copy is what `dataclasses.replace` makes."""

import dataclasses
from datetime import UTC, datetime

from dougong_engine.copies import replace
from dougong_engine.flows.limits import NO_CAUSE
from dougong_engine.flows.move import Move
from dougong_engine.flows.state import RunState

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
RUN = RunState("run", "flw", 1, None, None, AT, NO_CAUSE)


def test_a_copy_has_the_new_members_and_all_the_others_of_the_original() -> None:
    copy = replace(RUN, step=3, outputs={"a": 1})
    assert copy == dataclasses.replace(RUN, step=3, outputs={"a": 1})
    assert RUN.step == 0 and RUN.outputs == {}
    assert replace(RUN) == RUN and replace(RUN) is not RUN


def test_what_has_slots_is_copied_too() -> None:
    assert "__slots__" in vars(Move)
    assert replace(Move(), told=None, changed=("a",)) == dataclasses.replace(Move(), told=None, changed=("a",))
