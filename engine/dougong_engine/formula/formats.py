"""How TEXT writes numbers, dates and moments, and how amounts are written in Chinese capitals."""

import re
from datetime import date, datetime
from decimal import Decimal

from dougong_engine.formula import limits, numbers
from dougong_engine.formula.values import Clock, Scalar, require

_NUMBER_FORMAT = re.compile(r"([^#0,.%]*)([#0,]*)(?:\.([#0]*))?(%?)([^#0,.%]*)")
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|a+|[^ymdhsa]+", re.IGNORECASE)
_FORMAT_LENGTH = 100
_WEEKDAYS = "一二三四五六日"


def show(clock: Clock, value: Scalar) -> str:
    """The plain text of a value: canonical number, TRUE/FALSE, ISO date, local `2026-11-22 08:30:00`."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return numbers.number_text(value)
        case datetime():
            return clock.zone.local(value).replace(microsecond=0).isoformat(" ")
        case date():
            return value.isoformat()
        case str():
            return value


def formatted(clock: Clock, value: Scalar, pattern: str) -> str:
    """The value under a pattern such as `#,##0.00`, `0.0%` or `yyyy-mm-dd hh:mm`."""
    require(len(pattern) <= _FORMAT_LENGTH)
    match value:
        case Decimal():
            return _number(value, pattern)
        case datetime():
            return _when(clock.zone.local(value), pattern)
        case date():
            return _when(datetime(value.year, value.month, value.day), pattern)  # noqa: DTZ001  (wall-clock time)
        case _:
            return show(clock, value)


def _number(value: Decimal, pattern: str) -> str:
    parts = _NUMBER_FORMAT.fullmatch(pattern)
    require(parts is not None)
    assert parts is not None
    prefix, block, fraction, percent, suffix = (part or "" for part in parts.groups())
    require(bool(block.strip(",") or fraction) and len(fraction) <= limits.PLACES)
    if percent:
        value = numbers.settle(numbers.CONTEXT.scaleb(value, 2))
    value = numbers.half_up(value, Decimal(len(fraction)))
    digits, _, places = format(value.copy_abs(), "f").partition(".")
    while len(places) > fraction.count("0") and places.endswith("0"):
        places = places[:-1]
    digits = digits.lstrip("0").rjust(block.count("0"), "0")
    if "," in block:
        digits = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{prefix}{digits}{'.' if places else ''}{places}{percent}{suffix}"


def _when(moment: datetime, pattern: str) -> str:
    parts = _DATE_PART.findall(pattern)
    written: list[str] = []
    for index, part in enumerate(parts):
        letter = part[0].lower()
        if letter == "m" and _is_minute(parts, index):
            letter = "minute"
        written.append(_part(moment, letter, part))
    return "".join(written)


def _is_minute(parts: list[str], index: int) -> bool:
    """`m` means minutes after hours or before seconds, as in Excel."""
    before = [part[0].lower() for part in parts[:index] if part[0].lower() in "ymdhsa"]
    after = [part[0].lower() for part in parts[index + 1 :] if part[0].lower() in "ymdhsa"]
    return before[-1:] == ["h"] or after[:1] == ["s"]


def _part(moment: datetime, letter: str, part: str) -> str:
    width = min(len(part), 2)
    match letter:
        case "y":
            return f"{moment.year:04d}" if len(part) > 2 else f"{moment.year % 100:02d}"
        case "a":
            return ("星期" if len(part) > 3 else "") + _WEEKDAYS[moment.weekday()]
        case "m":
            return f"{moment.month:0{width}d}"
        case "d":
            return f"{moment.day:0{width}d}"
        case "h":
            return f"{moment.hour:0{width}d}"
        case "minute":
            return f"{moment.minute:0{width}d}"
        case "s":
            return f"{moment.second:0{width}d}"
        case _:
            return part


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")


def capitals(amount: Decimal) -> str:
    """An amount of money in Chinese capitals: 1005.5 → 壹仟零伍元伍角整."""
    cents = int(numbers.half_up(numbers.settle(numbers.CONTEXT.scaleb(amount, 2))).copy_abs())
    yuan, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        text = f"{text or '零元'}整"
    else:
        text += f"{_DIGITS[jiao]}角" if jiao else "零" if yuan else ""
        text += f"{_DIGITS[fen]}分" if fen else "整"
    return f"负{text}" if amount < 0 and cents else text


def _whole(number: int) -> str:
    groups: list[str] = []
    index = 0
    pending_zero = False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            text = _group(group) + _GROUPS[index]
            if pending_zero and groups:
                text += "零"
            groups.append(text)
            pending_zero = group < 1000
        else:
            pending_zero = True
        index += 1
    return "".join(reversed(groups))


def _group(group: int) -> str:
    """Four digits; a zero is said once between other digits."""
    text = ""
    zero = False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + _UNITS[power]
            zero = False
        else:
            zero = True
    return text
