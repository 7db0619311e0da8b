"""Values of a record in words for messages, titles and lists."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from dougong_engine.fields import FieldSpec, Refers, Value, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.money import Money
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.percent import Percent
from dougong_engine.formula.values import Zone
from dougong_engine.messages_template import Shown, plain

SIGNS: Mapping[str, str] = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$"}
"""Currency → the sign before an amount; other currencies show their code."""


def shown(spec: FieldSpec, value: Value, zone: Zone, names: Mapping[str, str]) -> Shown:
    """A value as messages fill it in: options and references by name, moments on the wall clock."""
    match value:
        case None | ():
            return None
        case datetime():
            return zone.local(value)
        case tuple():
            words = tuple(str(shown(spec, one, zone, names) or "") for one in value if not isinstance(one, dict))
            return tuple(one for one in words if one)
        case dict():
            return None
        case str() if isinstance(spec, Choice | MultiChoice):
            return next((one.name for one in spec.options if one.id == value), value)
        case str() if field_type(spec).refers is not None and field_type(spec).refers is not Refers.FILE:
            return names.get(value, "")
        case _:
            return value


def worded(spec: FieldSpec, value: Shown) -> str:
    """What `shown` gives, written as record pages write it: thousands apart, with currency, unit or percent sign."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return plain(value)
    display = getattr(spec, "display", "")
    places = getattr(spec, "places", None)
    if isinstance(spec, Money) or display == "money":
        sign = SIGNS.get(currency := getattr(spec, "currency", "CNY"), f"{currency} ")
        return f"{sign}{_grouped(value, 2 if places is None else places)}"
    if isinstance(spec, Percent) or display == "percent":
        digits = 2 if places is None else max(0, places - 2) if isinstance(spec, Percent) else places
        text = _grouped(value * 100, digits)
        return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
    unit = getattr(spec, "unit", "")
    return f"{_grouped(value, places)}{f' {unit}' if unit else ''}"


def _grouped(value: int | Decimal, places: int | None) -> str:
    if isinstance(value, int) or places is None:
        return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
