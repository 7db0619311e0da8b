"""An explanation of a condition names every comparison, and its answers add up to the condition's own."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from dougong.kernel.zone import zone
from dougong_engine.fields import FieldSpec, operators_of
from dougong_engine.fields.decimal import Decimal as DecimalField
from dougong_engine.fields.person import Person
from dougong_engine.fields.text import Text
from dougong_engine.filters.condition import Condition
from dougong_engine.filters.evaluate import Reader, Scene, holds
from dougong_engine.filters.explain import explain
from dougong_engine.formula.values import Clock

FIELDS: dict[str, FieldSpec] = {
    "name": Text.model_validate({"id": "name", "key": "name", "name": "Name", "type": "text"}),
    "amount": DecimalField.model_validate({"id": "amount", "key": "amount", "name": "Amount", "type": "decimal"}),
    "limit": DecimalField.model_validate({"id": "limit", "key": "limit", "name": "Limit", "type": "decimal"}),
    "seller": Person.model_validate({"id": "seller", "key": "seller", "name": "Seller", "type": "person"}),
}
VALUES: dict[str, Any] = {"name": "Acme", "amount": Decimal("12.50"), "limit": Decimal("10"), "seller": "p1"}
SCENE = Scene(
    lambda path: (FIELDS[path[0]], operators_of(FIELDS[path[0]])),
    lambda path: VALUES.get(path[0]),
    Clock(datetime(2026, 11, 22, tzinfo=UTC), zone("Asia/Shanghai")),
    Reader(me="p1"),
)
LIMIT = {"field": "limit", "value": "10"}
TREE: TypeAdapter[Condition] = TypeAdapter(Condition)


@pytest.mark.parametrize(
    ("raw", "left", "right", "result"),
    [
        ({"field": "amount", "op": "gt", "value": "10"}, "12.50", {"values": ["10"]}, True),
        (
            {"field": "amount", "op": "lt", "value": {"field": "limit"}},
            "12.50",
            {"field": "limit", "value": "10"},
            False,
        ),
        ({"field": "amount", "op": "between", "value": {"from": "1"}}, "12.50", {"from": "1", "to": None}, True),
        ({"field": "seller", "op": "is", "value": {"token": "me"}}, "p1", {"token": "me", "values": ["p1"]}, True),
        ({"field": "name", "op": "is_empty"}, "Acme", None, False),
    ],
)
def test_each_kind_of_right_side_is_told(raw: dict[str, Any], left: Any, right: Any, result: bool) -> None:
    (line,) = explain(TREE.validate_python(raw), SCENE)
    assert (line.left, line.right, line.result) == (left, right, result)
    assert line.result == holds(TREE.validate_python(raw), SCENE)


def test_groups_are_named_from_outside_in_and_nothing_is_left_out() -> None:
    big = {"field": "amount", "op": "gt", "value": "100"}
    named = {"field": "name", "op": "is", "value": "Acme"}
    lines = explain(TREE.validate_python({"all": [named, {"any": [big, {"not": named}]}]}), SCENE)
    assert [(one.within, one.result) for one in lines] == [
        (("all",), True),
        (("all", "any"), False),
        (("all", "any", "not"), True),
    ]


def test_a_comparison_that_its_field_does_not_allow_has_no_answer() -> None:
    (line,) = explain(TREE.validate_python({"field": "name", "op": "gt", "value": "1"}), SCENE)
    assert line.result is None
