"""The order of a list that two sides changed."""

from collections.abc import Iterable


def merged_order(
    base: list[str], mine: list[str], theirs: list[str], *, kept: frozenset[str]
) -> tuple[list[str], bool]:
    """The order of the `kept` items, and whether both sides sorted their common items anew in different ways.

    Mine stands unless only theirs changed the order; what the other side added goes behind the item that it follows
    there.
    """
    common = frozenset(base) & frozenset(mine) & frozenset(theirs)
    was, here, there = (_only(side, common) for side in (base, mine, theirs))
    leading, adding = (theirs, mine) if here == was and there != was else (mine, theirs)
    order = [one for one in leading if one in kept]
    for at, id in enumerate(adding):
        if id in kept and id not in order:
            order.insert(_place(order, adding[:at]), id)
    return order, here != was and there != was and here != there


def _only(items: Iterable[str], wanted: frozenset[str]) -> list[str]:
    return [one for one in items if one in wanted]


def _place(order: list[str], before: list[str]) -> int:
    """Behind the nearest of the items that stand before it on its own side; first if there is none."""
    for id in reversed(before):
        if id in order:
            return order.index(id) + 1
    return 0
