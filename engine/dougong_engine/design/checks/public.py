"""Checks the public side of a form: strangers can send it in, and it shows nothing that is not theirs to see."""

from collections.abc import Iterator

from dougong_engine.design.checks.condition import literal_problems
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form, PublicForm
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.errors import Problem
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.filters.condition import paths
from dougong_engine.forms.public import PublicSide, for_strangers, heads, public_side, read_by


def check_public(design: Design, form: Form, entity: Entity) -> Iterator[Problem]:
    """What is wrong with the public side of a form; nothing for a form without one."""
    side = public_side(form, entity)
    if side is None:
        return
    yield from _people(form, entity)
    yield from (problem.under("public") for problem in _settings(design, side.public, entity, side))
    yield from _unfillable(entity, side)
    yield from _rules(form, side)


def _people(form: Form, entity: Entity) -> Iterator[Problem]:
    for number, section in enumerate(form.sections):
        for index, placement in enumerate(section.fields):
            spec = entity.field(placement.field)
            if spec is not None and not spec.computed() and not for_strangers(spec):
                code = "design.public.column" if isinstance(spec, SubTable) else "design.public.people"
                yield Problem(code, ("sections", number, "fields", index), {"field": spec.name})


def _settings(design: Design, public: PublicForm, entity: Entity, side: PublicSide) -> Iterator[Problem]:
    if public.opens is not None and public.closes is not None and public.closes <= public.opens:
        yield Problem("design.public.never", ("closes",))
    owner = public.owner
    if owner is not None and owner in design.objects and design.get(Role, owner) is None:
        yield Problem("design.public.owner", ("owner",), {"role": owner})
    placed = {one.id for one in side.shown}
    for index, id in enumerate(public.lists):
        yield from (problem.under("lists", index) for problem in _listed(design, entity, placed, id))
    for id, value in public.values.items():
        field = entity.field(id)
        if field is None:
            yield Problem("design.field.unknown", ("values", id), {"field": id, "entity": entity.id})
        elif field.computed() or id not in {one.id for one in entity.writable.values()}:
            yield Problem("design.field.computed_setting", ("values", id), {"field": id})
        else:
            yield from literal_problems(field, value, "values", id)


def _listed(design: Design, entity: Entity, placed: set[str], id: str) -> Iterator[Problem]:
    """A list shows titles and nothing else, so a title that is put together from other fields would show those."""
    spec = entity.field(id)
    if not isinstance(spec, Link) or id not in placed:
        yield Problem("design.public.list", (), {"field": id if spec is None else spec.name})
        return
    other = design.entity(spec.entity)
    title = None if other is None else other.field(other.title)
    if title is not None and title.computed():
        yield Problem("design.public.list_title", (), {"field": spec.name})


def _unfillable(entity: Entity, side: PublicSide) -> Iterator[Problem]:
    """Required fields that nobody would fill."""
    for spec in entity.fields:
        given = spec.id in side.filled or side.fixed.get(spec.id) is not None or spec.default is not None
        if spec.required and not given and not spec.computed() and spec.type != "auto_number":
            yield Problem("design.public.required", ("public",), {"field": spec.name})


def _rules(form: Form, side: PublicSide) -> Iterator[Problem]:
    """Rules run in the stranger's browser: they may look at nothing that is not shown there."""
    shown = {one.id: one for one in side.shown}
    for number, rule in enumerate(form.rules):
        if not heads(paths(rule.when), shown) <= shown.keys():
            yield Problem("design.public.rule", ("rules", number, "when"), {"rule": rule.name})
        for index, reaction in enumerate(rule.then):
            if reaction.expression and not read_by(reaction.expression, shown) <= shown.keys():
                place = ("rules", number, "then", index, "expression")
                yield Problem("design.public.rule", place, {"rule": rule.name})
