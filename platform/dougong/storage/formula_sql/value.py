"""Typed pieces of SQL text: what a formula is made of while it is compiled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import InternalTraversal

from dougong.storage.types import DateType, MomentType
from dougong_engine.kinds import Kind

Column = sa.ColumnElement[Any]


class Inline(FunctionElement[Any]):
    """SQL text with places `{0}`, `{1}` … for other elements; the text is ours, never a user's."""

    inherit_cache = True
    name = "formula"
    _traverse_internals = [  # noqa: RUF012  (declared so by SQLAlchemy)
        *FunctionElement._traverse_internals,
        ("template", InternalTraversal.dp_string),
        ("type", InternalTraversal.dp_type),
    ]

    def __init__(self, template: str, type_: sa.types.TypeEngine[Any], *parts: Column) -> None:
        super().__init__(*parts)
        self.template = template
        self.type = type_


@compiles(Inline)
def _inline(element: Inline, compiler: SQLCompiler, **options: Any) -> str:
    into = options.pop("add_to_result_map", None)
    if into is not None:
        into(element.name, element.name, (element,), element.type)
    return element.template.format(*(compiler.process(part, **options) for part in element.clauses))


@dataclass(frozen=True, slots=True)
class SqlValue:
    """An expression of one kind.

    `error` says when there is none to be had; it is never NULL itself, and None where it cannot happen. For numbers,
    `scale` and `whole` bound the digits after and before the point. A number on SQLite is canonical decimal text,
    except in what the caller hands in: there it is as stored, an integer times 10**scale.
    """

    expr: Column
    kind: Kind | None
    scale: int = 12
    whole: int = 18
    error: Column | None = None
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class SqlClock:
    """The clock of a query: `now` and `today` in their stored form, `zone` an IANA name."""

    now: Column
    today: Column
    zone: Column

    @classmethod
    def bound(cls) -> "SqlClock":
        """A clock to be filled at each execution: binds `formula_now`, `formula_today`, `formula_zone`."""
        return cls(
            sa.bindparam("formula_now", type_=MomentType()),
            sa.bindparam("formula_today", type_=DateType()),
            sa.bindparam("formula_zone", type_=sa.Text()),
        )

    @classmethod
    def fixed(cls, now: datetime, today: date, zone: str) -> "SqlClock":
        """A clock that stands still."""
        return cls(sa.literal(now, MomentType()), sa.literal(today, DateType()), sa.literal(zone, sa.Text()))


TRUE = Inline("TRUE", sa.Boolean())
FALSE = Inline("FALSE", sa.Boolean())


def test(template: str, *parts: Column) -> Column:
    """A condition from our text."""
    return Inline(template, sa.Boolean(), *parts)


def any_of(conditions: Sequence[Column | None]) -> Column | None:
    """Whether one of the conditions holds; None if there are none that could."""
    present = [condition for condition in conditions if condition is not None]
    if len(present) < 2:
        return present[0] if present else None
    return test("(" + " OR ".join(f"{{{place}}}" for place in range(len(present))) + ")", *present)
