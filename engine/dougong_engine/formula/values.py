"""What a formula computes with: values, errors that are values, and the clock that it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from dougong_engine.formula import limits


class FormulaError(StrEnum):
    """A result that says why there is none; it spreads through operators as in Excel."""

    DIV0 = "div0"
    MISSING = "missing"  # an input that the caller did not or could not provide
    OVERFLOW = "overflow"  # a number of 10**18 or more, or a date outside the years 1 to 9999
    VALUE = "value"  # an argument outside the function's domain
    TYPE = "type"  # an input of another kind than the formula was checked with
    STEPS = "steps"
    SIZE = "size"

    @property
    def uncatchable(self) -> bool:
        """Whether the formula must end: a spent budget is no error of one of its parts."""
        return self is FormulaError.STEPS


Scalar = str | Decimal | bool | date | datetime | None
Value = Scalar | tuple[Scalar | FormulaError, ...]
Given = Scalar | int | FormulaError | Sequence[Scalar | int | FormulaError]
"""What callers may pass in: also int, any sequence as a list, and errors of other computed fields."""


class Fault(Exception):
    """Carries a `FormulaError` up to the nearest IFERROR or out of the formula."""

    def __init__(self, error: FormulaError) -> None:
        super().__init__(error.value)
        self.error = error


class Zone(Protocol):
    """The workspace's time zone. The engine knows no zone data, so the platform brings it."""

    def local(self, moment: datetime) -> datetime:
        """The wall-clock time (naive) at an instant (aware)."""

    def instant(self, local: datetime) -> datetime:
        """The instant (aware, UTC) of a wall-clock time; a gap gives the next valid one, an overlap the first."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When and where a formula is evaluated: `now` is aware."""

    now: datetime
    zone: Zone

    @property
    def today(self) -> date:
        return self.zone.local(self.now).date()


@dataclass(frozen=True, slots=True)
class UtcZone:
    """A zone without rules, for evaluations that touch no wall clock."""

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC).replace(tzinfo=None)

    def instant(self, local: datetime) -> datetime:
        return local.replace(tzinfo=UTC)


def require(condition: bool, error: FormulaError = FormulaError.VALUE) -> None:
    """Ends the evaluation with `error` unless the condition holds."""
    if not condition:
        raise Fault(error)


def bounded_text(text: str) -> str:
    """The text, if it is within 100 KB of UTF-8."""
    if len(text) * 4 > limits.RESULT_BYTES:
        require(len(text.encode(errors="replace")) <= limits.RESULT_BYTES, FormulaError.SIZE)
    return text


def utf8_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def joined(parts: Sequence[str], separator: str = "") -> str:
    """The parts in one text; its size is known, and refused, before it is built."""
    size = sum(map(utf8_size, parts)) + utf8_size(separator) * max(len(parts) - 1, 0)
    require(size <= limits.RESULT_BYTES, FormulaError.SIZE)
    return separator.join(parts)
