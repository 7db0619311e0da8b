"""A list of records as one SELECT: columns, rights, order and the place where the last page ended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.ddl import has_order
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.order import Near, Order
from dougong.storage.output import Member, Output
from dougong.storage.reader import Cell, Predicate, Reader
from dougong.storage.resolve import Path, Resolved
from dougong.storage.scope import stamp
from dougong_engine.errors import invalid
from dougong_engine.fields.choice import Choice
from dougong_engine.kinds import Storage
from dougong_engine.query.query import Sort

COUNT_LIMIT = 1000
NOT_SORTABLE = frozenset({Storage.LINKS, Storage.ROWS, Storage.JSON, Storage.NONE})


@dataclass(frozen=True, slots=True)
class Listing:
    """A compiled list: its statement, how to read a row, where the sort keys and the caller's epoch stand."""

    statement: Statement
    members: tuple[Member, ...]
    keys: tuple[int, ...]
    epoch: int
    bound: Mapping[str, object]


def listing(
    reader: Reader,
    dialect: Dialect,
    columns: Sequence[tuple[str, Path, bool]],
    where: Resolved | None,
    sort: Sequence[Sort],
    after: tuple[bool, ...] | None,
    limit: int | None = None,
) -> Listing:
    """The list of what the caller may see. `columns` are (key, path, expand); `after` says which last keys were empty.

    The statement takes `ws`, `me`, `limit` where none is given here (a known limit lets PostgreSQL keep one plan), the
    values of `where`, and `after_0` … for the last page's sort keys.
    """
    output = Output(reader, dialect, [], [])
    for key, path, expand in columns:
        output.field(key, path, expand)
    cells = [reader.cell(tuple(one.field.split("."))) for one in sort]
    orders = [_sort_expression(one) for one in cells]
    wanted = list(reader.visible())
    if where is not None:
        wanted.append(reader.where(where))
    keys = tuple(output.add(one) for one in (*orders, reader.root.c.id))
    epoch = output.add(stamp())
    most = sa.bindparam("limit", type_=sa.Integer) if limit is None else sa.literal_column(str(limit), sa.Integer)
    order = Order(orders, sort, reader.root.c.id, most, nullable=not cells or _nullable(cells[0]))
    rows = sa.select(*output.columns).select_from(reader.source)
    select = rows.where(*wanted)
    if cells and _plain(cells[0], reader):
        near = _near(reader, cells[0], rows, wanted) if where is not None and dialect is Dialect.SQLITE else None
        whole: sa.Select[Any] = order.in_turn(select, after, keys, near)
    else:
        behind = [] if after is None else [order.behind(after)]
        whole = select.where(*behind).order_by(*order.by()).limit(most)
    statement = compile_statement(whole, dialect, rows="wire")
    return Listing(statement, tuple(output.members), keys, epoch, dict(reader.bound))


def anchoring(reader: Reader, dialect: Dialect, where: Resolved | None, sort: Sequence[Sort]) -> Listing:
    """The sort keys and the id of one record: the last of the first `limit` ones. No other column is looked at."""
    output = Output(reader, dialect, [], [])
    cells = [reader.cell(tuple(one.field.split("."))) for one in sort]
    orders = [_sort_expression(one) for one in cells]
    keys = tuple(output.add(one) for one in (*orders, reader.root.c.id))
    epoch = output.add(stamp())
    wanted = [*reader.visible(), *([] if where is None else [reader.where(where)])]
    most = sa.bindparam("limit", type_=sa.Integer)
    order = Order(orders, sort, reader.root.c.id, most, nullable=not cells or _nullable(cells[0]))
    select = sa.select(*output.columns).select_from(reader.source).where(*wanted)
    turned = cells and _plain(cells[0], reader)
    whole: sa.Select[Any] = order.in_turn(select, None, keys) if turned else select.order_by(*order.by())
    last = sa.bindparam("before", type_=sa.Integer)
    statement = compile_statement(whole.limit(sa.literal_column("1")).offset(last), dialect, rows="wire")
    return Listing(statement, (), keys, epoch, dict(reader.bound))


