"""Between texts and other values: writing by a pattern, reading what people type."""

import re
from datetime import date
from decimal import Decimal

from dougong_engine.formula import numbers
from dougong_engine.formula.formats import capitals, formatted
from dougong_engine.formula.functions._function import Function, Python, operation
from dougong_engine.formula.values import Fault, FormulaError, require

_BLANKS = " \t\r\n\u00a0\u3000"
_NUMERIC = re.compile(r"([+-]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?)(%?)")
_WRITTEN = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")


def _value(text: str) -> Decimal | None:
    written = text.strip(_BLANKS)
    if not written:
        return None
    parts = _NUMERIC.fullmatch(written) if len(written) <= 60 else None
    require(parts is not None)
    assert parts is not None
    sign, digits, percent = parts.groups()
    require(bool(digits))
    number = Decimal(sign + digits.replace(",", ""))
    return numbers.CONTEXT.scaleb(number, -2) if percent else number


def _date_value(text: str) -> date | None:
    written = text.strip(_BLANKS)
    if not written:
        return None
    parts = _WRITTEN.fullmatch(written)
    require(parts is not None)
    assert parts is not None
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        raise Fault(FormulaError.VALUE) from None


def _row(name: str, alias: str, specs: str, result: str, python: Python, zh: str, en: str) -> Function:
    return Function(name, tuple(alias.split()), "text", zh, en, operation(specs, result, python))


WRITING = (
    _row(
        "VALUE",
        "转数值 转数字",
        "text",
        "number",
        _value,
        "把“1,234.5”“15%”这样的文本读成数；空文本为空。",
        "Reads a text such as 1,234.5 or 15% as a number; an empty text is empty.",
    ),
    Function(
        "TEXT",
        ("格式化", "转文本"),
        "text",
        '按格式写出数、日期或时间，如 "#,##0.00"、"0.0%"、"yyyy-mm-dd hh:mm"、"aaaa"。',
        'Writes a number, date or moment by a pattern such as "#,##0.00", "0.0%", "yyyy-mm-dd hh:mm".',
        operation("any text", "text", formatted, zoned=True),
    ),
    _row(
        "RMB",
        "大写金额 人民币大写",
        "number",
        "text",
        capitals,
        "人民币大写金额。",
        "An amount of yuan in Chinese capitals.",
    ),
    _row(
        "DATEVALUE",
        "文本转日期",
        "text",
        "date",
        _date_value,
        "把“2026-11-22”“2026/11/22”“2026年11月22日”这样的文本读成日期。",
        "Reads a text such as 2026-11-22 or 2026/11/22 as a date.",
    ),
)
