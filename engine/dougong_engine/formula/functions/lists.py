"""Lists: multiple choices, people, and columns of sub-tables. Empty items and items in error are skipped."""

from decimal import Decimal

from dougong_engine.formula.formats import show
from dougong_engine.formula.functions._function import Function, Python, operation, present
from dougong_engine.formula.functions.logic import blank, same
from dougong_engine.formula.limits import RESULT_BYTES
from dougong_engine.formula.numbers import whole
from dougong_engine.formula.values import Clock, FormulaError, Scalar, Value, joined, require


def _distinct(items: Value) -> tuple[Scalar, ...]:
    """Each value once, where it stands first."""
    return tuple(dict.fromkeys(item for item in present((items,)) if item != ""))


def _join(clock: Clock, items: Value, separator: str = "、") -> str:
    return joined([text for item in present((items,)) if (text := show(clock, item))], separator)


def _item(items: Value, position: Decimal) -> Scalar:
    """Counted from 1, from the end if negative; empty where there is none."""
    found = present((items,))
    index = whole(position, -(10**6), 10**6)
    require(index != 0)
    index = index - 1 if index > 0 else index + len(found)
    return found[index] if 0 <= index < len(found) else None


def _has(items: Value, wanted: Value) -> bool:
    return any(same(item, wanted) for item in present((items,)))


def _has_any(items: Value, wanted: Value) -> bool:
    return not set(present((items,))).isdisjoint(present((wanted,)))


def _has_all(items: Value, wanted: Value) -> bool:
    return set(present((items,))).issuperset(present((wanted,)))


def _split(text: str, separator: str) -> tuple[str, ...]:
    require(bool(separator) and len(text) <= RESULT_BYTES, FormulaError.VALUE)
    return tuple(part.strip(" ") for part in text.split(separator) if part.strip(" "))


def _empty_items(items: Value) -> int:
    assert isinstance(items, tuple)
    return sum(blank(item) for item in items if not isinstance(item, FormulaError))


def _row(
    name: str, alias: str, specs: str, result: str, python: Python, zh: str, en: str, zoned: bool = False
) -> Function:
    return Function(name, tuple(alias.split()), "list", zh, en, operation(specs, result, python, zoned=zoned))


LISTS = (
    _row(
        "JOIN",
        "TEXTJOIN 合并文本",
        "any[] text?",
        "text",
        _join,
        "用分隔符（默认“、”）把列表连成文本。",
        "The items of a list as one text, with a separator between them.",
        zoned=True,
    ),
    _row(
        "COUNTBLANK",
        "空值个数",
        "any[]",
        "number",
        _empty_items,
        "列表中空值的个数。",
        "How many items of a list are empty.",
    ),
    _row(
        "UNIQUECOUNT",
        "去重计数",
        "any[]",
        "number",
        lambda items: len(_distinct(items)),
        "列表中不同值的个数。",
        "How many different values a list has.",
    ),
    _row("UNIQUE", "去重", "any[]", "items", _distinct, "列表中不同的值。", "The different values of a list."),
    _row(
        "FIRST",
        "首项",
        "any[]",
        "item",
        lambda items: _item(items, Decimal(1)),
        "列表中第一个不为空的值。",
        "The first value of a list that is not empty.",
    ),
    _row(
        "LAST",
        "末项",
        "any[]",
        "item",
        lambda items: _item(items, Decimal(-1)),
        "列表中最后一个不为空的值。",
        "The last value of a list that is not empty.",
    ),
    _row(
        "ITEM",
        "第几项",
        "any[] number",
        "item",
        _item,
        "列表中第几个值（负数从末尾数起）；没有则为空。",
        "The n-th value of a list (from the end if negative); empty if there is none.",
    ),
    _row("HAS", "列表包含", "same[] same", "boolean", _has, "列表包含某个值。", "Whether a list has a value."),
    _row(
        "HASANY",
        "包含任一",
        "same[] same[]",
        "boolean",
        _has_any,
        "列表包含另一列表中的任一值。",
        "Whether a list has any value of another.",
    ),
    _row(
        "HASALL",
        "包含全部",
        "same[] same[]",
        "boolean",
        _has_all,
        "列表包含另一列表中的全部值。",
        "Whether a list has all values of another.",
    ),
    _row(
        "SPLIT",
        "拆分",
        "text text",
        "texts",
        _split,
        "按分隔符把文本拆成列表，去掉空项。",
        "Cuts a text at a separator into a list, without empty items.",
    ),
)
