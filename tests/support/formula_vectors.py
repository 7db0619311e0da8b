"""The shared formula vectors, read into what the engine takes: types, values, a clock and cases."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from dougong.kernel.zone import clock_at
from dougong_engine.document import Json
from dougong_engine.formula import Clock, FieldPath, FormulaError, Given, Value
from dougong_engine.kinds import Kind

VECTORS = Path(__file__).parents[1] / "vectors"


@dataclass(frozen=True, slots=True)
class Case:
    """`expected` is a wire value, or the error's name where `is_error`."""

    source: str
    kind: str
    expected: Json
    is_error: bool


@dataclass(frozen=True, slots=True)
class Vectors:
    types: Mapping[FieldPath, Kind]
    values: Mapping[FieldPath, Given]
    clock: Clock
    zone: str
    cases: tuple[Case, ...]


def load() -> Vectors:
    """`tests/vectors/formula.json`."""
    raw = json.loads((VECTORS / "formula.json").read_text())
    types = {_path(name): Kind(kind) for name, kind in raw["types"].items()}
    clock = raw["clock"]
    return Vectors(
        types=types,
        values={_path(name): given(value, types[_path(name)]) for name, value in raw["values"].items()},
        clock=clock_at(datetime.fromisoformat(clock["now"].replace("Z", "+00:00")), clock["zone"]),
        zone=clock["zone"],
        cases=tuple(
            Case(one["source"], one["kind"], one.get("error", one.get("expected")), "error" in one)
            for one in raw["cases"]
        ),
    )


def mistakes() -> list[dict[str, Any]]:
    """`tests/vectors/formula_errors.json`: formulas that must not be saved."""
    raw = json.loads((VECTORS / "formula_errors.json").read_text())
    return cast(list[dict[str, Any]], raw["cases"])


def _path(name: str) -> FieldPath:
    return tuple(name.split("."))


def given(value: Any, kind: Kind) -> Given:
    """A wire value as a run-time value; `{"error": name}` is that error."""
    match value:
        case {"error": str(name)}:
            return FormulaError(name)
        case list():
            return tuple(cast(Any, given(item, kind)) for item in value)
        case str() if kind is Kind.NUMBER:
            return Decimal(value)
        case str() if kind is Kind.DATE:
            return date.fromisoformat(value)
        case str() if kind is Kind.MOMENT:
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
        case _:
            return cast(Given, value)


def wire(value: Value | FormulaError) -> Json:
    """A result as the API writes it."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime():
            moment = value.astimezone(UTC).replace(tzinfo=None)
            text = moment.isoformat()
            return (text.rstrip("0") if moment.microsecond else text) + "Z"
        case date():
            return value.isoformat()
        case _:
            return [wire(item) for item in value]
