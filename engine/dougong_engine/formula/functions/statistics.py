"""Aggregates over values, lists and columns of sub-tables: empty items and items in error are skipped."""

from collections.abc import Callable
from decimal import Decimal

from dougong_engine.formula import numbers
from dougong_engine.formula.functions._function import Function, Python, operation, present
from dougong_engine.formula.functions.logic import blank, same
from dougong_engine.formula.numbers import CONTEXT, ONE, ZERO, divided, settle, whole
from dougong_engine.formula.values import FormulaError, Scalar, Value, require


def _numbers(values: tuple[Value, ...]) -> list[Decimal]:
    return [item for item in present(values) if isinstance(item, Decimal)]


def _total(items: list[Decimal]) -> Decimal:
    total = ZERO
    for item in items:
        total = CONTEXT.add(total, item)
    return total


def _sum(*values: Value) -> Decimal:
    return _total(_numbers(values))


def _average(*values: Value) -> Decimal | None:
    items = _numbers(values)
    return divided(_total(items), Decimal(len(items))) if items else None


def _product(*values: Value) -> Decimal | None:
    items = _numbers(values)
    product = ONE
    for item in items:
        product = settle(CONTEXT.multiply(product, item))
    return product if items else None


def _median(*values: Value) -> Decimal | None:
    items = sorted(_numbers(values))
    if not items:
        return None
    middle = len(items) // 2
    return items[middle] if len(items) % 2 else divided(_total(items[middle - 1 : middle + 1]), Decimal(2))


def _ranked(pick: Callable[[list[Decimal], int], Decimal]) -> Callable[[Value, Decimal], Decimal]:
    def nth(items: Value, position: Decimal) -> Decimal:
        ranked = sorted(_numbers((items,)))
        return pick(ranked, whole(position, 1, len(ranked)))

    return nth


def _deviation(*values: Value) -> Decimal | None:
    """Of a sample (n - 1), each step rounded as any other number is."""
    items = _numbers(values)
    require(len(items) > 1, FormulaError.DIV0)
    mean = settle(divided(_total(items), Decimal(len(items))))
    squares = [settle(numbers.square(CONTEXT.subtract(item, mean))) for item in items]
    return CONTEXT.sqrt(settle(divided(_total(squares), Decimal(len(items) - 1))))


def _extreme(pick: Callable[[list[Scalar]], Scalar]) -> Callable[..., Scalar]:
    def found(*values: Value) -> Scalar:
        items = present(values)
        return pick(items) if items else None

    return found


def _least(items: list[Scalar]) -> Scalar:
    return min(items)  # type: ignore[type-var]  # the checker lets only one ordered kind through


def _greatest(items: list[Scalar]) -> Scalar:
    return max(items)  # type: ignore[type-var]  # the checker lets only one ordered kind through


def _matching(items: Value, wanted: Value, results: Value) -> list[Decimal]:
    """The numbers of `results` at the places where `items` equals `wanted`; the lists must be equally long."""
    assert isinstance(items, tuple) and isinstance(results, tuple)
    require(len(items) == len(results))
    pairs = zip(items, results, strict=True)
    return _numbers((tuple(result for item, result in pairs if _equals(item, wanted)),))


def _equals(item: Value | FormulaError, wanted: Value) -> bool:
    return not isinstance(item, FormulaError) and same(item, wanted)


def _count_if(items: Value, wanted: Value) -> int:
    assert isinstance(items, tuple)
    return sum(_equals(item, wanted) for item in items)


def _sum_if(items: Value, wanted: Value, results: Value) -> Decimal:
    return _total(_matching(items, wanted, results))


def _average_if(items: Value, wanted: Value, results: Value) -> Decimal | None:
    return _average(tuple(_matching(items, wanted, results)))


def _sum_product(left: Value, right: Value) -> Decimal:
    """Row by row; a row with an empty or broken factor adds nothing."""
    assert isinstance(left, tuple) and isinstance(right, tuple)
    require(len(left) == len(right))
    total = ZERO
    for one, other in zip(left, right, strict=True):
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            total = CONTEXT.add(total, settle(CONTEXT.multiply(one, other)))
    return total


def _row(
    name: str, alias: str, specs: str, result: str, python: Python, zh: str, en: str, sql: bool = False
) -> Function:
    return Function(name, tuple(alias.split()), "number", zh, en, operation(specs, result, python, sql=sql))


STATISTICS = (
    _row(
        "SUM",
        "求和 合计",
        "number*",
        "number",
        _sum,
        "求和，跳过空值。",
        "The sum, empty ones skipped.",
        sql=True,
    ),
    _row(
        "AVERAGE",
        "平均值 平均",
        "number*",
        "number",
        _average,
        "平均值，跳过空值；全空则为空。",
        "The mean, empty ones skipped; empty if there are none.",
        sql=True,
    ),
    _row(
        "COUNT",
        "COUNTA 计数 非空计数",
        "any*",
        "number",
        lambda *values: sum(not blank(value) for value in present(values)),
        "不为空的个数。",
        "How many are not empty.",
        sql=True,
    ),
    _row(
        "MIN",
        "最小值",
        "order*",
        "same",
        _extreme(_least),
        "最小的数、日期或时间，跳过空值。",
        "The least number, date or moment, empty ones skipped.",
        sql=True,
    ),
    _row(
        "MAX",
        "最大值",
        "order*",
        "same",
        _extreme(_greatest),
        "最大的数、日期或时间，跳过空值。",
        "The greatest number, date or moment, empty ones skipped.",
        sql=True,
    ),
    _row(
        "PRODUCT",
        "乘积",
        "number*",
        "number",
        _product,
        "各数相乘，跳过空值。",
        "The product, empty ones skipped.",
    ),
    _row(
        "MEDIAN",
        "中位数",
        "number*",
        "number",
        _median,
        "中位数，跳过空值。",
        "The median, empty ones skipped.",
    ),
    _row(
        "STDEV",
        "标准差",
        "number*",
        "number",
        _deviation,
        "样本标准差。",
        "The standard deviation of a sample.",
    ),
    _row(
        "LARGE",
        "第几大",
        "number[] number",
        "number",
        _ranked(lambda items, position: items[-position]),
        "列表中第几大的数。",
        "The n-th greatest number of a list.",
    ),
    _row(
        "SMALL",
        "第几小",
        "number[] number",
        "number",
        _ranked(lambda items, position: items[position - 1]),
        "列表中第几小的数。",
        "The n-th least number of a list.",
    ),
    _row(
        "COUNTIF",
        "条件计数",
        "same[] same",
        "number",
        _count_if,
        "列表中等于给定值的个数。",
        "How many items of a list equal a value.",
    ),
    _row(
        "SUMIF",
        "条件求和",
        "same[] same number[]",
        "number",
        _sum_if,
        "第一列等于给定值的那些行，第二列之和。",
        "The sum of the second list over the rows where the first equals a value.",
    ),
    _row(
        "AVERAGEIF",
        "条件平均",
        "same[] same number[]",
        "number",
        _average_if,
        "第一列等于给定值的那些行，第二列的平均值。",
        "The mean of the second list over the rows where the first equals a value.",
    ),
    _row(
        "SUMPRODUCT",
        "乘积和",
        "number[] number[]",
        "number",
        _sum_product,
        "两列逐行相乘再求和。",
        "Multiplies two lists row by row and adds up.",
    ),
)
