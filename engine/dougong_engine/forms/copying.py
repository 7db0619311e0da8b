"""What a form copies from the records that its links lead to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Path, Problem
from dougong_engine.fields import FieldSpec, Row, Value, field_type
from dougong_engine.forms.facts import Values
from dougong_engine.forms.form_plan import Copy, FormPlan
from dougong_engine.forms.patch import Patch, empty

Sources = Mapping[str, Mapping[str, Mapping[str, Json]]]
"""Entity → record → field → value as the API tells it, for what the writer may read; all else is absent."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Records of an entity and the fields of them that are copied from."""

    ids: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def __or__(self, other: "Wanted") -> "Wanted":
        return Wanted(self.ids | other.ids, self.fields | other.fields)


@dataclass(slots=True)
class Copied:
    """Values by field id that the form puts in, and what cannot be put in."""

    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where copies go: the record or one row, as it was stored, as it came, and as it stands."""

    was: Values
    came: Values
    now: Values
    path: Path


def wanted_sources(form: FormPlan, patch: Patch, record: Values | None) -> Mapping[str, Wanted]:
    """What to read before `copied` can be asked: by entity; bounded by the rows of the form."""
    found: dict[str, Wanted] = {}
    for table in dict.fromkeys(one.table for one in form.copies):
        for place in _places(form, table, patch, record):
            for copy in (one for one in form.copies if one.table == table):
                one = Wanted(frozenset(_ids(copy, place)), frozenset({copy.source}))
                if one.ids:
                    found[copy.entity] = found.get(copy.entity, Wanted()) | one
    return found


def copied(form: FormPlan, patch: Patch, record: Values | None, start: Values, sources: Sources) -> Copied:
    """What the form copies into a record that begins as `start`.

    A link that changes brings its values along, except into fields that came with a value of their own. Cleared, or
    leading to nothing, it takes away what still is as it was copied. Fixed fields always follow their link.
    """
    found = Copied()
    for table in dict.fromkeys(one.table for one in form.copies):
        copies = [one for one in form.copies if one.table == table]
        rows: list[Row] = []
        for place in _places(form, table, patch, record, start):
            values = {one.target.id: new for one in copies for new in _copy(one, place, sources, found.problems)}
            if table is None:
                found.values |= values
            else:
                rows.append({**place.now, **values})
        if table is not None and rows and tuple(rows) != start.get(table):
            found.values[table] = tuple(rows)
    return found


def _places(
    form: FormPlan, table: str | None, patch: Patch, record: Values | None, start: Values | None = None
) -> Iterator[_Place]:
    stored: Values = {} if record is None else record
    now = {**stored, **patch.values} if start is None else start
    if table is None:
        yield _Place(stored, patch.values, now, ())
        return
    key = _key(form.entity.entity.field(table))
    old = {str(row.get("id")): row for row in _rows(stored.get(table))}
    for index, row in enumerate(_rows(now.get(table))):
        came = row if table in patch.values else {}
        yield _Place(old.get(str(row.get("id")), {}), came, row, (key, index))


def _rows(value: Value) -> Sequence[Row]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, tuple) else []


def _key(spec: FieldSpec | None) -> str:
    return "" if spec is None else spec.key


def _links(copy: Copy, place: _Place) -> tuple[str | None, str | None, bool]:
    """The record that the link leads to now, the one before, and whether the field came without a value of its own."""
    new, old = place.now.get(copy.link), place.was.get(copy.link)
    free = copy.target.id not in place.came
    return new if isinstance(new, str) else None, old if isinstance(old, str) else None, free


def _ids(copy: Copy, place: _Place) -> Iterator[str]:
    new, old, free = _links(copy, place)
    if copy.fixed:
        yield from (new,) if new is not None else ()
    elif free and copy.link in place.came and new != old:
        yield from (one for one in (new, old) if one is not None)


def _copy(copy: Copy, place: _Place, sources: Sources, problems: list[Problem]) -> Iterator[Value]:
    """The one value that is put into the target; nothing where it stays as it is."""
    new, old, free = _links(copy, place)
    nothing = empty(copy.target)
    now = place.now.get(copy.target.id, nothing)
    if copy.fixed:
        if new is None:
            yield nothing
        elif (raw := _source(copy, new, sources)) is not None:
            yield _read(copy, raw[0], place, problems)
        elif not free and now != place.was.get(copy.target.id, nothing):
            problems.append(Problem("field.readonly", (*place.path, copy.target.key), {"field": copy.target.name}))
        return
    if not free or copy.link not in place.came or new == old:
        return
    found = (None,) if new is None else _source(copy, new, sources)
    if found is None:
        return
    value = _read(copy, found[0], place, problems)
    if value != nothing:
        yield value
        return
    before = None if old is None else _source(copy, old, sources)
    if before is not None and now == _read(copy, before[0], place, []):
        yield nothing


def _source(copy: Copy, id: str, sources: Sources) -> tuple[Json] | None:
    """The value to copy; None where the writer may not read it."""
    record = sources.get(copy.entity, {}).get(id, {})
    return (record[copy.source],) if copy.source in record else None


def _read(copy: Copy, raw: Json, place: _Place, problems: list[Problem]) -> Value:
    """The value as if somebody had typed it."""
    if raw is None:
        return empty(copy.target)
    try:
        value: Value = field_type(copy.target).parse(copy.target, raw)
    except Invalid as error:
        told = {"field": copy.target.name}
        path = (*place.path, copy.target.key)
        problems += (Problem(one.code, (*path, *one.path), {**told, **one.params}) for one in error.problems)
        return empty(copy.target)
    return value
