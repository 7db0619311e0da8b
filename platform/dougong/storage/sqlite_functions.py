"""SQL functions that SQLite lacks: exact decimals and the operations of formulas, all deterministic.

A number travels between them as canonical decimal text (`-12.5`), a date as ISO text, a moment as microseconds since
1970, a boolean as 0 or 1. Whatever cannot be computed is NULL.
"""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, DecimalException, localcontext
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from dougong.storage.sqlite_totals import FUNCTIONS as TOTALS
from dougong.storage.sqlite_totals import Ranks
from dougong_engine.formula import FUNCTIONS, Operation
from dougong_engine.formula.calendar import from_micros, micros
from dougong_engine.formula.numbers import CONTEXT, divided, half_up, number_text
from dougong_engine.formula.operators import OPERATIONS
from dougong_engine.formula.values import Fault

Cell = str | int | float | bytes | None
_POLYMORPHIC = frozenset({"any", "same", "order", "when"})
_INT64 = 2**63
_HOUR = 3_600_000_000


def register(connection: sqlite3.Connection) -> None:
    """Adds the functions and aggregates `dg_…`, and `dgf_…` for the operations of formulas, to a connection."""
    for name, operation in formula_operations().items():
        connection.create_function(f"dgf_{name.lower()}", -1, partial(_computed, operation), deterministic=True)
    plain: tuple[tuple[str, int, Callable[..., Cell]], ...] = (
        ("dg_number", 2, _number),
        ("dg_scaled", 2, _scaled),
        ("dg_compare", 2, _compare),
        ("dg_min", -1, partial(_extreme, min)),
        ("dg_max", -1, partial(_extreme, max)),
        ("dg_least", -1, _least),
        ("dg_greatest", -1, _greatest),
        ("dg_local_date", 2, _local_date),
        ("dg_local_text", 2, _local_text),
        *TOTALS,
    )
    for title, arguments, function in plain:
        connection.create_function(title, arguments, function, deterministic=True)
    connection.create_aggregate("dg_ranks", 1, Ranks)  # type: ignore[arg-type]  # typeshed knows only integers
    for arguments in (1, 2):
        connection.create_aggregate("dg_sum", arguments, _Sum)  # type: ignore[arg-type]  # step's arity varies on purpose
        connection.create_aggregate("dg_avg", arguments, _Average)  # type: ignore[arg-type]  # step's arity varies


def formula_operations() -> dict[str, Operation]:
    """The operations that run inside SQLite by their Python form: those whose arguments have one kind each."""
    named = {name: function.operation for name, function in FUNCTIONS.items()} | OPERATIONS
    return {
        name: operation
        for name, operation in named.items()
        if operation.sql
        and not operation.lazy
        and not operation.zoned
        and not any(param.kind in _POLYMORPHIC for param in operation.params)
    }


def _computed(operation: Operation, *cells: Cell) -> Cell:
    with localcontext(CONTEXT):
        try:
            values = [_value(operation.param(place).kind, cell) for place, cell in enumerate(cells)]
            return _cell(operation.python(*values))
        except (Fault, DecimalException, OverflowError):
            return None


def _value(kind: str, cell: Cell) -> object:
    if cell is None:
        return None
    match kind:
        case "number":
            return Decimal(str(cell))
        case "date":
            return date.fromisoformat(str(cell))
        case "boolean":
            return bool(cell)
        case "moment":
            return from_micros(int(cell))
        case _:
            return str(cell)


def _cell(value: object) -> Cell:
    match value:
        case None | bool():
            return value
        case Decimal():
            return number_text(value)
        case datetime():
            return micros(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _number(scaled: int | None, scale: int) -> Cell:
    """The decimal text of a stored integer."""
    return None if scaled is None else number_text(Decimal(scaled).scaleb(-scale, CONTEXT))


def _scaled(number: str | None, scale: int) -> Cell:
    """The integer that is stored for a decimal, rounded half-up; NULL beyond 64 bits."""
    if number is None:
        return None
    stored = int(half_up(Decimal(number), Decimal(scale)).scaleb(scale, CONTEXT))
    return stored if -_INT64 <= stored < _INT64 else None


def _compare(left: str | None, right: str | None) -> Cell:
    """-1, 0 or 1."""
    if left is None or right is None:
        return None
    one, other = Decimal(left), Decimal(right)
    return (one > other) - (one < other)


def _extreme(pick: Callable[[list[Decimal]], Decimal], *numbers: str | None) -> Cell:
    present = [Decimal(number) for number in numbers if number is not None]
    return number_text(pick(present)) if present else None


def _least(*cells: str | None) -> Cell:
    """The least ISO date or moment; one call compares cells of one type."""
    return min((cell for cell in cells if cell is not None), default=None)


def _greatest(*cells: str | None) -> Cell:
    return max((cell for cell in cells if cell is not None), default=None)


def _local(moment: int, zone: str) -> datetime:
    return from_micros(moment).astimezone(ZoneInfo(zone))


def _local_date(moment: int | None, zone: str) -> Cell:
    if moment is None:
        return None
    return _day_of(moment // _HOUR, zone) or _local(moment, zone).date().isoformat()


@lru_cache(maxsize=2**16)
def _day_of(hour: int, zone: str) -> str | None:
    """The local date throughout an hour, None where it changes; rows share hours, so this is several times as fast.

    With the same offset at both ends nothing changed in between: no zone changes twice within an hour.
    """
    first, last = _local(hour * _HOUR, zone), _local((hour + 1) * _HOUR - 1, zone)
    one_day = first.date() == last.date() and first.utcoffset() == last.utcoffset()
    return first.date().isoformat() if one_day else None


def _local_text(moment: int | None, zone: str) -> Cell:
    return None if moment is None else _local(moment, zone).replace(tzinfo=None, microsecond=0).isoformat(" ")


class _Sum:
    """`dg_sum(decimal text)` or `dg_sum(stored integer, scale)`: exact; NULL over no rows, as SUM."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.count = 0

    def step(self, number: str | int | None, scale: int = 0) -> None:
        if number is not None:
            self.total = CONTEXT.add(self.total, CONTEXT.scaleb(Decimal(number), -scale))
            self.count += 1

    def finalize(self) -> Cell:
        return number_text(self.total) if self.count else None


class _Average(_Sum):
    """`dg_avg`: the sum divided by the count, half-even to 12 places."""

    def finalize(self) -> Cell:
        return number_text(divided(self.total, Decimal(self.count))) if self.count else None
