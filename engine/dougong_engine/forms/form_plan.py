"""What a form does to values, worked out once per published form: copies from links, rules, what must be filled."""

from collections.abc import Iterator
from dataclasses import dataclass

from dougong_engine.computed.plan import Column, EntityPlan, OverRows, Own, Step
from dougong_engine.design.checks.computed import checked_formula
from dougong_engine.design.form import Form, Placement, Reaction
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Start
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.link import Link
from dougong_engine.fields.lookup import Lookup
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.filters.condition import Condition
from dougong_engine.formula import Checked


@dataclass(frozen=True, slots=True)
class Copy:
    """`source`, a field of the record behind `link`, goes into `target`; in the rows of `table` where one is named."""

    table: str | None
    link: str
    entity: str
    source: str
    target: FieldSpec
    fixed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the form; beside each reaction the formula of its value, if it has one."""

    when: Condition
    then: tuple[tuple[Reaction, Checked | None], ...]


@dataclass(frozen=True, slots=True)
class FormPlan:
    """A form over the plan of its entity.

    `steps` are the computed fields that can be made from the form alone, which is all that the browser has; `unknown`
    are fields whose values the record itself does not hold. `personal` tells that rules or defaults ask for the
    writer's department, manager or subordinates.
    """

    form: Form
    entity: EntityPlan
    placed: tuple[tuple[Placement, FieldSpec], ...]
    copies: tuple[Copy, ...]
    rules: tuple[Rule, ...]
    steps: tuple[Step, ...]
    unknown: frozenset[str]
    personal: bool


def form_plan(design: Design, form: Form, entity: EntityPlan) -> FormPlan:
    """The plan of a form of a design that has passed its checks."""
    steps, unknown = _from_form_alone(entity)
    return FormPlan(
        form,
        entity,
        tuple((place, spec) for place in _places(form) if (spec := entity.entity.field(place.field)) is not None),
        tuple(_copies(form, entity)),
        tuple(Rule(one.when, tuple((then, _checked(design, form, then)) for then in one.then)) for one in form.rules),
        steps,
        unknown,
        '"token":"my_' in form.model_dump_json(),
    )


def _places(form: Form) -> Iterator[Placement]:
    return (place for section in form.sections for place in section.fields)


def _checked(design: Design, form: Form, reaction: Reaction) -> Checked | None:
    if reaction.do != "set" or not reaction.expression:
        return None
    return checked_formula(design, Start(form.entity), reaction.expression)


def _copies(form: Form, entity: EntityPlan) -> Iterator[Copy]:
    for place in _places(form):
        spec = entity.entity.field(place.field)
        columns = {one.id: one for one in spec.fields} if isinstance(spec, SubTable) else {}
        if place.fill is not None and spec is not None:
            link, source = place.fill.path.split(".")
            reached = entity.entity.field(link)
            if isinstance(reached, Link):
                yield Copy(None, link, reached.entity, source, spec, place.fill.fixed)
        for one in place.columns:
            link, source = one.path.split(".")
            inner = columns.get(link)
            if isinstance(inner, Link) and one.column in columns:
                yield Copy(place.field, link, inner.entity, source, columns[one.column], one.fixed)


def _from_form_alone(entity: EntityPlan) -> tuple[tuple[Step, ...], frozenset[str]]:
    """Computed fields in their order as far as nothing but the record is needed, and the ids of those not even stored.

    A formula that looks beyond a link keeps its stored value until the record is saved.
    """
    specs = {one.id: one for one in entity.entity.fields}
    unknown = {id for id, one in specs.items() if isinstance(one, Lookup)}
    steps: list[Step] = []
    for step in entity.steps:
        match step:
            case Column() | OverRows():
                steps.append(step)
            case Own(field=field, checked=checked) if any(path[0] in unknown for path in checked.inputs):
                unknown.add(field.id)
            case Own(checked=checked) if not any(_beyond(specs, path) for path in checked.inputs):
                steps.append(step)
            case Own():
                pass
    return tuple(steps), frozenset(unknown)


def _beyond(specs: dict[str, FieldSpec], path: tuple[str, ...]) -> bool:
    return len(path) > 1 and not isinstance(specs.get(path[0]), SubTable)
