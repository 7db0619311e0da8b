"""Builds one SELECT over an entity with the caller's rights inside every reference."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.predicate import compare
from dougong.storage.resolve import Branch, Leaf, Path, Resolved, field_at, ready, unfold, values
from dougong.storage.schema import Schema
from dougong.storage.scope import owner_in, task_records
from dougong_engine.access.plan import Access, TaskRows
from dougong_engine.design.role import Scope
from dougong_engine.errors import invalid
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.link import Link
from dougong_engine.formula.values import Clock

Column = sa.ColumnElement[Any]
Predicate = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the row at hand. `shown` tells in which rows the caller may see it; None: in all of them.

    `masked` tells in which further rows a part of it may be shown; only a glimpse has it.
    """

    spec: FieldSpec
    place: Place
    table: sa.FromClause
    shown: Predicate | None
    masked: Predicate | None = None

    def never(self) -> bool:
        """True if the caller may see it in no row."""
        return isinstance(self.shown, sa.False_)

    def value(self) -> "sa.ColumnElement[object]":
        """The stored value, NULL where the caller may not see it."""
        assert self.place.column is not None
        return self.guard(self.table.c[self.place.column.name])

    def guard(self, expression: "sa.ColumnElement[object]") -> "sa.ColumnElement[object]":
        """Any expression over the cell, NULL where the caller may not see it."""
        if self.shown is None:
            return expression
        return sa.case((self.shown, expression), else_=sa.null())


@dataclass(frozen=True, slots=True)
class Titled:
    """Rows of an entity and the cell of their title; `visible` are the conditions under which rows exist."""

    rows: sa.FromClause
    title: Cell
    visible: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class _At:
    """What a path leads to, before anybody's right to the field itself is asked."""

    entity_id: str
    spec: FieldSpec
    place: Place
    rows: sa.FromClause
    reached: Predicate | None

    def cell(self, allowed: Predicate | None) -> Cell:
        """The cell where the path can be followed and the field is allowed."""
        both = [one for one in (self.reached, allowed) if one is not None]
        return Cell(self.spec, self.place, self.rows, sa.and_(*both) if both else None)


