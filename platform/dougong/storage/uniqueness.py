"""Names of an entity's indexes, and which fields a unique one holds apart."""

import sqlalchemy as sa

from dougong.storage.entity_table import EntityTable


def index_name(table: sa.Table, column: str, kind: str) -> str:
    """`ix_` or `uq_`, the table and the column: the same on every database."""
    return f"{kind}_{table.name}_{column}"


def unique_fields(table: EntityTable, index: str) -> tuple[str, ...]:
    """The keys of the fields that a unique index of this entity holds apart; empty for an index that is not ours."""
    for place in table.places.values():
        if place.column is not None and place.spec.unique and index == index_name(table.table, place.column.name, "uq"):
            return (place.spec.key,)
    for fields in table.entity.uniques:
        columns = [one.name for id in fields if (one := table.place(id).column) is not None]
        if index == index_name(table.table, "_".join(columns), "uq"):
            return tuple(table.place(id).spec.key for id in fields)
    return ()
