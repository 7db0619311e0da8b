"""Fills new columns from old ones: changed types, folded texts, defaults of required fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.design.converting import kept_or_converted
from dougong.design.naming import convertible
from dougong.storage import json_list
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Session, Statement
from dougong.storage.entity_table import Place
from dougong.storage.fold_text import fold_text
from dougong.storage.schema import Schema
from dougong.storage.sort_text import sort_text
from dougong_engine.errors import Invalid
from dougong_engine.fields import Value, field_type
from dougong_engine.fields._values import plain

BATCH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """Where a new column's values come from: an older column of the record, or a default for all."""

    target: Place
    old: Place | None = None
    default: Value = None


@dataclass(frozen=True, slots=True)
class Moving:
    """New columns of one table and where their values come from; rows of a sub-table find `parent` by `record_id`."""

    dialect: Dialect
    table: sa.Table
    parent: sa.Table | None
    sources: tuple[Source, ...]
    _plans: dict[bool, "tuple[Statement, Statement | None]"] = field(default_factory=dict)

    async def batch(self, session: Session, after: str, since: datetime | None) -> tuple[str | None, int]:
        """Fill the rows that follow the id `after`; answers the last id, None at the end, and how many rows changed."""
        select, update = self._statements(since is not None)
        bound: dict[str, object] = {"after": after} | ({} if since is None else {"since": since})
        rows = await session.fetch(select, bound)
        changes: list[dict[str, object]] = []
        for row in rows:
            made = self._values(row)
            if made is not None:
                changes.append({"row_id": row[0], **made})
            await self._links(session, row)
        if changes and update is not None:
            await session.many(update, changes)
        return (str(rows[-1][0]) if len(rows) == BATCH else None), len(changes)

    def _values(self, row: tuple[Any, ...]) -> dict[str, object] | None:
        """The binds of one row's update, or None if it holds them already."""
        binds: dict[str, object] = {}
        differs = False
        for number, source in enumerate(self.sources):
            if source.target.column is None:
                continue
            value = _value(source, row[1 + 4 * number], row[2 + 4 * number])
            texts = _texts(source.target, value)
            stored = value if not isinstance(value, dict) else plain(value)
            binds[f"v{number}"] = stored
            binds |= {f"v{number}_{name}": text for name, text in texts.items()}
            held = row[2 + 4 * number], row[3 + 4 * number], row[4 + 4 * number]
            differs = differs or held != (stored, texts.get("fold"), texts.get("sort"))
        return binds if differs else None

    async def _links(self, session: Session, row: tuple[Any, ...]) -> None:
        """The link tables that this row fills."""
        for number, source in enumerate(self.sources):
            links = source.target.links
            if links is None:
                continue
            kept = tuple(row[2 + 4 * number] or ()) or None
            value = _value(source, row[1 + 4 * number], kept)
            wanted = value if isinstance(value, tuple) else ()
            if wanted == (kept or ()):
                continue
            mine = links.c.record_id == sa.bindparam("row_id", type_=links.c.record_id.type)
            await session.execute(compile_statement(sa.delete(links).where(mine), self.dialect), {"row_id": row[0]})
            rows = [{"record_id": row[0], "value": one, "position": at} for at, one in enumerate(wanted)]
            if rows:
                await session.many(compile_statement(sa.insert(links), self.dialect), rows)

    def _statements(self, since: bool) -> "tuple[Statement, Statement | None]":
        if since not in self._plans:
            self._plans[since] = (
                compile_statement(self._select(since), self.dialect),
                self._update(),
            )
        return self._plans[since]

    def _select(self, since: bool) -> "sa.Select[Any]":
        """id, then for each source: old value, new value, folded, sortable."""
        wide = _wide(self.table, self.sources)
        selected: list[sa.ColumnElement[Any]] = [wide.c.id]
        for source in self.sources:
            target = source.target
            selected.append(_old(source, wide))
            selected.append(json_list.links(target, wide) if target.column is None else wide.c[target.column.name])
            selected += [sa.null() if one is None else wide.c[one.name] for one in (target.fold, target.sort)]
        labelled = [one.label(f"c{number}") for number, one in enumerate(selected)]
        select = sa.select(*labelled).where(wide.c.id > sa.bindparam("after", type_=wide.c.id.type))
        if since:
            parent = self.parent if self.parent is not None else wide
            changed = parent.c.updated_at >= sa.bindparam("since", type_=parent.c.updated_at.type)
            if self.parent is not None:
                changed = wide.c.record_id.in_(sa.select(parent.c.id).where(changed))
            select = select.where(changed)
        return select.order_by(wide.c.id).limit(sa.literal_column(str(BATCH)))

    def _update(self) -> "Statement | None":
        values: dict[str, Any] = {}
        for number, source in enumerate(self.sources):
            target = source.target
            for column, suffix in ((target.column, ""), (target.fold, "_fold"), (target.sort, "_sort")):
                if column is not None:
                    values[column.name] = sa.bindparam(f"v{number}{suffix}", type_=column.type)
        if not values:
            return None
        mine = self.table.c.id == sa.bindparam("row_id", type_=self.table.c.id.type)
        return compile_statement(sa.update(self.table).where(mine).values(values), self.dialect)


