"""What a form makes of what was entered: copies, rules, required fields. The browser runs the same while people type.

Afterwards it is an ordinary patch, judged as every other write.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dougong_engine.computed.plan import Path
from dougong_engine.errors import Invalid, Problem, invalid
from dougong_engine.fields import FieldSpec, Value, field_type, operators_of
from dougong_engine.fields._values import stored_decimal
from dougong_engine.filters.evaluate import Reader, Scene, holds
from dougong_engine.forms.compute import compute
from dougong_engine.forms.copying import Sources, copied
from dougong_engine.forms.facts import Facts, Values
from dougong_engine.forms.form_plan import FormPlan, Rule
from dougong_engine.forms.patch import Patch, empty
from dougong_engine.forms.record_scene import RecordScene
from dougong_engine.forms.submit import default
from dougong_engine.formula import Checked, FormulaError
from dougong_engine.formula.values import Clock

MOST_ROUNDS = 10
"""Rules may set what other rules look at; more rounds than this is a loop, and the last round stands."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who fills the form in: the person, the fields they may know of this record, and those they may write."""

    reader: Reader
    known: frozenset[str]
    writable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a form stands: all values, and for each rule whether it holds; None where that cannot be told here."""

    values: Values
    held: tuple[bool | None, ...]


def enter(form: FormPlan, patch: Patch, record: Values | None, sources: Sources, clock: Clock, writer: Writer) -> Patch:
    """The patch with what the form adds and without what it hides. Raises Invalid for what the form requires.

    Only fields that the writer may write are added.
    """
    begun = dict(patch.values) if record is not None else _with_defaults(form, patch, clock, writer)
    start: Values = {**(_blank(form, clock, writer) if record is None else record), **begun}
    found = copied(form, patch, record, start, sources)
    put = {id: value for id, value in found.values.items() if id in writer.writable}
    standing = react(form, {**start, **put}, clock, writer)
    states = _states(form, standing)
    entered = {**begun, **put, **_set(form, standing, {**start, **put}, writer)}
    problems = [*found.problems, *_missing(form, standing, states, writer)]
    if problems:
        raise Invalid(problems)
    old = {} if record is None else record
    return Patch(
        {
            id: value
            for id, value in entered.items()
            if states.get(id, (True, False))[0] and (id in patch.values or record is None or old.get(id) != value)
        }
    )


def _with_defaults(form: FormPlan, patch: Patch, clock: Clock, writer: Writer) -> dict[str, Value]:
    """What was entered into a new record, and what its form begins with."""
    given = dict(patch.values)
    for place, spec in form.placed:
        if place.default is not None and spec.id not in given and spec.id in writer.writable:
            given[spec.id] = default(spec, place.default, clock, writer.reader)
    return given


def _blank(form: FormPlan, clock: Clock, writer: Writer) -> Values:
    """A new record with what its entity begins with; the write puts that in by itself."""
    begun = {spec.id: default(spec, spec.default, clock, writer.reader) for spec in form.entity.defaults}
    return {**form.entity.blank, "owner": writer.reader.me, **begun}


def react(form: FormPlan, values: Values, clock: Clock, writer: Writer) -> Standing:
    """Computed fields and rules over values until nothing changes any more."""
    current = _computed(form, values, clock, writer)
    held = _held(form, current, clock, writer)
    for _ in range(MOST_ROUNDS):
        changed = _with_sets(form, held, current, clock, writer)
        if changed == current:
            break
        current = _computed(form, changed, clock, writer)
        held = _held(form, current, clock, writer)
    return Standing(current, held)


def _scene(form: FormPlan, values: Values, clock: Clock, writer: Writer) -> RecordScene:
    return RecordScene(replace(form.entity, steps=form.steps), values, {}, Facts(), clock, writer.reader)


def _computed(form: FormPlan, values: Values, clock: Clock, writer: Writer) -> Values:
    return compute(_scene(form, values, clock, writer)).values


def _held(form: FormPlan, values: Values, clock: Clock, writer: Writer) -> tuple[bool | None, ...]:
    scene = Scene(lambda path: _spec(form, path, writer), lambda path: values.get(path[0]), clock, writer.reader)
    return tuple(_holds(rule, scene) for rule in form.rules)


def _holds(rule: Rule, scene: Scene) -> bool | None:
    try:
        return holds(rule.when, scene)
    except Invalid:
        return None


def _spec(form: FormPlan, path: Path, writer: Writer) -> tuple[FieldSpec, tuple[str, ...]]:
    """Rules look at the form's own record as far as the writer knows it, and at nothing beyond."""
    spec = form.entity.entity.field(path[0])
    if spec is None or len(path) > 1 or spec.id in form.unknown or spec.id not in writer.known:
        raise invalid("field.unknown", field=".".join(path), entity=form.entity.entity.name)
    return spec, operators_of(spec)


