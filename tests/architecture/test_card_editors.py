"""The board builder edits every member of every type of card that the engine knows."""

import json

from dougong_engine.widgets import WIDGET_TYPES
from support.tree import ROOT

MEMBERS = ROOT / "frontend/src/features/dashboard-designer/model/cardMembers.json"


def test_the_builder_knows_every_member_of_every_type_of_card() -> None:
    edited = {name: set(members) for name, members in json.loads(MEMBERS.read_text()).items()}
    fixed = {"id", "type"}
    assert edited == {name: set(one.spec.model_fields) - fixed for name, one in WIDGET_TYPES.items()}
