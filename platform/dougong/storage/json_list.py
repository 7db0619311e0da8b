"""Side tables as one JSON value a record: the ids of a link table, the rows of a sub-table."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from dougong.storage.driver.port import Dialect
from dougong.storage.entity_table import Place
from dougong.storage.types import DecimalType, JsonType, TextType, codec_of
from dougong_engine.fields import FieldSpec
from dougong_engine.fields._values import moment_text
from dougong_engine.kinds import Storage

Convert = Callable[[Any], object]
Titles = Callable[[FieldSpec, "sa.ColumnElement[Any]"], "sa.ColumnElement[Any] | None"]
"""The title of what an id in a field refers to, as far as the caller may see it; None where no title is asked for."""


def untitled(_spec: FieldSpec, _id: "sa.ColumnElement[Any]") -> None:
    """No title is asked for."""


class Gathered(FunctionElement[Any]):
    """Rows gathered into a JSON array, in the order of the second argument; empty without rows."""

    name = "gathered"
    type = JsonType()
    inherit_cache = True


@compiles(Gathered, "postgresql")
def _gathered_on_postgresql(element: Gathered, compiler: SQLCompiler, **options: Any) -> str:
    value, order = (compiler.process(one, **options) for one in element.clauses)
    return f"coalesce(jsonb_agg({value} ORDER BY {order}), '[]'::jsonb)"


@compiles(Gathered, "sqlite")
def _gathered_on_sqlite(element: Gathered, compiler: SQLCompiler, **options: Any) -> str:
    value, order = (compiler.process(one, **options) for one in element.clauses)
    # SQLite 3.40 cannot order inside the aggregate; the rows come from an ordered subquery.
    return f"json_group_array(CASE WHEN {order} IS NULL THEN NULL ELSE {value} END)"


class GatheredRows(Gathered):
    """The same as text, for rows whose cells need a conversion before they are JSON of the API."""

    type = TextType()  # type: ignore[assignment]  # its own type of result
    inherit_cache = True


class Listed(FunctionElement[Any]):
    """Several values as one JSON array."""

    name = "listed"
    type = JsonType()
    inherit_cache = True


@compiles(Listed, "postgresql")
def _listed_on_postgresql(element: Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"jsonb_build_array({compiler.process(element.clauses, **options)})"


@compiles(Listed, "sqlite")
def _listed_on_sqlite(element: Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array({compiler.process(element.clauses, **options)})"


class Titled(FunctionElement[Any]):
    """An id and a title as the JSON object by which the API names what is referred to."""

    name = "titled"
    type = JsonType()
    inherit_cache = True


@compiles(Titled, "postgresql")
def _titled_on_postgresql(element: Titled, compiler: SQLCompiler, **options: Any) -> str:
    id, title = (compiler.process(one, **options) for one in element.clauses)
    return f"jsonb_build_object('id', {id}, 'title', {title})"


@compiles(Titled, "sqlite")
def _titled_on_sqlite(element: Titled, compiler: SQLCompiler, **options: Any) -> str:
    id, title = (compiler.process(one, **options) for one in element.clauses)
    return f"json_object('id', {id}, 'title', {title})"


def links(place: Place, outer: sa.FromClause, title: Titles = untitled) -> "sa.ScalarSelect[Any]":
    """The ids in a link table that belong to the outer row, as objects of id and title where titles are asked for."""
    assert place.links is not None
    table = place.links
    named = title(place.spec, table.c.value)
    inner = (
        sa.select(table.c.value.label("v"), table.c.position.label("p"), *([] if named is None else [named.label("t")]))
        .where(table.c.record_id == outer.c.id)
        .correlate(outer)
        .order_by(table.c.position)
        .subquery()
    )
    value = inner.c.v if named is None else Titled(inner.c.v, inner.c.t)
    return sa.select(Gathered(value, inner.c.p)).scalar_subquery()


def rows(place: Place, outer: sa.FromClause, title: Titles = untitled) -> "sa.ScalarSelect[Any]":
    """The rows of a sub-table as arrays: the row's id, its columns in order, then the titles of those that refer."""
    assert place.rows is not None
    table = place.rows
    stored = [(one.spec, one.column) for one in place.columns.values() if one.column is not None]
    cells: list[sa.ColumnElement[Any]] = [
        sa.cast(column, sa.Text) if isinstance(column.type, DecimalType) else column for _, column in stored
    ]
    cells += [named for spec, column in stored if (named := title(spec, column)) is not None]
    inner = (
        sa.select(table.c.id.label("id"), table.c.position.label("p"), *(c.label(f"v{i}") for i, c in enumerate(cells)))
        .where(table.c.record_id == outer.c.id)
        .correlate(outer)
        .order_by(table.c.position)
        .subquery()
    )
    values = [inner.c.id, *(inner.c[f"v{i}"] for i in range(len(cells)))]
    return sa.select(GatheredRows(Listed(*values), inner.c.p)).scalar_subquery()


def row_reader(place: Place, dialect: Dialect, titled: Sequence[str] = ()) -> Callable[[object], object]:
    """From what `rows` selects to a list of JSON objects by column key; `titled` are the columns that have titles."""
    columns = [(one.spec.key, _converter(one, dialect)) for one in place.columns.values() if one.column is not None]

    def read(raw: object) -> object:
        return [read_row(cells) for cells in orjson.loads(str(raw))]

    def read_row(cells: list[Any]) -> dict[str, object]:
        id, *values = cells
        row: dict[str, object] = {
            key: None if cell is None else convert(cell) for (key, convert), cell in zip(columns, values, strict=False)
        }
        for key, title in zip(titled, values[len(columns) :], strict=True):
            if row[key] is not None:
                row[key] = {"id": row[key], "title": title}
        return {"id": id} | row

    return read


def _converter(place: Place, dialect: Dialect) -> Convert:
    assert place.column is not None
    storage = place.spec.storage()
    if storage is Storage.DECIMAL and dialect is Dialect.SQLITE:
        render = codec_of(place.column.type, dialect).render
        return lambda cell: render(int(cell)) if render else cell
    if storage is Storage.MOMENT:
        if dialect is Dialect.SQLITE:
            decode = codec_of(place.column.type, dialect).decode
            return lambda cell: moment_text(decode(cell)) if decode else cell  # type: ignore[arg-type]  # the column holds moments
        return lambda cell: moment_text(datetime.fromisoformat(cell).astimezone(UTC))
    if storage is Storage.BOOLEAN:
        return bool
    return lambda cell: cell
