"""Writes what the browser's designers know about field types: `python tests/support/field_type_table.py`.

A test compares.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine")]

from dougong_engine.design.checks.entity import TITLES, UNIQUES  # noqa: E402
from dougong_engine.fields import FIELD_TYPES, FieldType  # noqa: E402
from dougong_engine.fields._computed import Computed  # noqa: E402

TABLE = ROOT / "frontend/src/designing/fieldTypes.json"
LEAST = {"options": [], "fields": [], "entity": "ent_any", "pattern": "{000}"}
"""Settings without which a field of some type cannot be read; none of them changes what is listed here."""


def contents() -> str:
    """The table as the file holds it."""
    return json.dumps({name: _facts(one) for name, one in FIELD_TYPES.items()}, ensure_ascii=False, indent=2) + "\n"


def _facts(one: FieldType) -> dict[str, object]:
    facts: dict[str, object] = {"widget": one.widget, "cell": one.cell, "operators": " ".join(one.operators)}
    if issubclass(one.spec, Computed):
        # Where such a value lies depends on what is computed: the published entity tells it.
        return {**facts, "computed": True}
    needed = {name: value for name, value in LEAST.items() if name in one.spec.model_fields}
    field = one.spec.model_validate({"id": "any", "key": "any", "name": "any", "type": one.name, **needed})
    lies = field.storage()
    return {**facts, "computed": field.computed(), "unique": lies in UNIQUES, "title": lies in TITLES}


if __name__ == "__main__":
    TABLE.write_text(contents())
