"""One SELECT over people: who of those that listen has a record among their rows, as it is or as it was before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.entity_table import EntityTable
from dougong.storage.people_tables import people
from dougong.storage.reader import Reader
from dougong.storage.scope import ME, WORKSPACE
from dougong.storage.types import BooleanType, UuidType

# As text it is no table of the parts that name it, so that none of them looks at all people.
LISTENER = people.alias("listener")
LISTENER_ID = sa.literal_column("listener.id", UuidType())


@dataclass(frozen=True, slots=True)
class Hearing:
    """A compiled question: `ws`, `listeners`, `ids`, and what `unmoved` holds; it answers ids of people.

    `v_…` are values under the names that writes give them, `moved_…` says for which fields they stand in place of what
    is stored now. `bound` are the values of the scopes' own conditions.
    """

    statement: Statement
    bound: Mapping[str, object]
    unmoved: Mapping[str, object]


def image(table: EntityTable, fields: Collection[str]) -> tuple[sa.CTE, dict[str, object]]:
    """The rows of `ids` in which each of the fields can be moved to another value, and the binds that move none."""
    stored = table.table
    moved: dict[str, sa.ColumnElement[Any]] = {}
    unmoved: dict[str, object] = {}
    for id in fields:
        place = table.place(id)
        flag = sa.bindparam(f"moved_{id}", type_=BooleanType())
        unmoved[f"moved_{id}"] = False
        for column, bind in ((place.column, f"v_{id}"), (place.fold, f"v_{id}__fold"), (place.sort, f"v_{id}__sort")):
            if column is not None:
                unmoved[bind] = None
                moved[column.name] = sa.case((flag, sa.bindparam(bind, type_=column.type)), else_=column)
    columns = [moved[one.name].label(one.name) if one.name in moved else one for one in stored.c]
    return sa.select(*columns).where(any_of(stored.c.id, "ids")).cte("image"), unmoved


def hearing(reader: Reader, dialect: Dialect, unmoved: Mapping[str, object]) -> Hearing:
    """Who has one of the rows of the reader's image in scope; only for rights that do not cover every row."""
    access = reader.rights(reader.entity_id)
    scope = reader.within(access, access.rows, reader.entity_id, reader.root)
    assert scope is not None
    seen: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(reader.source).where(scope)
    select = sa.select(LISTENER.c.id).where(
        LISTENER.c.workspace_id == WORKSPACE, any_of(LISTENER.c.id, "listeners"), seen.exists()
    )
    whole = replacement_traverse(select, {}, _each_listener)
    assert isinstance(whole, sa.Select)
    return Hearing(compile_statement(whole, dialect), dict(reader.bound), unmoved)


def _each_listener(element: ExternallyTraversible, **_: object) -> ExternallyTraversible | None:
    """The listener of the row at hand in place of the one caller that scopes are written for."""
    return LISTENER_ID if isinstance(element, sa.BindParameter) and element.key == ME.key else None
