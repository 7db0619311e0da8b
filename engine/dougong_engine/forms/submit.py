"""The pure heart of every write: a patch over facts becomes what is stored, or everything that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dougong_engine.computed.plan import EntityPlan
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec, Refers, Value, field_type
from dougong_engine.fields.choice import Choice, offered
from dougong_engine.fields.long_text import LongText
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.filters.evaluate import Reader
from dougong_engine.filters.operand import relative
from dougong_engine.forms.compute import compute
from dougong_engine.forms.facts import Facts, Values
from dougong_engine.forms.patch import Patch, empty
from dougong_engine.forms.record_scene import RecordScene
from dougong_engine.forms.stages import Move, judge
from dougong_engine.formula.values import Clock

CHOICES = frozenset({"choice", "multi_choice"})


@dataclass(frozen=True, slots=True)
class Write:
    """What to store. `values` holds changed fields only (all fields for a new record), computed ones included.

    `changes` is the history: field id → (before, after), computed fields left out. `errors` names computed fields
    without a result. An update without `changes` stores nothing.
    """

    values: Mapping[str, Value]
    errors: Mapping[str, str]
    changes: Mapping[str, tuple[Value, Value]]
    moves: tuple[Move, ...]
    record: Values


def submit(
    plan: EntityPlan, patch: Patch, facts: Facts, clock: Clock, reader: Reader, *, historical: bool = False
) -> Write:
    """What the patch makes of the record that the facts hold. Raises Invalid with every problem at once.

    `historical` is the marked mode of imports: only new records, gates waived and noted as such.
    """
    before = facts.record
    start = before if before is not None else plan.blank
    given = dict(patch.values) if before is not None else _with_defaults(plan, patch, clock, reader)
    scene = compute(RecordScene(plan, {**start, **given}, {}, facts, clock, reader))
    problems = [*_references(plan, patch, facts), *_fields(plan, scene, given, before)]
    wrong_stages, moves = judge(scene, before, historical)
    problems += wrong_stages
    if not problems:
        problems += _checks(scene)
    if problems:
        raise Invalid(problems)
    return _write(plan, scene, before, moves)


def _write(plan: EntityPlan, scene: RecordScene, before: Values | None, moves: list[Move]) -> Write:
    recorded = plan.recorded
    changed: dict[str, Value]
    changes: dict[str, tuple[Value, Value]]
    if before is None:
        changed = {id: value for id, value in scene.values.items() if value is not None and value != ()}
        changes = {id: (None, value) for id, value in changed.items() if id in recorded}
    else:
        changed = {id: value for id, value in scene.values.items() if before.get(id) != value}
        changes = {id: (before.get(id), value) for id, value in changed.items() if id in recorded}
    return Write(changed, scene.errors, changes, tuple(moves), scene.values)


def _with_defaults(plan: EntityPlan, patch: Patch, clock: Clock, reader: Reader) -> dict[str, Value]:
    given = dict(patch.values)
    given.setdefault("owner", reader.me)
    for spec in plan.defaults:
        if spec.id not in given:
            given[spec.id] = default(spec, spec.default, clock, reader)
    return given


def default(spec: FieldSpec, raw: Json, clock: Clock, reader: Reader) -> Value:
    """The value of a default: a literal or a token."""
    token = raw.get("token") if isinstance(raw, dict) else None
    personal = {
        "me": reader.me,
        "my_manager": reader.manager,
        "my_department": next(iter(reader.departments), None),
    }
    if token in personal:
        found = personal[str(token)]
        return tuple(one for one in (found,) if one) if isinstance(empty(spec), tuple) else found
    if isinstance(raw, dict) and "token" in raw:
        return relative(raw, spec.kind(), clock)
    value: Value = field_type(spec).parse(spec, raw)
    return value


def _references(plan: EntityPlan, patch: Patch, facts: Facts) -> Iterator[Problem]:
    for id, known in facts.known.items():
        spec = plan.entity.field(id)
        assert spec is not None
        value = patch.values.get(id)
        ids = value if isinstance(value, tuple) else (value,)
        absent = [str(one) for one in ids if one is not None and one not in known]
        if absent:
            yield Problem(f"field.{_referred(spec)}.unknown", (spec.key,), {"field": spec.name, "ids": absent})


def _referred(spec: FieldSpec) -> Refers:
    refers = field_type(spec).refers
    assert refers is not None
    return refers


def _fields(plan: EntityPlan, scene: RecordScene, given: Values, before: Values | None) -> Iterator[Problem]:
    for spec in plan.judged:
        value = scene.values.get(spec.id)
        touched = before is None or spec.id in given
        if spec.required and not spec.computed() and touched and value in (None, ()):
            yield Problem("field.required", (spec.key,), {"field": spec.name})
        # Asking for the type first: `isinstance` of these classes costs ten times as much.
        if touched and spec.type == "sub_table" and isinstance(spec, SubTable):
            yield from _rows(spec, value)
        if spec.id in given and before is not None and before.get(spec.id) != value:
            yield from _kept(spec, before.get(spec.id))
        if spec.id in given and (before is None or before.get(spec.id) != value):
            yield from _archived(spec, value, None if before is None else before.get(spec.id))
        if spec.type in CHOICES and isinstance(spec, Choice | MultiChoice) and spec.follows is not None:
            yield from _offered(plan, spec, scene.values, before)


def _kept(spec: FieldSpec, old: Value) -> Iterator[Problem]:
    if isinstance(spec, LongText) and spec.verbatim and old is not None:
        yield Problem("field.verbatim", (spec.key,), {"field": spec.name})


def _archived(spec: FieldSpec, value: Value, old: Value) -> Iterator[Problem]:
    if spec.type in CHOICES and isinstance(spec, Choice | MultiChoice):
        kept = old if isinstance(old, tuple) else (old,)
        new = [one for one in (value if isinstance(value, tuple) else (value,)) if one not in kept]
        gone = [option.name for option in spec.options if option.archived and option.id in new]
        if gone:
            yield Problem("field.choice.archived", (spec.key,), {"field": spec.name, "options": gone})


def _offered(plan: EntityPlan, spec: Choice | MultiChoice, values: Values, before: Values | None) -> Iterator[Problem]:
    """Options that the choice which they follow does not offer; what was stored so stays until one of both changes."""
    assert spec.follows is not None
    watched = (spec.id, spec.follows)
    if before is not None and all(before.get(id) == values.get(id) for id in watched):
        return
    value, chosen = values.get(spec.id), values.get(spec.follows)
    ids = value if isinstance(value, tuple) else (value,)
    wrong = [
        one.name
        for one in spec.options
        if one.id in ids and not offered(one, chosen if isinstance(chosen, str) else None)
    ]
    if wrong:
        followed = plan.entity.field(spec.follows)
        params = {"field": spec.name, "options": wrong, "follows": followed.name if followed else spec.follows}
        yield Problem("field.choice.not_offered", (spec.key,), params)


def _rows(table: SubTable, value: Value) -> Iterator[Problem]:
    rows = value if isinstance(value, tuple) else ()
    if not table.least <= len(rows) <= table.most and (rows or table.required or table.least):
        params = {"field": table.name, "least": table.least, "most": table.most, "count": len(rows)}
        yield Problem("field.sub_table.row_count", (table.key,), params)
    for place, row in enumerate(rows):
        assert isinstance(row, dict)
        for column in table.fields:
            if column.required and not column.computed() and row.get(column.id) in (None, ()):
                yield Problem("field.required", (table.key, place, column.key), {"field": column.name})


def _checks(scene: RecordScene) -> Iterator[Problem]:
    for check in scene.plan.entity.checks:
        if check.when is not None and not scene.holds(check.when):
            continue
        if scene.evaluate(scene.plan.checks[check.id]) is not True:
            keys = [one.key for id in check.fields if (one := scene.plan.entity.field(id)) is not None]
            params = {"check": check.name, "message": check.message, "fields": keys}
            yield Problem("record.check", tuple(keys[:1]), params)
