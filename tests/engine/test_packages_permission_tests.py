"""Permission tests are held against roles by what a record is to the reader."""

import pytest

from dougong_engine.document import Json
from dougong_engine.packages.format import PermissionTest
from dougong_engine.packages.permission_tests import failing
from support.designs import ROLE, put, small_design


def test_of(**members: Json) -> PermissionTest:
    asked = {"id": "one", "name": "One", "role": "rol_clerk", "entity": "ent_order", "allowed": True, **members}
    return PermissionTest.model_validate(asked)


test_of.__test__ = False  # type: ignore[attr-defined]  # not a test for pytest


def allows(scope: Json, **members: Json) -> bool:
    """Whether the clerk with that scope may do it."""
    role = put(ROLE, ("grants", 0, "scope"), scope)
    assert isinstance(role, dict)
    design = small_design({"rol_clerk": role})
    refused = [one.code for one in failing(design, [test_of(**members)])]
    granted = [one.code for one in failing(design, [test_of(**members, allowed=False)])]
    assert (refused, granted) in (
        (["publish.permission_test.refused"], []),
        ([], ["publish.permission_test.granted"]),
    )
    return bool(granted)


ME: Json = {"token": "me"}
OWN: Json = {"rows": "condition", "where": {"field": "owner", "op": "is", "value": ME}}
OTHERS: Json = {"rows": "condition", "where": {"not": {"field": "owner", "op": "is", "value": ME}}}
NOT_MINE: Json = {"rows": "condition", "where": {"field": "owner", "op": "is_not", "value": ME}}
KEPT: Json = {"rows": "condition", "where": {"field": "customer.keeper", "op": "is", "value": ME}}
OPEN: Json = {"rows": "condition", "where": {"field": "stage", "op": "is", "value": "first"}}
OPEN_OF_MINE: Json = {"rows": "condition", "where": {"all": [OPEN["where"], OWN["where"]]}}  # type: ignore[index,call-overload]  # objects
OPEN_OR_MINE: Json = {"rows": "condition", "where": {"any": [OPEN["where"], OWN["where"]]}}  # type: ignore[index,call-overload]  # objects


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ({"rows": "own"}, {"own"}),
        ({"rows": "subordinates"}, {"own", "subordinate"}),
        ({"rows": "department"}, {"own", "department"}),
        ({"rows": "department_tree"}, {"own", "department"}),
        ({"rows": "all"}, {"own", "subordinate", "department", "other"}),
        (OWN, {"own"}),
        (OTHERS, {"subordinate", "department", "other"}),
        (NOT_MINE, {"subordinate", "department", "other"}),
        (KEPT, {"own", "subordinate", "department"}),
        (OPEN, {"own", "subordinate", "department", "other"}),
        (OPEN_OF_MINE, {"own"}),
        (OPEN_OR_MINE, {"own", "subordinate", "department", "other"}),
    ],
)
def test_a_scope_holds_for_records_in_these_relations(scope: Json, holds: set[str]) -> None:
    relations = ("own", "subordinate", "department", "other")
    assert {one for one in relations if allows(scope, record=one)} == holds


def test_fields_and_actions_are_asked_for_on_their_own() -> None:
    own: Json = {"rows": "own"}
    assert allows(own, field="number", action="update")
    assert not allows(own, field="net", action="update")
    assert allows(own, field="number", action="create")
    assert not allows(own, action="delete")
    assert not allows(own, action="update", record="other")


def test_a_computed_field_is_as_hidden_as_what_it_reads() -> None:
    hidden = put(ROLE, ("grants", 0, "fields"), {"*": "read", "discount": "none"})
    assert isinstance(hidden, dict)
    design = small_design({"rol_clerk": hidden})
    assert [one.code for one in failing(design, [test_of(field="net")])] == ["publish.permission_test.refused"]


def test_a_test_about_something_that_went_says_nothing() -> None:
    for members in ({"role": "rol_gone"}, {"entity": "ent_gone"}, {"field": "gone"}):
        assert list(failing(small_design(), [test_of(**members)])) == []


def test_a_condition_of_many_parts_is_judged_at_once() -> None:
    part: Json = {"field": "stage", "op": "is", "value": "first"}
    assert allows({"rows": "condition", "where": {"all": [part] * 60}}, record="other")
