"""The side of a form that strangers see: which fields, which of them they fill in, and what is added for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dougong_engine import formula
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form, Placement, PublicForm
from dougong_engine.design.role import Grant, Scope
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields._uploads import Uploads
from dougong_engine.fields.formula import Formula
from dougong_engine.fields.link import Link
from dougong_engine.fields.rollup import Rollup
from dougong_engine.fields.sub_table import SubTable

PEOPLE = frozenset({Refers.PERSON, Refers.DEPARTMENT})
"""What a field may point to that no stranger chooses from."""

BEYOND = frozenset({""})
"""Stands for whatever is not in the record itself."""


@dataclass(frozen=True, slots=True)
class PublicSide:
    """`shown` are the placed fields in the order of the form; `filled` the ids of those that a stranger gives a value.

    `fixed` are values by field id that stand whatever a stranger sends.
    """

    public: PublicForm
    shown: tuple[FieldSpec, ...]
    filled: frozenset[str]
    fixed: Mapping[str, Json]

    @property
    def links(self) -> tuple[Link, ...]:
        """The links among them, whose records may be listed."""
        return tuple(one for one in self.shown if isinstance(one, Link))


def public_side(form: Form, entity: Entity) -> PublicSide | None:
    """What strangers get of a form; None for one without a public side.

    People and departments, links that are not listed, files where none may be attached, numbers to be drawn and
    whatever is computed from anything beyond the fields shown are left out.
    """
    if form.public is None:
        return None
    placed = {one.field: one for section in form.sections for one in section.fields}
    specs = {id: spec for id in placed if (spec := entity.field(id)) is not None}
    shown = {id: spec for id, spec in specs.items() if not spec.computed() and _for_strangers(spec, form.public)}
    _add_computed(shown, specs)
    filled = frozenset(id for id, spec in shown.items() if not spec.computed() and _given(form, placed[id]))
    readonly = {
        id: placed[id].default
        for id, spec in shown.items()
        if id not in filled and not spec.computed() and placed[id].default is not None
    }
    ordered = tuple(shown[id] for id in specs if id in shown)
    return PublicSide(form.public, ordered, filled, {**readonly, **form.public.values})


def for_strangers(spec: FieldSpec) -> bool:
    """Whether a field could be filled in by somebody who may know nobody and no record of the workspace."""
    refers = field_type(spec).refers
    if isinstance(spec, SubTable):
        return all(column.computed() or field_type(column).refers is None for column in spec.fields)
    return refers not in PEOPLE


def heads(paths: Iterable[tuple[str, ...]], shown: Mapping[str, FieldSpec]) -> frozenset[str]:
    """The fields of the record that paths begin at; BEYOND is among them where one leads to another record."""
    found: set[str] = set()
    for path in paths:
        found |= {path[0]} if len(path) == 1 or isinstance(shown.get(path[0]), SubTable) else BEYOND
    return frozenset(found)


def read_by(expression: str, shown: Mapping[str, FieldSpec]) -> frozenset[str]:
    """The same for the paths of a formula; one that cannot be read may read anything."""
    try:
        return heads(formula.paths(formula.parse(expression)), shown)
    except Invalid:
        return BEYOND


def grants(form: Form, side: PublicSide, titles: Mapping[str, str]) -> tuple[Grant, ...]:
    """The rights of a stranger: to make a record with these fields, and to read the titles of what may be chosen.

    `titles` says by entity id which field is the title.
    """
    fields = sorted({*side.filled, *side.fixed})
    made = Grant(
        entity=form.entity, scope=Scope(rows="own"), fields=dict.fromkeys(fields, "write"), actions=("create",)
    )
    listed = sorted({one.entity for one in side.links if one.entity in titles})
    return (made, *(Grant(entity=id, scope=Scope(rows="all"), fields={titles[id]: "read"}) for id in listed))


def completed(side: PublicSide, entity: Entity, raw: Mapping[str, Json]) -> dict[str, Json]:
    """What a stranger sent, by key, with the fixed values in it and ready for the write contract.

    What is shown but not filled in is passed over: the browser sends what it computed. Rows of sub-tables lose their
    ids, which would name rows of others. Raises Invalid: public_form.field, public_form.files.
    """
    shown = {one.key: one for one in side.shown}
    problems = [Problem("public_form.field", (key,)) for key in raw if key not in shown]
    given = {key: _nameless(one) for key, one in raw.items() if key in shown and shown[key].id in side.filled}
    problems += _too_many(side, given)
    if problems:
        raise Invalid(problems)
    keys = {id: spec.key for id in side.fixed if (spec := entity.field(id)) is not None}
    return {**given, **{key: side.fixed[id] for id, key in keys.items()}}


def closed(public: PublicForm, now: datetime, taken: int) -> str | None:
    """The code that says why nobody can answer now; None while the form is open. `taken` counts the answers."""
    if public.opens is not None and now < public.opens:
        return "public_form.early"
    if public.closes is not None and now >= public.closes:
        return "public_form.late"
    if public.most is not None and taken >= public.most:
        return "public_form.full"
    return None


def _for_strangers(spec: FieldSpec, public: PublicForm) -> bool:
    if spec.type == "auto_number" or not for_strangers(spec):
        return False
    if isinstance(spec, Link):
        return spec.id in public.lists
    return public.files is not None if isinstance(spec, Uploads) else True


def _add_computed(shown: dict[str, FieldSpec], specs: Mapping[str, FieldSpec]) -> None:
    """Adds what is computed from nothing but fields that are shown; one such field may read another."""
    waiting = [one for one in specs.values() if one.computed()]
    while ready := [one for one in waiting if _inputs(one, shown) <= shown.keys()]:
        shown.update({one.id: one for one in ready})
        waiting = [one for one in waiting if one.id not in shown]


def _inputs(spec: FieldSpec, shown: Mapping[str, FieldSpec]) -> frozenset[str]:
    match spec:
        case Formula():
            return read_by(spec.expression, shown)
        case Rollup(rows=str(rows)):
            return frozenset({rows})
        case _:
            return BEYOND


def _given(form: Form, place: Placement) -> bool:
    """Whether a stranger's value for a field counts: a read-only one takes it only from a rule that sets it, and one
    that is always copied from a linked record, which strangers do not read, never."""
    sets = (
        reaction.fields
        for rule in form.rules
        for reaction in rule.then
        if reaction.do == "set" and place.field in reaction.fields
    )
    values = {} if form.public is None else form.public.values
    copied = place.fill is not None and place.fill.fixed
    return place.field not in values and not copied and (not place.readonly or any(sets))


def _nameless(value: Json) -> Json:
    if not isinstance(value, list):
        return value
    return [{key: one for key, one in row.items() if key != "id"} if isinstance(row, dict) else row for row in value]


def _too_many(side: PublicSide, given: Mapping[str, Json]) -> Iterator[Problem]:
    most = 0 if side.public.files is None else side.public.files.most
    for spec in side.shown:
        value = given.get(spec.key)
        if isinstance(spec, Uploads) and isinstance(value, list) and len(value) > most:
            yield Problem("public_form.files", (spec.key,), {"field": spec.name, "most": most})
