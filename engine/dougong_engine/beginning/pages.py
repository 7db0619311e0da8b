"""The form and the views of an entity that is built."""

from collections.abc import Sequence
from typing import Any

from dougong_engine.beginning.naming import Built, Say
from dougong_engine.beginning.spec import Comparison, FieldPart, RulePart, Spec, fields_of
from dougong_engine.beginning.values import literal

Document = dict[str, Any]
WIDE = frozenset({"long_text", "photo", "file", "multi_choice"})
UNLISTED = frozenset({"long_text", "photo", "file"})
MOST_COLUMNS = 15
MOST_ON_CARD = 4


def form_document(spec: Spec, one: Built, say: Say) -> Document:
    """All fields in one section, short ones two in a row; and the rules."""
    placements = [_placement(part, one.fields[part.key]) for part in one.part.fields]
    if one.status is not None:
        placements.append({"field": one.status, "width": 12, "readonly": True})
    section = {"id": "basics", "name": say("beginning.section", {}), "fields": placements}
    rules = [_rule(one, rule) for rule in spec.rules if rule.entity == one.part.key]
    document = {"kind": "form", "id": one.form, "entity": one.id, "name": one.part.name, "sections": [section]}
    return {**document, "rules": rules}


def _placement(part: FieldPart, id: str) -> Document:
    return {"field": id} if part.type in WIDE else {"field": id, "width": 12}


def _rule(one: Built, rule: RulePart) -> Document:
    reaction = {"do": rule.do, "fields": [one.fields[key] for key in rule.fields]}
    return {"id": rule.key, "name": rule.name, "when": condition(one, rule.when), "then": [reaction]}


def condition(one: Built, when: Sequence[Comparison]) -> Document | None:
    """The comparisons as one condition; None where there are none."""
    fields = fields_of(one.part)
    tests: list[Document] = []
    for comparison in when:
        value = literal(fields[comparison.field], comparison.value)
        tests.append({"field": one.fields[comparison.field], "op": comparison.op, "value": value})
    if not tests:
        return None
    return tests[0] if len(tests) == 1 else {"all": tests}


def grid_document(one: Built, say: Say) -> Document:
    """The first fields as columns, the title in front."""
    listed = [part.key for part in one.part.fields if part.type not in UNLISTED and part.key != one.part.title]
    columns = [{"field": one.fields[key]} for key in (one.part.title, *listed)[:MOST_COLUMNS]]
    if one.status is not None:
        columns.append({"field": one.status})
    layout = {"type": "grid", "columns": columns}
    name = say("beginning.view.all", {"entity": one.part.name})
    return {"kind": "view", "id": one.grid, "entity": one.id, "name": name, "form": one.form, "layout": layout}


def kanban_document(one: Built, say: Say) -> Document:
    """Cards by the options of a choice, the first amount summed above them."""
    by = one.part.kanban
    assert by is not None
    shown = [one.part.title, *(part.key for part in one.part.fields if part.type not in UNLISTED)]
    card = [one.fields[key] for key in dict.fromkeys(shown) if key != by][:MOST_ON_CARD]
    total = next((one.fields[part.key] for part in one.part.fields if part.type == "money"), None)
    layout = {"type": "kanban", "by": one.fields[by], "card": card, "total": total}
    name = say("beginning.view.kanban", {"entity": one.part.name, "field": fields_of(one.part)[by].name})
    return {"kind": "view", "id": one.kanban, "entity": one.id, "name": name, "form": one.form, "layout": layout}
