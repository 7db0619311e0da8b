"""Parsing and rendering shared by field types of one shape."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields._type import Value

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DECIMAL_DIGITS = 18
MANY_LIMIT = 500


def as_text(raw: Json, limit: int) -> str | None:
    """NFC text without surrounding blanks; the empty text is empty (None)."""
    if not isinstance(raw, str):
        raise invalid("field.text.not_text")
    text = unicodedata.normalize("NFC", raw).strip()
    if "\x00" in text:
        raise invalid("field.text.control")
    if len(text) > limit:
        raise invalid("field.text.too_long", limit=limit, length=len(text))
    return text or None


def as_decimal(raw: Json, places: int) -> Decimal:
    """A decimal of at most 18 digits, rounded half-up to its places.

    JSON numbers are taken as they are written; one that needs more than 15 digits must come as a string, because the
    number may already have lost digits on its way here.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise invalid("field.decimal.not_number")
    text = repr(raw) if isinstance(raw, float) else str(raw).strip()
    if len(text) > 64:
        raise invalid("field.decimal.range", digits=DECIMAL_DIGITS)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise invalid("field.decimal.not_number") from None
    if not number.is_finite():
        raise invalid("field.decimal.not_number")
    if isinstance(raw, float) and len(number.as_tuple().digits) > 15:
        raise invalid("field.decimal.inexact")
    return stored_decimal(number, places)


def stored_decimal(number: Decimal, places: int) -> Decimal:
    """The number as it is stored: half-up to its places, refused beyond 18 digits."""
    if number.adjusted() >= DECIMAL_DIGITS:
        raise invalid("field.decimal.range", digits=DECIMAL_DIGITS)
    rounded = number.quantize(_step(places), rounding=ROUND_HALF_UP)
    if rounded.adjusted() + places >= DECIMAL_DIGITS:
        raise invalid("field.decimal.range", digits=DECIMAL_DIGITS)
    return rounded if rounded else abs(rounded)


@cache
def _step(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def in_range(number: Decimal | int, low: Decimal | None, high: Decimal | None) -> None:
    """Refuse a number outside its field's bounds."""
    if low is not None and number < low:
        raise invalid("field.number.too_small", min=str(low))
    if high is not None and number > high:
        raise invalid("field.number.too_large", max=str(high))


def as_date(raw: Json) -> date:
    """A plain date, `2026-11-22`; it never shifts with a time zone."""
    if not isinstance(raw, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
        raise invalid("field.date.malformed")
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise invalid("field.date.malformed") from None


def as_moment(raw: Json) -> datetime:
    """An instant with its offset named, kept in UTC; a day inside the calendar's ends, so that every zone has it."""
    if not isinstance(raw, str) or len(raw) > 40:
        raise invalid("field.moment.malformed")
    try:
        moment = datetime.fromisoformat(raw)
        if moment.tzinfo is None:
            raise invalid("field.moment.no_offset")
        instant = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise invalid("field.moment.malformed") from None
    if not date.min < instant.date() < date.max:
        raise invalid("field.moment.malformed")
    return instant


def as_id(raw: Json) -> str:
    """The id of a record, person, department or file."""
    if not isinstance(raw, str) or not UUID.fullmatch(raw.lower()):
        raise invalid("field.reference.malformed")
    return raw.lower()


def as_ids(raw: Json) -> tuple[str, ...]:
    """Several ids in order, each once."""
    if not isinstance(raw, list):
        raise invalid("field.list.not_list")
    if len(raw) > MANY_LIMIT:
        raise invalid("field.list.too_long", limit=MANY_LIMIT)
    return tuple(dict.fromkeys(as_id(one) for one in raw))


def plain(value: Value) -> Json:
    """The JSON form of a scalar: decimals as strings, dates and moments in ISO 8601, tuples as lists."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case dict():
            return {key: plain(one) for key, one in value.items()}


def moment_text(moment: datetime) -> str:
    """`2026-11-22T06:00:00Z`, with a fraction only where there is one."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def one_of(raw: Json, allowed: Sequence[str]) -> str:
    """An option id that the field knows."""
    if not isinstance(raw, str) or raw not in allowed:
        raise invalid("field.choice.unknown", value=raw if isinstance(raw, str) else None)
    return raw