@dataclass(slots=True)
class Reader:
    """The state of building one statement: its joins and the values that conditions in roles bind.

    `rights` answers the caller's access to an entity. `trusted` readers (roles' own conditions, stage gates) see all.
    A reader of the `trash` sees what was removed and the caller may remove, instead of what lives. With an `image` the
    entity's own rows come from there.
    """

    schema: Schema
    entity_id: str
    rights: Callable[[str], Access]
    clock: Clock
    bound: dict[str, object] = field(default_factory=dict)
    trusted: bool = False
    trash: bool = False
    image: sa.FromClause | None = None
    _source: sa.FromClause = field(init=False)
    _root: sa.FromClause = field(init=False)
    _joined: dict[Path, tuple[str, sa.FromClause, Predicate | None]] = field(default_factory=dict)
    _titles: int = 0

    def __post_init__(self) -> None:
        self._root = (self.table.table if self.image is None else self.image).alias("r")
        self._source = self._root

    @property
    def table(self) -> EntityTable:
        """The entity's tables."""
        return self.schema.table(self.entity_id)

    @property
    def root(self) -> sa.FromClause:
        """The entity's own rows in this statement."""
        return self._root

    @property
    def source(self) -> sa.FromClause:
        """The rows with everything joined so far; read it last."""
        return self._source

    def alive(self) -> Predicate:
        """True for rows that are not in the trash; the other way round for a reader of the trash."""
        removed_at = self._root.c.deleted_at
        return removed_at.is_not(None) if self.trash else removed_at.is_(None)

    def visible(self) -> list[Predicate]:
        """Which rows exist for the caller."""
        if self.trusted:
            return [self.alive()]
        access = self.rights(self.entity_id)
        rows = access.acts.get("delete", frozenset()) & access.rows if self.trash else access.rows
        scope = self.within(access, rows, self.entity_id, self._root)
        return [self.alive()] if scope is None else [self.alive(), scope]

    def by_owner(self) -> Callable[[Column], Predicate] | None:
        """The test of an owner that the caller's scopes come down to; None where they ask for more than the owner."""
        access = self.rights(self.entity_id)
        scopes = [access.scopes[one] for one in sorted(access.rows)]
        if self.trusted or self.trash or access.everywhere(access.rows):
            return None
        if any(isinstance(one, TaskRows) or one.rows == "condition" for one in scopes):
            return None
        tests = [one for one in scopes if isinstance(one, Scope)]
        return lambda owner: sa.or_(
            sa.false(), *(found for one in tests if (found := owner_in(one, owner)) is not None)
        )

    def within(self, access: Access, scopes: frozenset[int], entity_id: str, rows: sa.FromClause) -> Predicate | None:
        """True for rows in any of the scopes; None where that is every row."""
        if access.everywhere(scopes):
            return None
        return sa.or_(sa.false(), *(self._scope(access, one, entity_id, rows) for one in sorted(scopes)))

    def _scope(self, access: Access, index: int, entity_id: str, rows: sa.FromClause) -> Predicate:
        scope = access.scopes[index]
        if isinstance(scope, TaskRows):
            return rows.c.id.in_(task_records(scope, entity_id))
        if scope.rows != "condition":
            found = owner_in(scope, rows.c.owner)
            assert found is not None
            return found
        assert scope.where is not None
        # Several readers of one statement share what is bound: the names begin with how much there is already.
        resolved = ready(scope.where, self.schema, entity_id, self.clock, f"s{len(self.bound)}_")
        inner = Reader(self.schema, entity_id, self.rights, self.clock, self.bound, trusted=True, image=self.image)
        self.bound |= values(resolved)
        matching = inner.where(resolved)
        return rows.c.id.in_(sa.select(inner.root.c.id).select_from(inner.source).where(matching))

    def cell(self, path: Path) -> Cell:
        """The field at a path. Raises Invalid: field.unknown, field.hidden, field.not_link."""
        at = self._at(path)
        return at.cell(self._shown(at.entity_id, at.spec, at.rows))

    def glimpse(self, path: Path) -> Cell:
        """The field at a path for showing it and nothing else: where its value is hidden, a mask of it may be seen.

        Raises as `cell`, but `field.hidden` only where there is no mask either.
        """
        at = self._at(path)
        access = None if self.trusted else self.rights(at.entity_id)
        where = frozenset[int]() if access is None else access.masked.get(at.spec.id, frozenset())
        if access is None or not where:
            return at.cell(self._shown(at.entity_id, at.spec, at.rows))
        readable = bool(access.read.get(at.spec.id))
        shown = at.cell(self._shown(at.entity_id, at.spec, at.rows) if readable else sa.false())
        masked = at.cell(self.within(access, where, at.entity_id, at.rows)).shown
        return replace(shown, masked=sa.true() if masked is None else masked)

    def _at(self, path: Path) -> "_At":
        field_at(self.schema, self.entity_id, path)
        path = unfold(self.schema, self.entity_id, path)
        entity_id, rows, reached = self._reach(path[:-1])
        table = self.schema.table(entity_id)
        spec = table.entity.field(path[-1])
        assert spec is not None
        return _At(entity_id, spec, table.place(spec.id), rows, reached)

    def _shown(self, entity_id: str, spec: FieldSpec, rows: sa.FromClause) -> Predicate | None:
        if self.trusted:
            return None
        access = self.rights(entity_id)
        if not access.read.get(spec.id):
            raise invalid("field.hidden", field=spec.key)
        return None if access.plain(spec.id) else self.within(access, access.read[spec.id], entity_id, rows)

    def _reach(self, links: Path) -> tuple[str, sa.FromClause, Predicate | None]:
        """The entity, its joined rows and where they may be seen, at the end of a path of links."""
        if not links:
            return self.entity_id, self._root, None
        if links not in self._joined:
            link = self.cell(links)
            assert isinstance(link.spec, Link)
            assert link.place.column is not None
            target = link.spec.entity
            rows = self.schema.table(target).table.alias(f"j{len(self._joined) + 1}")
            here = link.table.c[link.place.column.name]
            match_ = [rows.c.id == here, rows.c.deleted_at.is_(None)]
            if link.shown is not None:
                match_.append(link.shown)
            if not self.trusted:
                access = self.rights(target)
                scope = self.within(access, access.rows, target, rows)
                match_ += [] if scope is None else [scope]
            self._source = self._source.outerjoin(rows, sa.and_(*match_))
            # A link whose record the caller may not see is no empty cell: it matches nothing at all.
            reached = sa.or_(here.is_(None), rows.c.id.is_not(None))
            if link.shown is not None:
                reached = sa.and_(link.shown, reached)
            self._joined[links] = target, rows, reached
        return self._joined[links]

    def titled(self, entity_id: str) -> "Titled | None":
        """The records of an entity that the caller may see, with their titles; None where titles are never read."""
        table = self.schema.table(entity_id)
        spec = table.entity.field(table.entity.title)
        assert spec is not None
        place = table.place(spec.id)
        access = self.rights(entity_id)
        if place.column is None or not (self.trusted or access.read.get(spec.id)):
            return None
        self._titles += 1
        rows = table.table.alias(f"t{self._titles}")
        wanted: list[Predicate] = [rows.c.deleted_at.is_(None)]
        if not self.trusted:
            scope = self.within(access, access.rows, entity_id, rows)
            wanted += [] if scope is None else [scope]
        return Titled(rows, Cell(spec, place, rows, self._shown(entity_id, spec, rows)), tuple(wanted))

    def title_of(self, entity_id: str, id_: "sa.ColumnElement[Any]") -> "sa.ColumnElement[Any]":
        """The title of the record with an id; NULL unless the caller may see that record and its title."""
        found = self.titled(entity_id)
        if found is None:
            return sa.null()
        return sa.select(found.title.value()).where(found.rows.c.id == id_, *found.visible).scalar_subquery()

    def where(self, resolved: Resolved) -> Predicate:
        """A condition over what the caller may see: restricted cells match no operator."""
        match resolved:
            case Branch(how="all", parts=parts):
                return sa.and_(sa.true(), *(self.where(part) for part in parts))
            case Branch(how="any", parts=parts):
                return sa.or_(sa.false(), *(self.where(part) for part in parts))
            case Branch(parts=parts):
                return sa.not_(self.where(parts[0]))
            case Leaf():
                return compare(self, resolved)
