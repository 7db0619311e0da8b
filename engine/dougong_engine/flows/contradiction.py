"""Conditions that cannot hold: found only where it is plain, never claimed where it is not."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dougong_engine.document import Json
from dougong_engine.filters.condition import All, Condition, Either, Test

Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Range:
    """What one field may still be: one of `only` (None: anything), none of `never`, within bounds, empty or filled."""

    only: frozenset[Scalar] | None = None
    never: frozenset[Scalar] = frozenset()
    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False
    empty: bool = True
    filled: bool = True

    def possible(self) -> bool:
        """False if no value, and not emptiness either, is left."""
        return self.empty or (self.filled and self._values_left() and self._span_left())

    def _values_left(self) -> bool:
        return self.only is None or any(self.allows(one) for one in self.only - self.never)

    def allows(self, value: Scalar) -> bool:
        """True if a number lies within the bounds; what is no number is not bounded."""
        number = _number(value)
        if number is None:
            return True
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    def _span_left(self) -> bool:
        if self.low is None or self.high is None:
            return True
        return self.low < self.high or (self.low == self.high and not (self.low_open or self.high_open))

    def within(self, other: "Range") -> bool:
        """True if all that this allows, the other allows too."""
        return (
            (other.empty or not self.empty)
            and (other.filled or not self.filled)
            and (other.only is None or (self.only is not None and self.only <= other.only))
            and other.never <= self.never
            and _not_below(self, other)
            and _not_above(self, other)
        )


ANYTHING = Range()


def never(condition: Condition) -> bool:
    """True if no record can meet the condition."""
    match condition:
        case Either(any=parts):
            return all(never(part) for part in parts)
        case Test() | All():
            ranges = _ranges(condition)
            return any(not one.possible() for one in ranges.values()) or _part_never(condition)
        case _:
            return False


def covered(condition: Condition, earlier: Condition) -> bool:
    """True if whatever meets `condition` also meets `earlier`, which is asked first."""
    if condition == earlier:
        return True
    if isinstance(earlier, Either):
        return any(covered(condition, part) for part in earlier.any)
    if not _plain(earlier):
        return False
    here, there = _ranges(condition), _ranges(earlier)
    return bool(there) and all(here.get(name, ANYTHING).within(wide) for name, wide in there.items())


def overlapping(condition: Condition, earlier: Condition) -> bool:
    """True if some records meet both and neither condition covers the other; only where both ask the same fields."""
    if not (_plain(condition) and _plain(earlier)):
        return False
    here, there = _ranges(condition), _ranges(earlier)
    if not here or here.keys() != there.keys() or covered(condition, earlier) or covered(earlier, condition):
        return False
    return all(_both(one, there[name]).possible() for name, one in here.items())


def refuted(condition: Condition, field: str, value: Json) -> bool:
    """True if the condition cannot hold for a record whose field has that value."""
    if not isinstance(value, str | int | bool):
        return False
    return never(All(all=(condition, Test(field=field, op="is", value=value))))


def _part_never(condition: Condition) -> bool:
    return isinstance(condition, All) and any(never(part) for part in condition.all if not isinstance(part, Test))


def _plain(condition: Condition) -> bool:
    """True if the ranges say all that the condition says."""
    match condition:
        case Test():
            return condition.op in PLAIN and not isinstance(condition.value, dict)
        case All(all=parts):
            return all(_plain(part) for part in parts)
        case _:
            return False


PLAIN = frozenset({"is", "in", "is_not", "not_in", "gt", "gte", "lt", "lte", "is_empty", "is_not_empty"})


def _ranges(condition: Condition) -> dict[str, Range]:
    """What the comparisons that all must hold leave of each field."""
    match condition:
        case Test():
            narrowed = _narrow(condition)
            return {} if narrowed is None else {condition.field: narrowed}
        case All(all=parts):
            found: dict[str, Range] = {}
            for part in parts:
                for name, one in _ranges(part).items():
                    found[name] = _both(found.get(name, ANYTHING), one)
            return found
        case _:
            return {}


def _narrow(test: Test) -> Range | None:
    """The range after one comparison; None where nothing is known for certain."""
    values = _scalars(test.value)
    number = _number(test.value)
    match test.op:
        case "is_empty":
            return Range(filled=False)
        case "is_not_empty":
            return Range(empty=False)
        case "is" | "in" if values is not None:
            return Range(only=values, empty=False)
        case "is_not" | "not_in" if values is not None:
            return Range(never=values)
        case "gt" | "gte" if number is not None:
            return Range(low=number, low_open=test.op == "gt", empty=False)
        case "lt" | "lte" if number is not None:
            return Range(high=number, high_open=test.op == "lt", empty=False)
        case "gt" | "gte" | "lt" | "lte":
            return Range(empty=False)
        case _:
            return None


def _both(left: Range, right: Range) -> Range:
    only = _shared(left.only, right.only)
    low, low_open = _tighter(left.low, left.low_open, right.low, right.low_open, up=True)
    high, high_open = _tighter(left.high, left.high_open, right.high, right.high_open, up=False)
    return Range(
        only=only,
        never=left.never | right.never,
        low=low,
        low_open=low_open,
        high=high,
        high_open=high_open,
        empty=left.empty and right.empty,
        filled=left.filled and right.filled,
    )


def _shared(left: frozenset[Scalar] | None, right: frozenset[Scalar] | None) -> frozenset[Scalar] | None:
    """What both allow; "5" and "5.0" may be the same number, so they do not exclude each other."""
    if left is None or right is None:
        return right if left is None else left
    numbers = {_number(one) for one in right} - {None}
    return frozenset(one for one in left if one in right or _number(one) in numbers)


def _tighter(
    left: Decimal | None, left_open: bool, right: Decimal | None, right_open: bool, *, up: bool
) -> tuple[Decimal | None, bool]:
    if left is None or right is None:
        return (right, right_open) if left is None else (left, left_open)
    if left == right:
        return left, left_open or right_open
    return (left, left_open) if (left > right) == up else (right, right_open)


def _not_below(inner: Range, outer: Range) -> bool:
    if outer.low is None:
        return True
    if inner.low is None:
        return inner.only is not None and all(outer.allows(one) for one in inner.only)
    return inner.low > outer.low or (inner.low == outer.low and (inner.low_open or not outer.low_open))


def _not_above(inner: Range, outer: Range) -> bool:
    if outer.high is None:
        return True
    if inner.high is None:
        return inner.only is not None and all(outer.allows(one) for one in inner.only)
    return inner.high < outer.high or (inner.high == outer.high and (inner.high_open or not outer.high_open))


def _scalars(value: Json) -> frozenset[Scalar] | None:
    """The values on the right of a comparison, numbers in one form; None if any of them is not a plain value."""
    many = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int | bool) for one in many):
        return None
    return frozenset(one for one in many if isinstance(one, str | int | bool))


def _number(value: Json) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