def _with_sets(form: FormPlan, held: tuple[bool | None, ...], values: Values, clock: Clock, writer: Writer) -> Values:
    current = dict(values)
    for rule, on in zip(form.rules, held, strict=True):
        for reaction, checked in rule.then if on else ():
            if reaction.do != "set":
                continue
            for id in reaction.fields:
                spec = form.entity.entity.field(id)
                if spec is None or id not in writer.writable:
                    continue
                if checked is None:
                    given = reaction.value is not None
                    current[id] = default(spec, reaction.value, clock, writer.reader) if given else empty(spec)
                elif (made := _made(form, spec, checked, current, clock, writer)) is not None:
                    current[id] = made[0]
    return current


def _made(
    form: FormPlan, spec: FieldSpec, checked: Checked, values: Values, clock: Clock, writer: Writer
) -> tuple[Value] | None:
    """What a formula sets a field to; None where it gives no value that the field can hold."""
    if any(path[0] in form.unknown or path[0] not in writer.known for path in checked.inputs):
        return None
    result = _scene(form, values, clock, writer).evaluate(checked)
    if isinstance(result, FormulaError):
        return None
    try:
        return (as_field(spec, result),)
    except Invalid:
        return None


def as_field(spec: FieldSpec, result: Value) -> Value:
    """The result of a formula as the field holds it: numbers rounded half-up to its places. Raises Invalid."""
    if result is None or result == "":
        return None
    if isinstance(result, Decimal):
        result = stored_decimal(result, spec.scale())
    value: Value = field_type(spec).parse(spec, field_type(spec).dump(result))
    return value


def _states(form: FormPlan, standing: Standing) -> Mapping[str, tuple[bool, bool]]:
    """By field on the form: whether it shows, and whether it must be filled.

    What cannot be told here stays open: the field may show and need not be filled.
    """
    return {place.field: _state(form, standing, place.field, place.required) for place, _ in form.placed}


def _state(form: FormPlan, standing: Standing, id: str, required: bool) -> tuple[bool, bool]:
    shows: list[bool | None] = []
    hidden: list[bool | None] = []
    asked: list[bool | None] = [required]
    free: list[bool | None] = []
    kinds = {"show": shows, "hide": hidden, "require": asked, "readonly": free}
    for rule, on in zip(form.rules, standing.held, strict=True):
        for reaction, _ in rule.then:
            if id in reaction.fields and reaction.do in kinds:
                kinds[reaction.do].append(on)
    visible = True not in hidden and (not shows or any(one is not False for one in shows))
    certain = visible and None not in hidden and (not shows or True in shows)
    return visible, certain and True in asked and not any(one is not False for one in free)


def _set(form: FormPlan, standing: Standing, before: Values, writer: Writer) -> Mapping[str, Value]:
    """The fields that rules have changed."""
    touched = {
        id
        for rule, on in zip(form.rules, standing.held, strict=True)
        for reaction, _ in rule.then
        if reaction.do == "set"
        for id in reaction.fields
    }
    return {
        id: standing.values.get(id) for id in touched & writer.writable if standing.values.get(id) != before.get(id)
    }


def _missing(
    form: FormPlan, standing: Standing, states: Mapping[str, tuple[bool, bool]], writer: Writer
) -> Iterator[Problem]:
    """Fields that the form wants filled. A field that is set aside as read-only here is nobody's to fill."""
    fixed = {one.target.id for one in form.copies if one.fixed and one.table is None}
    for place, spec in form.placed:
        open_ = spec.id in writer.writable and not place.readonly and spec.id not in fixed
        if open_ and states[spec.id][1] and standing.values.get(spec.id) in (None, ()):
            yield Problem("field.required", (spec.key,), {"field": spec.name})