def single(reader: Reader, dialect: Dialect, columns: Sequence[tuple[str, Path, bool]]) -> Listing:
    """One record by `id`, if the caller may see it."""
    output = Output(reader, dialect, [], [])
    for key, path, expand in columns:
        output.field(key, path, expand)
    epoch = output.add(stamp())
    wanted = [reader.root.c.id == sa.bindparam("id", type_=reader.root.c.id.type), *reader.visible()]
    select = sa.select(*output.columns).select_from(reader.source).where(*wanted)
    statement = compile_statement(select, dialect, rows="wire", bounded=True)
    return Listing(statement, tuple(output.members), (), epoch, dict(reader.bound))


def counting(reader: Reader, dialect: Dialect, where: Resolved | None, exact: bool) -> Statement:
    """How many records there are for the caller; unless `exact`, counting ends at 1,001."""
    matching = [] if where is None else [reader.where(where)]
    if exact and dialect is Dialect.POSTGRESQL and (holds := reader.by_owner()) is not None:
        return compile_statement(_counting_owners(reader, matching, holds), dialect)
    wanted = [*reader.visible(), *matching]
    if exact:
        select = sa.select(sa.func.count(), stamp()).select_from(reader.source).where(*wanted)
        return compile_statement(select, dialect)
    some = sa.select(sa.literal_column("1")).select_from(reader.source).where(*wanted).limit(COUNT_LIMIT + 1).subquery()
    return compile_statement(sa.select(sa.func.count(), stamp()).select_from(some), dialect)


def _counting_owners(
    reader: Reader, matching: Sequence[Predicate], holds: Callable[["sa.ColumnElement[Any]"], Predicate]
) -> "sa.Select[Any]":
    """The count in two steps, so that each owner is asked once, not each row. A narrow scope goes into the first step
    by itself: PostgreSQL moves what compares the owner alone inwards."""
    owner = reader.root.c.owner
    rows = sa.select(owner, sa.func.count().label("n")).select_from(reader.source).where(reader.alive(), *matching)
    parts = rows.group_by(owner).subquery("of_owners")
    whole = sa.func.coalesce(sa.func.sum(parts.c.n), sa.literal_column("0"))
    columns: tuple[sa.ColumnElement[Any], ...] = (sa.cast(whole, sa.BigInteger), stamp())
    counted: sa.Select[Any] = sa.select(*columns)
    return counted.where(holds(parts.c.owner))


def _sort_expression(cell: Cell) -> "sa.ColumnElement[Any]":
    if cell.spec.storage() in NOT_SORTABLE:
        raise invalid("query.sort.not_sortable", field=cell.spec.key)
    if isinstance(cell.spec, Choice):
        whens = {option.id: place for place, option in enumerate(cell.spec.options)}
        assert cell.place.column is not None
        return cell.guard(sa.case(whens, value=cell.table.c[cell.place.column.name], else_=None))
    if cell.place.sort is not None:
        return cell.guard(cell.table.c[cell.place.sort.name])
    return cell.value()


def _plain(cell: Cell, reader: Reader) -> bool:
    """True for a column of the record itself that everybody here sees in every row: its index can give the order."""
    return cell.table is reader.root and cell.shown is None and not isinstance(cell.spec, Choice)


def _near(reader: Reader, cell: Cell, rows: "sa.Select[Any]", wanted: Sequence[Predicate]) -> Near | None:
    """A first look along the index of the first sort key, where there is one."""
    column = cell.place.column if cell.place.sort is None else cell.place.sort
    if reader.trash or column is None or not has_order(reader.table, column.name):
        return None
    alive, *others = wanted
    fenced = sa.case((sa.and_(sa.true(), *others), sa.true()), else_=sa.false())
    all_rows = reader.table.table.alias("e")
    return Near(rows.where(alive, fenced), all_rows.c[column.name], all_rows.c.deleted_at.is_(None))


def _nullable(cell: Cell) -> bool:
    return cell.place.column is None or bool(cell.place.column.nullable)
