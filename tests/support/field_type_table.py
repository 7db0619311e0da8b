"""Writes what the browser's designers know about field types: `python tests/support/field_type_table.py`.

A test compares.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "platform")]

from dougong.design.naming import convertible  # noqa: E402
from dougong_engine.changes.risk import WIDER  # noqa: E402
from dougong_engine.design.checks.entity import TITLES, UNIQUES  # noqa: E402
from dougong_engine.fields import FIELD_TYPES, FieldSpec, FieldType  # noqa: E402
from dougong_engine.fields._computed import Computed  # noqa: E402

TABLE = ROOT / "frontend/src/designing/fieldTypes.json"
LEAST = {"options": [], "fields": [], "entity": "ent_any", "pattern": "{000}"}
"""Settings without which a field of some type cannot be read; none of them changes what is listed here."""


def contents() -> str:
    """The table as the file holds it."""
    return json.dumps({name: _facts(one) for name, one in FIELD_TYPES.items()}, ensure_ascii=False, indent=2) + "\n"


def _facts(one: FieldType) -> dict[str, object]:
    facts: dict[str, object] = {"widget": one.widget, "cell": one.cell, "operators": " ".join(one.operators)}
    facts["settings"] = _settings(one)
    if issubclass(one.spec, Computed):
        # Where such a value lies depends on what is computed: the published entity tells it.
        return {**facts, "computed": True}
    field = _least(one)
    lies = field.storage()
    facts |= {"computed": field.computed(), "unique": lies in UNIQUES, "title": lies in TITLES}
    return {**facts, "becomes": {"whole": _becomes(field, wider=True), "partly": _becomes(field, wider=False)}}


def _least(one: FieldType) -> FieldSpec:
    """A field of the type with no more settings than it needs."""
    needed = {name: value for name, value in LEAST.items() if name in one.spec.model_fields}
    return one.spec.model_validate({"id": "any", "key": "any", "name": "any", "type": one.name, **needed})


def _becomes(field: FieldSpec, *, wider: bool) -> str:
    """The types that take all values of the field's type, or some."""
    others = [_least(one) for one in FIELD_TYPES.values() if not issubclass(one.spec, Computed)]
    fit = [one.type for one in others if one.type != field.type and convertible(field, one)]
    return " ".join(one for one in fit if ((field.type, one) in WIDER) == wider)


def _settings(one: FieldType) -> dict[str, object]:
    """The type's own settings with their defaults; null where there is none."""
    shared = FieldSpec.model_fields
    own = {name: about for name, about in one.spec.model_fields.items() if name not in shared}
    return {name: None if about.is_required() else _plain(about.default) for name, about in own.items()}


def _plain(default: object) -> object:
    return list(default) if isinstance(default, tuple) else default


if __name__ == "__main__":
    TABLE.write_text(contents())
