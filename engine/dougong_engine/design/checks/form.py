"""Checks a form: its fields exist, stand once, and its rules reach only fields that stand on it."""

from collections.abc import Iterator

from dougong_engine.design.checks.board import entity_known
from dougong_engine.design.checks.computed import check_expression, checked_formula
from dougong_engine.design.checks.condition import check_paths, literal_problems
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.checks.fill import check_fills
from dougong_engine.design.checks.public import check_public
from dougong_engine.design.form import Form, Reaction
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Start, field_at
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.link import Link


def check_form(design: Design, form: Form) -> Iterator[Problem]:
    """What is wrong with a form."""
    entity = design.entity(form.entity)
    if entity is None:
        yield from entity_known(design, form.entity)
        return
    yield from check_paths(design, form, None)
    yield from duplicates((one.id for one in form.sections), "design.id.twice", "sections")
    yield from duplicates((one.id for one in form.rules), "design.id.twice", "rules")
    placed: dict[str, FieldSpec] = {}
    for number, section in enumerate(form.sections):
        for index, placement in enumerate(section.fields):
            at = ("sections", number, "fields", index)
            field = entity.field(placement.field)
            if field is None:
                params = {"field": placement.field, "entity": entity.id}
                yield Problem("design.field.unknown", (*at, "field"), params)
                continue
            if field.id in placed:
                yield Problem("design.form.field_twice", (*at, "field"), {"field": field.id})
            placed[field.id] = field
            if field.computed() and (placement.required or placement.default is not None):
                yield Problem("design.field.computed_setting", at, {"field": field.id})
            else:
                yield from literal_problems(field, placement.default, *at, "default")
    for number, rule in enumerate(form.rules):
        for index, reaction in enumerate(rule.then):
            found = _reaction(design, form, reaction, placed)
            yield from (problem.under("rules", number, "then", index) for problem in found)
    yield from check_public(design, form, entity)
    yield from check_fills(design, form)


def _reaction(design: Design, form: Form, reaction: Reaction, placed: dict[str, FieldSpec]) -> Iterator[Problem]:
    if not reaction.fields and reaction.do != "message":
        yield Problem("design.form.reaction_empty", ("fields",), {"do": reaction.do})
    if reaction.do == "message" and not reaction.text:
        yield Problem("design.form.reaction_empty", ("text",), {"do": reaction.do})
    for index, id in enumerate(reaction.fields):
        field = placed.get(id)
        if field is None:
            yield Problem("design.form.not_placed", ("fields", index), {"field": id})
        elif reaction.do == "set" and field.computed():
            yield Problem("design.field.computed_setting", ("fields", index), {"field": id})
        elif reaction.do == "set" and reaction.expression:
            yield from _expression(design, form, reaction.expression, field)
        elif reaction.do == "set":
            yield from literal_problems(field, reaction.value, "value")


def _expression(design: Design, form: Form, source: str, field: FieldSpec) -> Iterator[Problem]:
    """What a rule sets is known while the form is filled in: from the form alone, without what links lead to."""
    wrong = list(check_expression(design, Start(form.entity), source, field.kind(), "expression"))
    yield from wrong
    if wrong:
        return
    for path in sorted(checked_formula(design, Start(form.entity), source).inputs):
        if len(path) > 1 and isinstance(field_at(design, Start(form.entity), path[0]), Link):
            yield Problem("design.form.beyond", ("expression",), {"path": ".".join(path)})
