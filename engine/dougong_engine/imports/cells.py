"""A cell's text as the JSON value that a field of each type takes."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation

from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.choice import Choice, Option
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.imports.dates import DateOrder, date_of, parts_of

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
MONEY_SIGNS = re.compile(r"^(?:[¥$€£]|CNY|RMB|USD|EUR)\s*|\s*(?:元|CNY|RMB|USD|EUR)$", re.IGNORECASE)
SEPARATORS = re.compile(r"\s*[;；、|\n]\s*")
YES = frozenset({"true", "yes", "y", "1", "是", "对", "有", "√", "✓", "真"})
NO = frozenset({"false", "no", "n", "0", "否", "不", "无", "×", "✗", "假"})
MYRIADS = {"万": 4, "亿": 8}
"""Chinese units of large numbers, as powers of ten."""

DIGITS_LIMIT = 64


@dataclass(frozen=True, slots=True)
class Setting:
    """How a column's cells are read: the order of its dates, and the zone of clock times without an offset."""

    zone: tzinfo
    dates: DateOrder | None = None


Cleaner = Callable[[FieldSpec, str, Setting], Json]


def number_of(text: str) -> Decimal | None:
    """A number with thousands separators, a currency sign, a percent sign, 万 or 亿, or accounting parentheses.

    None for none.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > DIGITS_LIMIT:
        return None
    negative = plain.startswith("(") and plain.endswith(")")
    plain = MONEY_SIGNS.sub("", plain[1:-1] if negative else plain).strip()
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    myriads = MYRIADS.get(plain[-1:], 0)
    plain = plain[:-1].strip() if myriads else plain
    if not plain or not NUMBER.fullmatch(plain):
        return None
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
    number = number.scaleb(myriads) if myriads else number
    number = number / 100 if percent else number
    return -number if negative else number


def boolean_of(text: str) -> bool | None:
    """Yes or no in a handful of spellings; None for anything else."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return True if folded in YES else False if folded in NO else None


def pieces(text: str) -> list[str]:
    """The items of a cell that holds several."""
    return [one for one in SEPARATORS.split(text.strip()) if one]


def as_it_is(_spec: FieldSpec, text: str, _setting: Setting) -> Json:
    return text


def number(_spec: FieldSpec, text: str, _setting: Setting) -> Json:
    found = number_of(text)
    if found is None:
        raise invalid("import.number.malformed")
    return format(found, "f")


def integer(_spec: FieldSpec, text: str, _setting: Setting) -> Json:
    found = number_of(text)
    if found is None or found != found.to_integral_value() or found.adjusted() > 18:
        raise invalid("import.integer.malformed")
    return int(found)


def date(_spec: FieldSpec, text: str, setting: Setting) -> Json:
    parts = parts_of(text)
    if parts is None:
        raise invalid("import.date.malformed")
    if setting.dates is None and not parts.year_first:
        raise invalid("import.date.order")
    return date_of(parts, setting.dates or "ymd").isoformat()


def moment(_spec: FieldSpec, text: str, setting: Setting) -> Json:
    try:
        exact = datetime.fromisoformat(text.strip())
        if exact.tzinfo is not None:
            return exact.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        pass
    parts = parts_of(text)
    if parts is None:
        raise invalid("import.date.malformed")
    if setting.dates is None and not parts.year_first:
        raise invalid("import.date.order")
    day = date_of(parts, setting.dates or "ymd")
    local = datetime.combine(day, parts.clock or time(), setting.zone)
    try:
        return local.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError:
        raise invalid("import.date.malformed") from None


def boolean(_spec: FieldSpec, text: str, _setting: Setting) -> Json:
    found = boolean_of(text)
    if found is None:
        raise invalid("import.boolean.malformed")
    return found


def option_of(options: tuple[Option, ...], text: str) -> str | None:
    """The option that a text names by id or name, whatever the case of its letters."""
    folded = fold(text)
    for option in options:
        if text == option.id or folded == fold(option.name):
            return option.id
    return next((option.id for option in options if folded == option.id), None)


def choice(spec: FieldSpec, text: str, _setting: Setting) -> Json:
    assert isinstance(spec, Choice)
    found = option_of(spec.options, text)
    if found is None:
        raise invalid("import.option.unknown")
    return found


def multi_choice(spec: FieldSpec, text: str, _setting: Setting) -> Json:
    assert isinstance(spec, MultiChoice)
    found = [option_of(spec.options, one) for one in pieces(text)]
    if None in found:
        raise invalid("import.option.unknown")
    return list(dict.fromkeys(one for one in found if one is not None))


def fold(text: str) -> str:
    """One form for texts that differ only in case, width and outer blanks."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


CLEANERS: dict[str, Cleaner] = {
    "text": as_it_is,
    "long_text": as_it_is,
    "phone": as_it_is,
    "email": as_it_is,
    "url": as_it_is,
    "integer": integer,
    "decimal": number,
    "money": number,
    "percent": number,
    "date": date,
    "moment": moment,
    "boolean": boolean,
    "choice": choice,
    "multi_choice": multi_choice,
}
"""Field types whose cells stand for themselves."""

REFERENCES = frozenset({"person", "department", "link"})
"""Field types whose cells name something that must be found first."""

LEFT_OUT = frozenset({"sub_table", "file", "photo", "location", "lookup", "rollup", "formula", "auto_number"})
"""Field types that no column can fill."""


def importable(spec: FieldSpec) -> bool:
    """Whether a column can fill the field."""
    return spec.type in CLEANERS or spec.type in REFERENCES
