"""One comparison as SQL; every answer is true or false, never unknown."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dougong.storage.driver.expressions import any_of
from dougong.storage.fold_text import searched
from dougong.storage.resolve import Leaf
from dougong.storage.scope import ME, my_departments, my_subordinates
from dougong_engine.filters.operand import Other, Range, Values, Who
from dougong_engine.kinds import Storage

if TYPE_CHECKING:
    from dougong.storage.reader import Cell, Reader

Predicate = sa.ColumnElement[bool]


def compare(reader: "Reader", leaf: Leaf) -> Predicate:
    """The predicate of a leaf; a cell that the caller may not see matches nothing."""
    cell = reader.cell(leaf.comparison.path)
    match cell.spec.storage():
        case Storage.LINKS:
            found = _in_links(cell, leaf)
        case Storage.ROWS:
            assert cell.place.rows is not None
            some = sa.exists().where(cell.place.rows.c.record_id == cell.table.c.id)
            found = some if leaf.comparison.operator.name == "is_not_empty" else sa.not_(some)
        case _:
            found = _in_column(reader, cell, leaf)
    return found if cell.shown is None else sa.and_(cell.shown, found)


def _in_column(reader: "Reader", cell: "Cell", leaf: Leaf) -> Predicate:
    assert cell.place.column is not None
    column: sa.ColumnElement[Any] = cell.table.c[cell.place.column.name]
    operator = leaf.comparison.operator
    match leaf.comparison.right:
        case None:
            return column.is_(None) if operator.on_empty else column.is_not(None)
        case Range(low=low, high=high, open=open_):
            parts: list[Predicate] = [column.is_not(None)]
            if low is not None:
                parts.append(column >= sa.bindparam(f"{leaf.name}_low", type_=column.type))
            if high is not None:
                bound = sa.bindparam(f"{leaf.name}_high", type_=column.type)
                parts.append(column < bound if open_ else column <= bound)
            return sa.and_(*parts)
        case Who(what=what):
            return _total(_people(column, what, operator.name), column, operator.on_empty)
        case Other(path=path):
            other = reader.cell(path)
            assert other.place.column is not None
            right = other.value()
            known = sa.and_(column.is_not(None), right.is_not(None), _sign(operator.name, column, right))
            return sa.or_(column.is_(None), right.is_(None), known) if operator.on_empty else known
        case Values():
            return _total(_with_values(cell, column, operator.name, leaf.name), column, operator.on_empty)


def _total(predicate: Predicate, column: sa.ColumnElement[Any], on_empty: bool) -> Predicate:
    """The predicate with its answer for empty cells; SQL alone would say 'unknown'."""
    return sa.or_(column.is_(None), predicate) if on_empty else sa.and_(column.is_not(None), predicate)


def _with_values(cell: "Cell", column: sa.ColumnElement[Any], operator: str, name: str) -> Predicate:
    match operator:
        case "in" | "contains_any" | "contains_all":
            return any_of(column, name)
        case "not_in" | "contains_none":
            return sa.not_(any_of(column, name))
        case "contains" | "not_contains" | "starts_with":
            text = searched(cell.table, cell.place)
            part = sa.bindparam(name, type_=text.type)
            if operator == "starts_with":
                return sa.func.substr(text, 1, sa.func.length(part)) == part
            found = Position(text, part) > 0
            return found if operator == "contains" else sa.not_(found)
        case _:
            return _sign(operator, column, sa.bindparam(name, type_=column.type))


def _sign(operator: str, left: sa.ColumnElement[Any], right: sa.ColumnElement[Any]) -> Predicate:
    match operator:
        case "is":
            return left == right
        case "is_not":
            return left != right
        case "gt":
            return left > right
        case "gte":
            return left >= right
        case "lt":
            return left < right
        case "lte":
            return left <= right
        case _:
            raise ValueError(operator)


def _people(column: sa.ColumnElement[Any], what: str, operator: str) -> Predicate:
    match what:
        case "me":
            found: Predicate = column == ME
        case "my_subordinates":
            found = column.in_(my_subordinates())
        case _:
            found = column.in_(my_departments())
    return sa.not_(found) if operator in ("is_not", "not_in", "contains_none") else found


def _in_links(cell: "Cell", leaf: Leaf) -> Predicate:
    links = cell.place.links
    assert links is not None
    mine = links.c.record_id == cell.table.c.id
    operator, right = leaf.comparison.operator.name, leaf.comparison.right
    if right is None:
        some = sa.exists().where(mine)
        return some if operator == "is_not_empty" else sa.not_(some)
    if isinstance(right, Who):
        found = sa.exists().where(mine, _people(links.c.value, right.what, "in"))
        return sa.not_(found) if operator in ("is_not", "not_in", "contains_none") else found
    match operator:
        case "is" | "is_not":
            found = sa.exists().where(mine, links.c.value == sa.bindparam(leaf.name, type_=links.c.value.type))
            return found if operator == "is" else sa.not_(found)
        case "contains_all":
            assert isinstance(right, Values)
            count = sa.select(sa.func.count()).where(mine, any_of(links.c.value, leaf.name)).scalar_subquery()
            return count == sa.bindparam(f"{leaf.name}_count", type_=sa.Integer)
        case "in" | "contains_any":
            return sa.exists().where(mine, any_of(links.c.value, leaf.name))
        case _:
            return sa.not_(sa.exists().where(mine, any_of(links.c.value, leaf.name)))


class Position(FunctionElement[int]):
    """Where a text begins inside another, from 1; 0 for nowhere; by code point."""

    name = "position_of"
    type = sa.Integer()
    inherit_cache = True


@compiles(Position, "postgresql")
def _position_on_postgresql(element: Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(Position, "sqlite")
def _position_on_sqlite(element: Position, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"
