"""The order of a list: nulls last both ways, newest id first among equals, so written that an index can give it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.storage.reader import Predicate
from dougong_engine.query.query import Sort

Expression = sa.ColumnElement[Any]
Empty = tuple[bool, ...]


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

    def in_turn(self, select: "sa.Select[Any]", after: Empty | None, keys: Sequence[int]) -> "sa.Select[Any]":
        """Rows with a first key in the order of its index, then those without one, only if the page has room.

        `keys` are the places of the sort keys and the id among the selected columns.
        """
        first, rest = self.orders[0], self.by(1)
        without = select.where(first.is_(None))
        if after is not None and after[0]:
            return without.where(self.behind(after, 1)).order_by(*rest).limit(self.most)
        downwards = first.desc() if self.sort[0].descending else first.asc()
        with_key = select.where(first.is_not(None), *([] if after is None else self._from(after)))
        if not self.nullable:
            return with_key.order_by(downwards, *rest).limit(self.most)
        full = with_key.order_by(downwards, *rest).limit(self.most).cte("with_key")
        room = sa.select(sa.func.count()).select_from(full).scalar_subquery() < self.most
        ending = without.where(room).order_by(*rest).limit(self.most).subquery("without_key")
        both = sa.union_all(sa.select(full), sa.select(ending)).subquery("both")
        columns = list(both.c)
        placed = [columns[place] for place in keys]
        outer = Order(placed[:-1], self.sort, placed[-1], self.most)
        return sa.select(both).order_by(*outer.by()).limit(self.most)

    def _from(self, after: Empty) -> list[Predicate]:
        """Behind the last row among those with a first key: a range of the index, then the exact place in it."""
        further, bound = self._further(0)
        reach = self.orders[0] <= bound if self.sort[0].descending else self.orders[0] >= bound
        return [reach, sa.or_(further, self.behind(after, 1))]

    def _further(self, place: int) -> "tuple[Predicate, sa.BindParameter[Any]]":
        expression = self.orders[place]
        bound = sa.bindparam(f"after_{place}", type_=expression.type)
        return expression < bound if self.sort[place].descending else expression > bound, bound
