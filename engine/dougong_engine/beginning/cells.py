"""Which field types a cell of a table would fit: exactly those whose import would take it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cache

from dougong_engine.beginning.spec import FieldType
from dougong_engine.errors import Invalid
from dougong_engine.fields import FIELD_TYPES, FieldSpec, field_type
from dougong_engine.imports.cells import CLEANERS, MONEY_SIGNS, Setting, number_of, pieces
from dougong_engine.imports.dates import DateOrder, date_of, parts_of, possible

PLAIN: tuple[FieldType, ...] = (
    "boolean", "email", "url", "phone", "date", "moment", "percent", "money", "integer", "decimal",
)  # fmt: skip
"""Types that a cell fits by itself, most telling first."""

NUMBERS: frozenset[FieldType] = frozenset({"percent", "money", "integer", "decimal"})
EXACT: frozenset[FieldType] = frozenset({"percent", "money", "decimal"})
LEADING_ZERO = re.compile(r"0\d+")
CHINESE_NUMBER = re.compile(
    r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(-\d{1,6})?|400[- ]?\d{3}[- ]?\d{4}"
)
DIGITS = 15
"""As many as a spreadsheet keeps of a number; what is longer is a code."""

LONG = 400
"""Longer than any value but a text or an address."""

TEXTS: tuple[FieldType, ...] = ("text", "long_text")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: the types that would take it, and the signs that tell of one."""

    fits: frozenset[FieldType]
    leading_zero: bool = False
    long_code: bool = False
    percent: bool = False
    currency: bool = False
    clock: bool = False
    telephone: bool = False
    places: int = 0
    pieces: tuple[str, ...] = ()


def look(text: str, order: DateOrder | None) -> Look:
    """How a cell that is not empty looks; `order` is that of the column's dates as far as they tell."""
    if len(text) > LONG:
        # Nothing but text is that long, and looking closer would take its time with each of a million cells.
        return Look(frozenset(one for one in ("url", *TEXTS) if _fits(one, text)))
    plain = unicodedata.normalize("NFKC", text).strip()
    fits: set[FieldType] = {one for one in (*PLAIN, *TEXTS) if _takes(one, text, order)}
    if plain in ("0", "1"):
        # Yes and no in words only: ones and zeros are counts as often.
        fits.discard("boolean")
    number = number_of(text)
    exponent = number.normalize().as_tuple().exponent if number is not None else 0
    parts = parts_of(text)
    return Look(
        frozenset(fits),
        leading_zero=LEADING_ZERO.fullmatch(plain) is not None,
        long_code=plain.isdigit() and len(plain) > DIGITS,
        percent=plain.endswith("%"),
        currency=number is not None and MONEY_SIGNS.search(plain.strip("()")) is not None,
        clock=(parts is not None and parts.clock is not None) or ("moment" in fits and parts is None),
        telephone=CHINESE_NUMBER.fullmatch(plain) is not None or (plain.startswith("+") and "phone" in fits),
        places=max(0, -exponent) if isinstance(exponent, int) else 0,
        pieces=tuple(pieces(text)),
    )


def _takes(type: FieldType, text: str, order: DateOrder | None) -> bool:
    if type in ("date", "moment"):
        return _is_date(type, text, order)
    plain = unicodedata.normalize("NFKC", text).strip()
    if type in NUMBERS and (LEADING_ZERO.fullmatch(plain) or (plain.isdigit() and len(plain) > DIGITS)):
        # As a number it would lose its zeros or its last digits.
        return False
    if type == "integer" and (plain.endswith("%") or MONEY_SIGNS.search(plain)):
        return False
    return _fits(type, text)


def _fits(type: FieldType, text: str) -> bool:
    """Whether a field of the type would take the cell, however it is meant."""
    spec = _specs()[type]
    try:
        field_type(spec).parse(spec, CLEANERS[type](spec, text.strip(), Setting(UTC)))
    except Invalid:
        return False
    return True


def _is_date(type: FieldType, text: str, order: DateOrder | None) -> bool:
    parts = parts_of(text)
    if parts is None:
        return type == "moment" and _is_moment(text)
    if type == "date" and parts.clock is not None:
        return False
    if order is None:
        return possible(parts)
    try:
        date_of(parts, order)
    except Invalid:
        return False
    return True


def _is_moment(text: str) -> bool:
    """A moment that names its offset, which no date of a table does."""
    spec = _specs()["moment"]
    try:
        return (
            len(text) <= 40 and field_type(spec).parse(spec, CLEANERS["moment"](spec, text, Setting(UTC))) is not None
        )
    except Invalid:
        return False


@cache
def _specs() -> Mapping[FieldType, FieldSpec]:
    """A field of each type, as wide as the type goes."""
    found: dict[FieldType, FieldSpec] = {}
    for name in (*PLAIN, *TEXTS):
        settings = {"id": "cell", "key": "cell", "name": "cell", "type": name}
        found[name] = FIELD_TYPES[name].spec.model_validate(settings | ({"places": 6} if name in EXACT else {}))
    return found
