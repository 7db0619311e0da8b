"""Links, people, departments and files that records name must exist; rows of side tables must have their record."""

from collections.abc import Iterator

import sqlalchemy as sa

from dougong.doctor.finding import Finding, Ward, found
from dougong.files.tables import files
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.people_tables import departments, people
from dougong_engine.fields import Refers, field_type
from dougong_engine.fields.link import Link

DANGLING = "reference.dangling"
ORPHAN = "row.orphan"


async def check(ward: Ward) -> list[Finding]:
    """Records in the trash count as existing: they may come back."""
    findings: list[Finding] = []
    for table in ward.schema.tables.values():
        for place in table.places.values():
            name = f"{table.entity.id}.{place.spec.id}"
            for side in (place.links, place.rows):
                if side is not None:
                    orphans = sa.select(side.c.record_id).where(side.c.record_id.not_in(sa.select(table.table.c.id)))
                    findings += found(ORPHAN, name, [row[0] for row in await ward.rows(orphans)])
            for where, select in _references(ward, table, place):
                findings += found(DANGLING, where, [row[0] for row in await ward.rows(select)])
    return findings


def _references(ward: Ward, table: EntityTable, place: Place) -> "Iterator[tuple[str, sa.Select[tuple[object, ...]]]]":
    """Selects of the records whose value in the field, or in a column of the sub-table, names nothing."""
    name = f"{table.entity.id}.{place.spec.id}"
    for inner in place.columns.values():
        target = _target(ward, inner)
        if target is not None and inner.column is not None and place.rows is not None:
            missing = inner.column.is_not(None) & inner.column.not_in(target)
            yield f"{name}.{inner.spec.id}", sa.select(place.rows.c.record_id).where(missing)
    target = _target(ward, place)
    if target is None:
        return
    if place.links is not None:
        yield name, sa.select(place.links.c.record_id).where(place.links.c.value.not_in(target))
    elif place.column is not None:
        missing = place.column.is_not(None) & place.column.not_in(target)
        yield name, sa.select(table.table.c.id).where(missing)


def _target(ward: Ward, place: Place) -> "sa.Select[tuple[object, ...]] | None":
    """The ids that the field may hold."""
    mine = ward.schema.workspace_id
    match field_type(place.spec).refers:
        case Refers.PERSON:
            return sa.select(people.c.id).where(people.c.workspace_id == mine)
        case Refers.DEPARTMENT:
            return sa.select(departments.c.id).where(departments.c.workspace_id == mine)
        case Refers.FILE:
            return sa.select(files.c.id).where(files.c.workspace_id == mine)
        case Refers.RECORD:
            assert isinstance(place.spec, Link)
            return sa.select(ward.schema.table(place.spec.entity).table.c.id)
        case None:
            return None
