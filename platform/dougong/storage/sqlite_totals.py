"""SQL functions for exact totals on SQLite, whose own sums overflow beyond 64 bits.

A column of scaled integers is summed in two halves, `sum(v / 1000000000)` and `sum(v % 1000000000)`, which run at the
speed of SQLite and cannot overflow; these functions put the halves together once a group.
"""

from collections.abc import Callable
from decimal import Decimal

from dougong_engine.formula.numbers import CONTEXT, divided, number_text

HALF = 1_000_000_000
_DIGITS = 63
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
Cell = str | int | float | bytes | None


def total(high: int | None, low: int | None, scale: int) -> Cell:
    """`dg_total`: the decimal text of two halves; NULL over no values."""
    return None if high is None or low is None else number_text(_put_together(high, low, scale))


def mean(high: int | None, low: int | None, scale: int, count: int) -> Cell:
    """`dg_mean`: the total divided by the count, half-even to 12 places; NULL over no values."""
    if high is None or low is None or not count:
        return None
    return number_text(divided(_put_together(high, low, scale), Decimal(count)))


def order(number: str | None) -> Cell:
    """`dg_order`: a text that sorts as the decimal does."""
    if number is None:
        return None
    value = Decimal(number)
    digits = format(value.copy_abs(), f"0{_DIGITS}.12f")
    return f"0{digits.translate(_COMPLEMENT)}" if value < 0 else f"1{digits}"


def _put_together(high: int, low: int, scale: int) -> Decimal:
    return Decimal(high * HALF + low).scaleb(-scale, CONTEXT)


class Ranks:
    """`dg_ranks`: the two values in the middle and the 90th percentile (the nearest rank), separated by spaces."""

    def __init__(self) -> None:
        self.values: list[int] = []

    def step(self, value: int | None) -> None:
        """One more value."""
        if value is not None:
            self.values.append(value)

    def finalize(self) -> Cell:
        """NULL over no values."""
        count = len(self.values)
        if not count:
            return None
        ordered = sorted(self.values)
        return " ".join(str(ordered[rank - 1]) for rank in ((count + 1) // 2, (count + 2) // 2, (9 * count + 9) // 10))


FUNCTIONS: tuple[tuple[str, int, Callable[..., Cell]], ...] = (
    ("dg_total", 3, total),
    ("dg_mean", 4, mean),
    ("dg_order", 1, order),
)
