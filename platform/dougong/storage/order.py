"""The order of a list: nulls last both ways, newest id first among equals, so written that an index can give it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.reader import Predicate
from dougong_engine.query.query import Sort

Expression = sa.ColumnElement[Any]
Empty = tuple[bool, ...]
NEAR = 2000
"""Rows of an index that are looked at in about a millisecond."""


@dataclass(frozen=True, slots=True)
class Near:
    """Where SQLite, which guesses how many rows a condition leaves, looks before it collects and sorts them all.

    `select` is the list with its conditions kept from other indexes; `key` is the first sort key of all living
    records, whether visible or not.
    """

    select: "sa.Select[Any]"
    key: Expression
    alive: Predicate


@dataclass(frozen=True, slots=True)
class Order:
    """Sort expressions with their directions, the id behind them, and how many rows are wanted at most."""

    orders: Sequence[Expression]
    sort: Sequence[Sort]
    id: Expression
    most: Expression
    nullable: bool = True
    """Whether the first key may be null."""

    def by(self, start: int = 0) -> list[Expression]:
        """ORDER BY from the key at `start` on."""
        order_by: list[Expression] = []
        for expression, one in zip(self.orders[start:], self.sort[start:], strict=True):
            order_by += [expression.is_(None), expression.desc() if one.descending else expression.asc()]
        return [*order_by, self.id.desc()]

    def behind(self, empty: Empty, start: int = 0) -> Predicate:
        """Rows behind the last one of the page before; `empty` says which of its keys were null."""
        ways: list[Predicate] = [self.id < sa.bindparam(f"after_{len(self.orders)}", type_=self.id.type)]
        for place in reversed(range(start, len(self.orders))):
            expression = self.orders[place]
            if empty[place]:
                ways = [sa.and_(expression.is_(None), sa.or_(*ways))]
                continue
            further, bound = self._further(place)
            ways = [further, expression.is_(None), sa.and_(expression == bound, sa.or_(*ways))]
        return sa.or_(*ways)

    def in_turn(
        self, select: "sa.Select[Any]", after: Empty | None, keys: Sequence[int], near: Near | None = None
    ) -> "sa.Select[Any]":
        """Rows with a first key in the order of its index, then those without one, only if the page has room.

        `keys` are the places of the sort keys and the id among the selected columns. With `near` the page is looked for
        among the next rows of the index first; all matches are sorted only if there are not enough of them.
        """
        first, rest = self.orders[0], self.by(1)
        without = select.where(first.is_(None))
        if after is not None and after[0]:
            return without.where(self.behind(after, 1)).order_by(*rest).limit(self.most)
        downwards = first.desc() if self.sort[0].descending else first.asc()
        behind = [] if after is None else self._from(after)
        with_key = select.where(first.is_not(None), *behind)
        if near is None and not self.nullable:
            return with_key.order_by(downwards, *rest).limit(self.most)
        found: list[sa.CTE] = []
        parts: list[sa.Select[Any]] = []
        if near is not None:
            reach = near.select.where(first.is_not(None), *behind, self._within(near, after))
            found.append(reach.order_by(downwards, *rest).limit(self.most).cte("near"))
            parts.append(sa.select(found[0]).where(_rows_of(found[0]) == self.most))
        found.append(with_key.order_by(downwards, *rest).limit(self._room(found)).cte("with_key"))
        parts.append(sa.select(found[-1]))
        if self.nullable:
            # PostgreSQL skips the part by this condition, SQLite by its limit of nothing.
            room = sa.and_(*(_rows_of(one) < self.most for one in found))
            ending = without.where(room).order_by(*rest).limit(self.most if near is None else self._room(found))
            parts.append(sa.select(ending.subquery("without_key")))
        both = sa.union_all(*parts).subquery("both")
        columns = list(both.c)
        placed = [columns[place] for place in keys]
        outer = Order(placed[:-1], self.sort, placed[-1], self.most)
        return sa.select(both).order_by(*outer.by()).limit(self.most)

    def _room(self, found: Sequence[sa.CTE]) -> Expression:
        """As many rows as a page has, none if one of the parts before fills it."""
        if not found:
            return self.most
        return sa.case(
            (sa.and_(*(_rows_of(one) < self.most for one in found)), self.most), else_=sa.literal_column("0")
        )

    def _within(self, near: Near, after: Empty | None) -> Predicate:
        """Before the key that `NEAR` rows further on is the first to be left out; false where there are not so many."""
        key, down = near.key, self.sort[0].descending
        begin = [] if after is None else [_reach(key, self._further(0)[1], down)]
        edge = sa.select(key).where(near.alive, key.is_not(None), *begin).order_by(key.desc() if down else key.asc())
        last = edge.limit(sa.literal_column("1")).offset(sa.literal_column(str(NEAR))).scalar_subquery()
        return self.orders[0] > last if down else self.orders[0] < last

    def _from(self, after: Empty) -> list[Predicate]:
        """Behind the last row among those with a first key: a range of the index, then the exact place in it."""
        further, bound = self._further(0)
        reach = _reach(self.orders[0], bound, self.sort[0].descending)
        return [reach, sa.or_(further, self.behind(after, 1))]

    def _further(self, place: int) -> "tuple[Predicate, sa.BindParameter[Any]]":
        expression = self.orders[place]
        bound = sa.bindparam(f"after_{place}", type_=expression.type)
        return expression < bound if self.sort[place].descending else expression > bound, bound


def _reach(key: Expression, bound: Expression, descending: bool) -> Predicate:
    return key <= bound if descending else key >= bound


def _rows_of(part: sa.CTE) -> Expression:
    return sa.select(sa.func.count()).select_from(part).scalar_subquery()