def _wide(table: sa.Table, sources: tuple[Source, ...]) -> sa.TableClause:
    """The table with the columns of both versions: the database has them all."""
    columns: dict[str, sa.ColumnClause[Any]] = {one.name: sa.column(one.name, one.type) for one in table.c}
    for source in sources:
        if source.old is not None and source.old.column is not None:
            columns.setdefault(source.old.column.name, sa.column(source.old.column.name, source.old.column.type))
    return sa.table(table.name, *columns.values(), schema=table.schema)


def _old(source: Source, wide: sa.TableClause) -> "sa.ColumnElement[Any]":
    if source.old is None:
        return sa.null()
    if source.old.links is not None:
        return json_list.links(source.old, wide)
    assert source.old.column is not None
    return wide.c[source.old.column.name]


def _value(source: Source, current: Any, held: Any) -> Value:
    if source.old is None:
        given: Value = source.default if held is None else held
        return given
    if source.old.column is not None and source.target.column is not None:
        same = source.old.column.name == source.target.column.name
        if same:
            kept: Value = current
            return kept
    value = tuple(current) if isinstance(current, list) else current
    return kept_or_converted(source.old.spec, source.target.spec, value or None if value == () else value, held)


def _texts(target: Place, value: Value) -> dict[str, str | None]:
    texts: dict[str, str | None] = {}
    if target.fold is not None:
        texts["fold"] = fold_text(value)
    if target.sort is not None:
        texts["sort"] = None if value is None else sort_text(str(value))
    return texts


def movings(before: Schema, after: Schema, entity_id: str, dialect: Dialect) -> Iterator[Moving]:
    """What has to be moved in the tables of an entity that is published anew."""
    old = before.tables.get(entity_id)
    if old is None:
        return
    new = after.table(entity_id)
    sources = _sources(old.places, new.places, old.table)
    if sources:
        yield Moving(dialect, new.table, None, sources)
    for place in new.places.values():
        earlier = old.places.get(place.spec.id)
        if place.rows is not None and earlier is not None and earlier.rows is not None:
            sources = _sources(earlier.columns, place.columns, earlier.rows)
            if sources:
                yield Moving(dialect, place.rows, new.table, sources)


def _sources(old: Mapping[str, Place], new: Mapping[str, Place], old_table: sa.Table) -> tuple[Source, ...]:
    found = (_source(old.get(id), place, old_table) for id, place in new.items())
    return tuple(one for one in found if one is not None)


def _source(old: Place | None, new: Place, old_table: sa.Table) -> Source | None:
    if old is None:
        default = _default(new) if new.spec.required else None
        return None if default is None or new.column is None else Source(new, None, default)
    if old.column is not None and new.column is not None and old.column.name == new.column.name:
        added = [one for one in (new.fold, new.sort) if one is not None and one.name not in old_table.c]
        return Source(new, old) if added else None
    moved = (new.column if new.column is not None else new.links) is not None
    same_links = old.links is not None and new.links is not None and old.links.name == new.links.name
    if moved and not same_links and convertible(old.spec, new.spec):
        return Source(new, old)
    return None


def _default(place: Place) -> Value:
    """A required field's literal default as a value; None if it has none."""
    raw = place.spec.default
    if raw is None or isinstance(raw, dict):
        return None
    try:
        value: Value = field_type(place.spec).parse(place.spec, raw)
    except Invalid:
        return None
    return value


__all__ = ["BATCH", "Moving", "Source", "movings"]
