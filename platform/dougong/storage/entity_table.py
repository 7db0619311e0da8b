"""An entity as SQLAlchemy tables: its rows, its link tables, its sub-tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import sqlalchemy as sa

from dougong.storage.physical import TABLE, Name, Names
from dougong.storage.types import BooleanType, DateType, DecimalType, JsonType, MomentType, TextType, UuidType
from dougong_engine.design.entity import SYSTEM_FIELDS, Entity
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.auto_number import AutoNumber
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Storage

FOLDED = frozenset({"text", "long_text", "phone", "email", "url", "auto_number", "formula"})
"""Field types whose text is searched by part and therefore also kept folded."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field's values lie; `column` for plain ones, `links` or `rows` for side tables, nothing for lookups."""

    spec: FieldSpec
    column: "sa.Column[object] | None" = None
    fold: "sa.Column[object] | None" = None
    sort: "sa.Column[object] | None" = None
    links: sa.Table | None = None
    rows: sa.Table | None = None
    columns: "Mapping[str, Place]" = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The tables of one published entity.

    `files` are the ids of fields that hold files, `beside` those whose values need steps of their own after the row
    (files and sub-tables); `numbers` are drawn when a record is made.
    """

    entity: Entity
    table: sa.Table
    places: Mapping[str, Place]
    files: frozenset[str]
    beside: frozenset[str]
    numbers: tuple[AutoNumber, ...]

    def place(self, field: str) -> Place:
        """Where a field lies; KeyError for a field that the entity does not have."""
        return self.places[field]


def column_type(storage: Storage, scale: int) -> sa.types.TypeEngine[object]:
    """The column type for a way of storing."""
    match storage:
        case Storage.TEXT:
            return TextType()
        case Storage.INTEGER:
            return sa.BigInteger()  # type: ignore[return-value]  # an integer engine is a type engine
        case Storage.DECIMAL:
            return DecimalType(scale)
        case Storage.BOOLEAN:
            return BooleanType()
        case Storage.DATE:
            return DateType()
        case Storage.MOMENT:
            return MomentType()
        case Storage.UUID:
            return UuidType()
        case Storage.JSON:
            return JsonType()
        case Storage.LINKS | Storage.ROWS | Storage.NONE:
            raise TypeError(f"{storage} has no column")


def namespace(number: int, sqlite: bool) -> tuple[str | None, str]:
    """Schema and table-name prefix of a workspace: a schema on PostgreSQL, a prefix on SQLite."""
    return (None, f"w{number}_") if sqlite else (f"w_{number}", "")


def build(entity: Entity, names: Names, number: int, sqlite: bool) -> EntityTable:
    """The tables of an entity whose names are all known."""
    schema, prefix = namespace(number, sqlite)
    metadata = sa.MetaData(schema=schema)
    places: dict[str, Place] = {}
    columns: list[sa.Column[object]] = _system_columns()
    for column, spec in zip(tuple(columns), SYSTEM_FIELDS, strict=False):
        places[spec.id] = Place(spec, column)
    for spec in entity.fields:
        name = names.get(spec.id)
        places[spec.id] = place = _place(entity, spec, name, names, metadata, prefix)
        columns += [one for one in (place.column, place.fold, place.sort) if one is not None]
    table = sa.Table(prefix + names[TABLE].name, metadata, *columns)
    files = frozenset(id for id, place in places.items() if field_type(place.spec).refers is Refers.FILE)
    beside = files | {id for id, place in places.items() if place.rows is not None}
    numbers = tuple(one for one in entity.fields if isinstance(one, AutoNumber))
    return EntityTable(entity, table, MappingProxyType(places), files, beside, numbers)


def _system_columns() -> "list[sa.Column[object]]":
    return [
        sa.Column("id", UuidType(), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("owner", UuidType()),
        sa.Column("created_at", MomentType(), nullable=False),
        sa.Column("created_by", UuidType()),
        sa.Column("updated_at", MomentType(), nullable=False),
        sa.Column("updated_by", UuidType()),
        sa.Column("deleted_at", MomentType()),
        sa.Column("errors", JsonType()),
    ]


def _place(
    entity: Entity, spec: FieldSpec, name: Name | None, names: Names, metadata: sa.MetaData, prefix: str
) -> Place:
    if name is None:
        return Place(spec)
    match name.storage:
        case Storage.LINKS:
            value = TextType() if field_type(spec).refers in (None,) else UuidType()
            links = sa.Table(
                prefix + name.name,
                metadata,
                sa.Column("record_id", UuidType(), primary_key=True),
                sa.Column("value", value, primary_key=True),
                sa.Column("position", sa.Integer, nullable=False),
            )
            return Place(spec, links=links)
        case Storage.ROWS:
            assert isinstance(spec, SubTable)
            return _rows(spec, name, names, metadata, prefix)
        case _:
            return _columns(spec, name, sortable=spec.id == entity.title or spec.type == "text")


def _rows(spec: SubTable, name: Name, names: Names, metadata: sa.MetaData, prefix: str) -> Place:
    inner = {
        column.id: _columns(column, names[f"{spec.id}.{column.id}"], sortable=False)
        for column in spec.fields
        if f"{spec.id}.{column.id}" in names and column.storage() not in (Storage.LINKS, Storage.ROWS)
    }
    rows = sa.Table(
        prefix + name.name,
        metadata,
        sa.Column("id", UuidType(), primary_key=True),
        sa.Column("record_id", UuidType(), nullable=False, index=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(one.column for one in inner.values() if one.column is not None),
    )
    return Place(spec, rows=rows, columns=MappingProxyType(inner))


def _columns(spec: FieldSpec, name: Name, sortable: bool) -> Place:
    column: sa.Column[object] = sa.Column(name.name, column_type(name.storage, name.scale))
    folded = name.storage is Storage.TEXT and spec.type in FOLDED
    fold: sa.Column[object] | None = sa.Column(f"{name.name}__fold", TextType()) if folded else None
    sort: sa.Column[object] | None = sa.Column(f"{name.name}__sort", TextType()) if folded and sortable else None
    return Place(spec, column, fold, sort)


__all__ = ["FOLDED", "EntityTable", "Place", "Refers", "build", "column_type", "namespace"]
