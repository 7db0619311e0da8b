"""Texts: parts, search, cleaning. Positions count code points from 1."""

import re
from decimal import Decimal

from dougong_engine.formula.functions._function import Function, Python, operation
from dougong_engine.formula.limits import RESULT_BYTES
from dougong_engine.formula.numbers import ONE, whole
from dougong_engine.formula.values import FormulaError, joined, require, utf8_size

_MANY = 10**18
_SPACES = re.compile("[ \t\r\n\u00a0\u3000]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f]")


def _left(text: str, count: Decimal = ONE) -> str:
    return text[: whole(count, 0, _MANY)]


def _right(text: str, count: Decimal = ONE) -> str:
    size = whole(count, 0, _MANY)
    return text[-size:] if size else ""


def _mid(text: str, start: Decimal, count: Decimal) -> str:
    first = whole(start, 1, _MANY) - 1
    return text[first : first + whole(count, 0, _MANY)]


def _find(needle: str, text: str, start: Decimal = ONE) -> int:
    first = whole(start, 1, _MANY) - 1
    found = text.find(needle, first)
    require(found >= 0)
    return found + 1


def folded(text: str) -> str:
    """Lower case without a change of length."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def _search(needle: str, text: str, start: Decimal = ONE) -> int:
    return _find(folded(needle), folded(text), start)


def _substitute(text: str, old: str, new: str) -> str:
    if not old:
        return text
    growth = text.count(old) * (utf8_size(new) - utf8_size(old))
    require(utf8_size(text) + growth <= RESULT_BYTES, FormulaError.SIZE)
    return text.replace(old, new)


def _replace(text: str, start: Decimal, count: Decimal, new: str) -> str:
    first = whole(start, 1, _MANY) - 1
    return joined((text[:first], new, text[first + whole(count, 0, _MANY) :]))


def _repeat(text: str, count: Decimal) -> str:
    times = whole(count, 0, _MANY)
    require(utf8_size(text) * times <= RESULT_BYTES, FormulaError.SIZE)
    return text * times


def _pad(text: str, width: Decimal, fill: str = "0") -> str:
    missing = whole(width, 0, _MANY) - len(text)
    require(len(fill) == 1)
    return joined((_repeat(fill, Decimal(missing)), text)) if missing > 0 else text


def _before(text: str, mark: str) -> str:
    head, found, _ = text.partition(mark) if mark else ("", "", "")
    require(bool(found))
    return head


def _after(text: str, mark: str) -> str:
    _, found, tail = text.partition(mark) if mark else ("", "", "")
    require(bool(found))
    return tail


def _trim(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _row(
    name: str, alias: str, specs: str, result: str, python: Python, zh: str, en: str, sql: bool = False
) -> Function:
    return Function(name, tuple(alias.split()), "text", zh, en, operation(specs, result, python, sql=sql))


TEXTS = (
    _row(
        "CONCATENATE",
        "CONCAT 连接 拼接",
        "show+",
        "text",
        lambda *parts: joined(parts),
        "把各值连成一段文本，与 & 相同。",
        "Joins the values into one text, as & does.",
        sql=True,
    ),
    _row("LEN", "长度 字数", "text", "number", len, "字符个数。", "The number of characters.", sql=True),
    _row(
        "LEFT",
        "左取 取左",
        "text number?",
        "text",
        _left,
        "开头的若干个字符（默认 1）。",
        "The first characters (default 1).",
        sql=True,
    ),
    _row(
        "RIGHT",
        "右取 取右",
        "text number?",
        "text",
        _right,
        "末尾的若干个字符（默认 1）。",
        "The last characters (default 1).",
        sql=True,
    ),
    _row(
        "MID",
        "取中 截取",
        "text number number",
        "text",
        _mid,
        "从第几个字符起取若干个字符。",
        "Characters from a position on.",
        sql=True,
    ),
    _row(
        "FIND",
        "查找位置",
        "text text number?",
        "number",
        _find,
        "第一个文本在第二个文本中的位置，区分大小写；找不到为错误。",
        "Where the first text stands in the second, case-sensitive; an error if nowhere.",
        sql=True,
    ),
    _row(
        "SEARCH",
        "搜索位置",
        "text text number?",
        "number",
        _search,
        "同 FIND，但不区分大小写。",
        "As FIND, without regard to case.",
    ),
    _row(
        "CONTAINS",
        "包含",
        "text text",
        "boolean",
        lambda text, needle: needle in text,
        "文本包含另一文本，或列表包含某个值。",
        "Whether a text contains another, or a list a value.",
        sql=True,
    ),
    _row(
        "STARTSWITH",
        "开头是",
        "text text",
        "boolean",
        str.startswith,
        "文本以另一文本开头。",
        "Whether a text starts with another.",
        sql=True,
    ),
    _row(
        "ENDSWITH",
        "结尾是",
        "text text",
        "boolean",
        str.endswith,
        "文本以另一文本结尾。",
        "Whether a text ends with another.",
        sql=True,
    ),
    _row(
        "SUBSTITUTE",
        "替换",
        "text text text",
        "text",
        _substitute,
        "把文本中的每一处旧文本换成新文本。",
        "Replaces every occurrence of a text by another.",
        sql=True,
    ),
    _row(
        "REPLACE",
        "按位置替换",
        "text number number text",
        "text",
        _replace,
        "从第几个字符起，把若干个字符换成新文本。",
        "Replaces characters from a position on by another text.",
    ),
    _row(
        "TRIM",
        "去空格",
        "text",
        "text",
        _trim,
        "去掉首尾空白，中间的连续空白合为一个空格。",
        "Without outer white space; inner runs become one space.",
        sql=True,
    ),
    _row(
        "CLEAN",
        "清除控制符",
        "text",
        "text",
        lambda text: _CONTROLS.sub("", text),
        "去掉换行等控制字符。",
        "Without control characters such as line breaks.",
    ),
    _row("UPPER", "大写", "text", "text", str.upper, "字母转为大写。", "Letters in upper case."),
    _row("LOWER", "小写", "text", "text", str.lower, "字母转为小写。", "Letters in lower case."),
    _row(
        "REPT",
        "重复",
        "text number",
        "text",
        _repeat,
        "把文本重复若干次（结果不超过 100 KB）。",
        "Repeats a text (result at most 100 KB).",
    ),
    _row(
        "PADLEFT",
        "左补齐",
        "text number text?",
        "text",
        _pad,
        "在左侧补字符（默认 0）到指定长度。",
        "Fills up on the left (default 0) to a length.",
    ),
    _row(
        "TEXTBEFORE",
        "取之前",
        "text text",
        "text",
        _before,
        "首个标记之前的文本；没有标记为错误。",
        "The text before the first mark; an error without one.",
    ),
    _row(
        "TEXTAFTER",
        "取之后",
        "text text",
        "text",
        _after,
        "首个标记之后的文本；没有标记为错误。",
        "The text after the first mark; an error without one.",
    ),
    _row(
        "EXACT",
        "完全相同",
        "text text",
        "boolean",
        lambda left, right: left == right,
        "两段文本完全相同。",
        "Whether two texts are the same.",
    ),
)
