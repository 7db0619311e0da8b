"""Writes that come through a form: its copies from linked records and its rules, before the write is judged."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dougong.kernel.problem import refuse
from dougong.records.columns import columns
from dougong.records.reading import remembered
from dougong.records.scene import Scene
from dougong.storage.driver.port import Dialect
from dougong.storage.facts import Current, Fetch
from dougong.storage.listing import Listing, listing
from dougong.storage.output import RESTRICTED, to_object
from dougong.storage.resolve import ready, shape, values
from dougong_engine.access.plan import Access
from dougong_engine.document import Json
from dougong_engine.fields import Value
from dougong_engine.filters.condition import Test
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.filters.operand import MANY_LIMIT
from dougong_engine.forms.copying import Sources, Wanted, wanted_sources
from dougong_engine.forms.entering import Writer, enter
from dougong_engine.forms.patch import Patch

if TYPE_CHECKING:
    from dougong.records.writing import Writing


async def entered(
    writing: "Writing",
    scene: Scene,
    fetch: Fetch,
    entity_id: str,
    patch: Patch,
    current: Current | None,
    form_id: str | None,
) -> Patch:
    """What the form makes of a patch that the caller may write, under the caller's rights; without one it stays.

    Refuses (404) a form that is none of this entity; raises Invalid for what the form requires.
    """
    if form_id is None:
        return patch
    form = scene.planning.form(form_id, entity_id)
    if form is None:
        raise refuse(404, "design.unknown", id=form_id)
    record: Mapping[str, Value] | None = None if current is None else current.values
    wanted = wanted_sources(form, patch, record)
    sources = await read_sources(scene, fetch, writing.stage.database.dialect, wanted)
    person = await writing.judging.person(scene, fetch, personal=form.personal or form.entity.personal)
    writer = _writer(scene.planning.access(scene.who, entity_id), current, person)
    return enter(form, patch, _seen(record, writer), sources, scene.clock, writer)


def _writer(access: Access, current: Current | None, person: Person) -> Writer:
    if current is None:
        writable = frozenset(id for id, granted in access.create.items() if granted)
        return Writer(person, access.readable() | writable, writable)
    known = frozenset(id for id, where in access.read.items() if where & current.within)
    return Writer(person, known, frozenset(id for id, where in access.write.items() if where & current.within))


def _seen(record: Mapping[str, Value] | None, writer: Writer) -> Mapping[str, Value] | None:
    """A form's rules answer to nothing that its writer may not see."""
    return None if record is None else {id: value for id, value in record.items() if id in writer.known}


async def read_sources(scene: Scene, fetch: Fetch, dialect: Dialect, wanted: Mapping[str, Wanted]) -> Sources:
    """Values to copy, of the records and fields that the caller may read: one statement for each entity."""
    found: dict[str, dict[str, dict[str, Json]]] = {}
    for entity_id, one in wanted.items():
        readable = scene.planning.access(scene.who, entity_id).readable()
        fields = sorted(one.fields & readable)
        ids = sorted(one.ids) if fields else []
        for first in range(0, len(ids), MANY_LIMIT):
            some = await _read(scene, fetch, dialect, entity_id, fields, ids[first : first + MANY_LIMIT])
            found.setdefault(entity_id, {}).update(some)
    return found


async def _read(
    scene: Scene, fetch: Fetch, dialect: Dialect, entity_id: str, fields: Sequence[str], ids: Sequence[str]
) -> dict[str, dict[str, Json]]:
    schema = scene.planning.schema
    entity = schema.table(entity_id).entity
    keys = {spec.key: id for id in fields if (spec := entity.field(id)) is not None}
    condition = Test(field="id", op="in", value=list(ids))
    where = ready(condition, schema, entity_id, scene.clock, "p")

    def make() -> Listing:
        wanted = columns(scene, entity_id, tuple(keys), frozenset())
        return listing(scene.reader(entity_id), dialect, wanted, where, (), None, MANY_LIMIT)

    plan = remembered(scene, ("sources", entity_id, tuple(keys), shape(where)), make)
    rows = await fetch.fetch(plan.statement, {**scene.bound(), **plan.bound, **values(where)})
    found: dict[str, dict[str, Json]] = {}
    for row in rows:
        scene.check_epoch(row[plan.epoch])
        record = to_object(plan.members, row)
        hidden = record.get(RESTRICTED, [])
        assert isinstance(hidden, list)
        found[str(record["id"])] = {id: record[key] for key, id in keys.items() if key not in hidden}  # type: ignore[misc]  # wire JSON
    return found
