"""Conditions over values in memory agree with the shared vectors, which the browser's evaluator runs too."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from dougong.kernel.zone import clock_at
from dougong_engine.errors import EngineError, invalid
from dougong_engine.fields import FIELD_TYPES, FieldSpec, Value
from dougong_engine.filters.condition import Condition
from dougong_engine.filters.evaluate import Path as FieldPath
from dougong_engine.filters.evaluate import Reader, Scene, holds

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "conditions.json").read_text())
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


def spec(id: str) -> FieldSpec:
    raw = VECTORS["fields"][id]
    return FIELD_TYPES[raw["type"]].spec.model_validate({"id": id, "key": id, "name": id, **raw})


def value(id: str, raw: Any) -> Value:
    field = spec(id)
    if raw is None:
        return None
    if field.computed():
        kinds = {"number": "decimal", "text": "text"}
        stand_in = FIELD_TYPES[kinds[VECTORS["fields"][id]["result"]]]
        return stand_in.parse(
            stand_in.spec.model_validate({"id": id, "key": id, "name": id, "type": stand_in.name}), raw
        )
    return FIELD_TYPES[field.type].parse(field, raw)


def scene_of(case: dict[str, Any]) -> Scene:
    values = {id: value(id, raw) for id, raw in {**VECTORS["values"], **case.get("values", {})}.items()}

    def spec_of(path: FieldPath) -> tuple[FieldSpec, tuple[str, ...]]:
        if path[0] not in VECTORS["fields"]:
            raise invalid("field.unknown", field=path[0])
        field = spec(path[0])
        return field, FIELD_TYPES[field.type].operators

    now = datetime.fromisoformat(VECTORS["clock"]["now"].replace("Z", "+00:00"))
    reader = VECTORS["reader"]
    return Scene(
        spec_of=spec_of,
        value_of=lambda path: values[path[0]],
        clock=clock_at(now, VECTORS["clock"]["zone"]),
        reader=Reader(reader["me"], tuple(reader["departments"]), tuple(reader["subordinates"])),
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_condition_gives_the_verdict_of_its_vector(case: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(case["when"])
    if "error" in case:
        with pytest.raises(EngineError) as refused:
            holds(condition, scene_of(case))
        assert refused.value.problems[0].code == case["error"]
    else:
        assert holds(condition, scene_of(case)) is case["holds"]
