"""Conversions between run-time values and what a driver takes and answers; InvalidValue for what does not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import cast
from uuid import UUID

import orjson

from dougong.storage.driver.failures import InvalidValue

Convert = Callable[[object], object]

PRECISION = 18
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Within these 71 years around 1970 a float of seconds is exact to a quarter of a microsecond, and twice as fast.
EXACT = 2**51

_WIDE = Context(prec=80)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Codec:
    """How a value passes to a driver and back; None: as it is. Never called with None.

    `render` makes, instead of the run-time value, something that orjson writes in wire form.
    """

    encode: Convert | None = None
    decode: Convert | None = None
    render: Convert | None = None


def _refuse(value: object, wanted: str) -> InvalidValue:
    return InvalidValue(f"{type(value).__name__} {str(value)[:80]!r} is not {wanted}")


# What the drivers answer needs no check on the way back, so these run without a Python frame of their own.
decimal_from_text = cast(Convert, Decimal)
date_from_text = cast(Convert, date.fromisoformat)
json_from_text = cast(Convert, orjson.loads)
json_fragment = cast(Convert, orjson.Fragment)


def decimal_text(value: object) -> str:
    """A finite decimal as PostgreSQL reads it."""
    if isinstance(value, Decimal) and value.is_finite():
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _refuse(value, "a decimal")


def decimal_of(value: object) -> Decimal:
    """A decimal from whatever a driver answers for a calculated number."""
    return Decimal(str(value))


def scaled(scale: int) -> Convert:
    """To an integer of units of 10**-scale, rounded half-up; at most 18 digits."""
    step = Decimal(1).scaleb(-scale)
    limit = 10**PRECISION

    def encode(value: object) -> int:
        try:
            rounded = Decimal(decimal_text(value)).quantize(step, ROUND_HALF_UP, _WIDE)
        except InvalidOperation:
            raise _refuse(value, f"a decimal of {PRECISION} digits") from None
        units = int(rounded.scaleb(scale, _WIDE))
        if -limit < units < limit:
            return units
        raise _refuse(value, f"a decimal of {PRECISION} digits")

    return encode


def unscaled(scale: int) -> Convert:
    """From units of 10**-scale to a decimal with exactly that many places."""
    exponent = -scale

    def decode(value: object) -> Decimal:
        assert isinstance(value, int)
        return Decimal(value).scaleb(exponent)

    return decode


def unscaled_text(scale: int) -> Convert:
    """From units of 10**-scale to text."""
    shortest = scale + 1

    def render(value: object) -> str:
        assert isinstance(value, int)
        if value < 0:
            return f"-{render(-value)}"
        digits = str(value).rjust(shortest, "0")
        return f"{digits[:-scale]}.{digits[-scale:]}"

    return render if scale else str


def aware(value: object) -> datetime:
    """A moment, checked to have a zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    raise _refuse(value, "a moment with a time zone")


def microseconds(value: object) -> int:
    """A moment as microseconds since 1970, UTC."""
    return (aware(value) - EPOCH) // MICROSECOND


def moment_of(value: object) -> datetime:
    """A moment in UTC from microseconds since 1970."""
    assert isinstance(value, int)
    if -EXACT < value < EXACT:
        return datetime.fromtimestamp(value / 1_000_000, UTC)
    return EPOCH + timedelta(microseconds=value)


def a_date(value: object) -> date:
    """A date, checked not to be a moment."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _refuse(value, "a date")


def date_text(value: object) -> str:
    """A date as ISO text."""
    return a_date(value).isoformat()


def a_boolean(value: object) -> bool:
    """A boolean, checked not to be a number."""
    if isinstance(value, bool):
        return value
    raise _refuse(value, "a boolean")


def uuid_text(value: object) -> str:
    """A UUID as 36 characters in lower case."""
    if type(value) is str and _UUID.fullmatch(value):
        return value
    text = str(value).lower() if isinstance(value, str | UUID) else ""
    if _UUID.fullmatch(text):
        return text
    raise _refuse(value, "a UUID")


def json_text(value: object) -> str:
    """Any JSON value as text."""
    try:
        return orjson.dumps(value).decode()
    except TypeError as error:
        raise InvalidValue(f"not JSON: {error}") from error


def plain_text(value: object) -> str:
    """Text that both databases can hold."""
    if isinstance(value, str) and "\x00" not in value:
        return value
    raise _refuse(value, "text without NUL")


def each(encode: Convert | None) -> Callable[[object], list[object]]:
    """The same conversion for every item of a list."""

    def convert(values: object) -> list[object]:
        assert isinstance(values, list | tuple | set | frozenset)
        return list(values) if encode is None else [encode(value) for value in values]

    return convert
