"""The right side of a comparison, resolved: JSON and tokens become values of the field's kind."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import FieldSpec, Value
from dougong_engine.fields._values import as_date, as_decimal, as_id, as_moment
from dougong_engine.filters import period
from dougong_engine.filters.condition import Test
from dougong_engine.filters.operator import OPERATORS, Operand, Operator
from dougong_engine.formula.values import Clock
from dougong_engine.kinds import Kind

MANY_LIMIT = 1000
DATE_CHARACTERS = len("2026-11-22")
END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Values:
    """Fixed values; exactly one for operators that take one."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` (inclusive) to `high` (exclusive if `open`); None is no bound."""

    low: Value
    high: Value
    open: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """Another field of the same record."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """People or departments that depend on the reader."""

    what: Literal["me", "my_department", "my_departments", "my_subordinates"]


Right = Values | Range | Other | Who | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A test whose operand is known; `operator.on_empty` answers for an empty field."""

    path: tuple[str, ...]
    operator: Operator
    right: Right


def resolve(test: Test, spec: FieldSpec, allowed: tuple[str, ...], clock: Clock) -> Comparison:
    """The comparison that a test means now for a field that allows certain operators.

    Raises Invalid: filter.operator.unknown, filter.operator.not_for_type, filter.value.* with an empty path.
    """
    operator = OPERATORS.get(test.op)
    if operator is None:
        raise invalid("filter.operator.unknown", operator=test.op)
    if test.op not in allowed:
        raise invalid("filter.operator.not_for_type", operator=test.op, field=spec.name, allowed=list(allowed))
    return Comparison(tuple(test.field.split(".")), operator, _right(test.value, operator, spec, clock))


def _right(raw: Json, operator: Operator, spec: FieldSpec, clock: Clock) -> Right:
    match operator.operand:
        case Operand.NONE:
            return None
        case Operand.PERIOD:
            return _period(raw, spec, clock)
        case Operand.RANGE:
            if not isinstance(raw, dict) or not raw.keys() <= {"from", "to"}:
                raise invalid("filter.value.range")
            low, high = (_one(raw.get(end), spec, clock) for end in ("from", "to"))
            last = _day(raw.get("to"), spec, clock)
            return Range(low, high) if last is None else Range(low, _end(last, clock), open=True)
        case Operand.MANY:
            who = _who(raw)
            if who is not None:
                return who
            if not isinstance(raw, list) or len(raw) > MANY_LIMIT:
                raise invalid("filter.value.list", limit=MANY_LIMIT)
            return Values(tuple(_one(one, spec, clock) for one in raw))
        case Operand.ONE:
            return _single(raw, operator, spec, clock)


def _single(raw: Json, operator: Operator, spec: FieldSpec, clock: Clock) -> Right:
    if isinstance(raw, dict) and isinstance(raw.get("field"), str):
        return Other(tuple(str(raw["field"]).split(".")))
    who = _who(raw)
    if who is not None:
        return who
    value = _one(raw, spec, clock)
    if value is None:
        raise invalid("filter.value.missing", field=spec.name)
    match operator.name, _day(raw, spec, clock):
        case "gt", date() as day:
            return Range(_end(day, clock) or END_OF_TIME, None)
        case "lte", date() as day:
            return Range(None, _end(day, clock), open=True)
        case _:
            return Values((value,))


def _day(raw: Json, spec: FieldSpec, clock: Clock) -> date | None:
    """The day that a plain date or `today` means beside a moment: the whole of it, on the wall clock."""
    if spec.kind() is not Kind.MOMENT:
        return None
    if isinstance(raw, str) and len(raw) <= DATE_CHARACTERS:
        return as_date(raw)
    if isinstance(raw, dict) and raw.get("token") == "today":
        day = relative(raw, Kind.DATE, clock)
        assert isinstance(day, date)
        return day
    return None


def _end(day: date, clock: Clock) -> datetime | None:
    """The midnight after a day; None after the last day of the calendar."""
    return None if day == date.max else _midnight(day + timedelta(days=1), clock)


def _who(raw: Json) -> Who | None:
    token = raw.get("token") if isinstance(raw, dict) else None
    match token:
        case "me" | "my_department" | "my_departments" | "my_subordinates":
            return Who(token)
        case _:
            return None


def _one(raw: Json, spec: FieldSpec, clock: Clock) -> Value:
    if raw is None:
        return None
    if isinstance(raw, dict) and "token" in raw:
        return relative(raw, spec.kind(), clock)
    match spec.kind():
        case Kind.NUMBER:
            return as_decimal(raw, 6)
        case Kind.DATE:
            return as_date(raw)
        case Kind.MOMENT:
            return (
                as_moment(raw)
                if isinstance(raw, str) and len(raw) > DATE_CHARACTERS
                else _midnight(as_date(raw), clock)
            )
        case Kind.BOOLEAN:
            if not isinstance(raw, bool):
                raise invalid("filter.value.boolean")
            return raw
        case Kind.RECORD:
            return as_id(raw)
        case _:
            if not isinstance(raw, str) or len(raw) > 2000:
                raise invalid("filter.value.text")
            return raw


def relative(raw: dict[str, Json], kind: Kind, clock: Clock) -> Value:
    """The value of a token such as `{"token": "today", "days": -7}` for a field of that kind."""
    offsets = {unit: raw.get(unit, 0) for unit in ("days", "hours")}
    if not all(isinstance(one, int) and abs(one) <= 100_000 for one in offsets.values()):
        raise invalid("filter.value.token", token=str(raw.get("token")))
    shift = timedelta(days=int(str(offsets["days"])), hours=int(str(offsets["hours"])))
    match raw.get("token"), kind:
        case "today", Kind.DATE:
            return clock.today + timedelta(days=shift.days)
        case "today", Kind.MOMENT:
            return _midnight(clock.today + timedelta(days=shift.days), clock)
        case "now", Kind.MOMENT:
            return clock.now + shift
        case _:
            raise invalid("filter.value.token", token=str(raw.get("token")))


def _period(raw: Json, spec: FieldSpec, clock: Clock) -> Range:
    if not isinstance(raw, dict) or not isinstance(raw.get("token"), str):
        raise invalid("filter.value.period")
    count = raw.get("count", 0)
    if not isinstance(count, int) or not 0 <= count <= 3660:
        raise invalid("filter.value.period")
    low, high = period.days(str(raw["token"]), clock.today, count)
    if spec.kind() is Kind.MOMENT:
        return Range(_midnight(low, clock), _midnight(high, clock), open=True)
    return Range(low, high, open=True)


def _midnight(day: date, clock: Clock) -> datetime:
    try:
        return clock.zone.instant(datetime(day.year, day.month, day.day))  # noqa: DTZ001  wall-clock time of the zone
    except OverflowError:  # the first day of the calendar began before it, east of Greenwich
        raise invalid("field.date.malformed") from None
