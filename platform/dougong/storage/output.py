"""What a SELECT answers per record and how its row becomes a JSON object."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from dougong.storage import json_list
from dougong.storage.driver.port import Dialect
from dougong.storage.people_tables import departments, people
from dougong.storage.reader import Cell, Predicate, Reader
from dougong.storage.resolve import Path
from dougong.storage.scope import WORKSPACE
from dougong.storage.types import TextType
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields._mask import STARS
from dougong_engine.fields.link import Link
from dougong_engine.kinds import Storage

RESTRICTED = "restricted"
"""The member of a record that lists the keys which the caller may not see in this row."""

MASKED = "masked"
"""The member of a record that shows a part of some restricted values, by key."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the JSON object: at `value` in the row; `title` names what it points to; `shown` tells if at all.

    `read` turns a value that SQL cannot render by itself into JSON. At `masked` is the text that `mask` makes a mask
    of, null where the caller may see none.
    """

    key: str
    value: int
    title: int | None = None
    shown: int | None = None
    read: Callable[[object], object] | None = None
    masked: int | None = None
    mask: Callable[[str], str] | None = None


@dataclass(slots=True)
class Output:
    """Collects the columns of a SELECT while it is built."""

    reader: Reader
    dialect: Dialect
    columns: "list[sa.ColumnElement[Any]]"
    members: list[Member]

    def add(self, expression: "sa.ColumnElement[Any]") -> int:
        """One more column; answers its position."""
        self.columns.append(expression.label(f"c{len(self.columns)}"))
        return len(self.columns) - 1

    def field(self, key: str, path: Path, expand: bool) -> None:
        """A field's value, with the title of what it points to where `expand` asks for it, or a mask of it."""
        cell = self.reader.glimpse(path)
        member = self._nothing(key) if cell.never() else self._value(key, path, cell, expand)
        if cell.masked is not None:
            part = self.add(_part(cell, cell.masked))
            member = replace(member, masked=part, mask=field_type(cell.spec).mask)
        self.members.append(member)

    def _nothing(self, key: str) -> Member:
        return Member(key, self.add(sa.null()), shown=self.add(sa.and_(sa.true(), sa.false())))

    def _value(self, key: str, path: Path, cell: Cell, expand: bool) -> Member:
        title = self._title(cell, path) if expand else None
        titles = self._title_of if expand else json_list.untitled
        read: Callable[[object], object] | None = None
        match cell.spec.storage():
            case Storage.LINKS:
                expression: sa.ColumnElement[Any] = json_list.links(cell.place, cell.table, titles)
            case Storage.ROWS:
                expression = json_list.rows(cell.place, cell.table, titles)
                titled = [one.spec.key for one in cell.place.columns.values() if expand and _refers(one.spec)]
                read = json_list.row_reader(cell.place, self.dialect, titled)
            case _:
                assert cell.place.column is not None
                expression = cell.table.c[cell.place.column.name]
        return Member(
            key,
            self.add(cell.guard(expression)),
            None if title is None else self.add(title),
            None if cell.shown is None else self.add(sa.and_(sa.true(), cell.shown)),
            read,
        )

    def _title(self, cell: Cell, path: Path) -> "sa.ColumnElement[Any] | None":
        if cell.place.column is None:
            return None
        id_ = cell.table.c[cell.place.column.name]
        match field_type(cell.spec).refers:
            case Refers.PERSON:
                return _name_of(people, id_)
            case Refers.DEPARTMENT:
                return _name_of(departments, id_)
            case Refers.RECORD if isinstance(cell.spec, Link):
                target = cell.spec.entity
                title = self.reader.schema.table(target).entity.title
                if not self.reader.rights(target).read.get(title):
                    return sa.null()
                return self.reader.cell((*path, title)).value()
            case _:
                return None

    def _title_of(self, spec: FieldSpec, id_: "sa.ColumnElement[Any]") -> "sa.ColumnElement[Any] | None":
        """The title of one of several: no join for each, but a look by key."""
        match field_type(spec).refers:
            case Refers.PERSON:
                return _name_of(people, id_)
            case Refers.DEPARTMENT:
                return _name_of(departments, id_)
            case Refers.RECORD if isinstance(spec, Link):
                return self.reader.title_of(spec.entity, id_)
            case _:
                return None


def _part(cell: Cell, where: Predicate) -> "sa.ColumnElement[Any]":
    """The text of which a mask is made, empty for what has none; null where the caller may not even see that."""
    text: sa.ColumnElement[Any] = sa.literal_column("''", TextType())
    if field_type(cell.spec).mask is not None and cell.place.column is not None:
        text = sa.func.coalesce(cell.table.c[cell.place.column.name], text)
    return sa.case((where, text), else_=sa.null())


def _refers(spec: FieldSpec) -> bool:
    return isinstance(spec, Link) or field_type(spec).refers in (Refers.PERSON, Refers.DEPARTMENT)


def _name_of(table: sa.Table, id_: "sa.ColumnElement[Any]") -> "sa.ColumnElement[Any]":
    return sa.select(table.c.name).where(table.c.workspace_id == WORKSPACE, table.c.id == id_).scalar_subquery()


def to_object(members: Sequence[Member], row: Sequence[object]) -> dict[str, object]:
    """A row as the JSON object of a record."""
    record: dict[str, object] = {}
    hidden: list[str] = []
    masks: dict[str, str] = {}
    for member in members:
        value = row[member.value]
        if member.shown is not None and not row[member.shown]:
            hidden.append(member.key)
            value = None
            if member.masked is not None and row[member.masked] is not None:
                masks[member.key] = member.mask(str(row[member.masked])) if member.mask is not None else STARS
        elif value is not None:
            if member.read is not None:
                value = member.read(value)
            elif member.title is not None:
                value = {"id": value, "title": row[member.title]}
        record[member.key] = value
    if hidden:
        record[RESTRICTED] = hidden
    if masks:
        record[MASKED] = masks
    return record
