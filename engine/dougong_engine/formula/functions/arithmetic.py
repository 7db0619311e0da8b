"""Numbers: rounding, remainders, powers."""

from decimal import Decimal

from dougong_engine.formula import numbers
from dougong_engine.formula.functions._function import Function, Python, operation
from dougong_engine.formula.numbers import CONTEXT, ONE
from dougong_engine.formula.values import require


def _root(number: Decimal) -> Decimal:
    require(number >= 0)
    return CONTEXT.sqrt(number)


def _natural(number: Decimal) -> Decimal:
    require(number > 0)
    return CONTEXT.ln(number)


def _logarithm(number: Decimal, base: Decimal = numbers.TEN) -> Decimal:
    require(number > 0 and base > 0 and base != ONE)
    if base == numbers.TEN:
        return CONTEXT.log10(number)
    return CONTEXT.divide(CONTEXT.ln(number), CONTEXT.ln(base))


def _quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    return numbers.towards_zero(numbers.divided(dividend, divisor))


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _clamp(number: Decimal, low: Decimal, high: Decimal) -> Decimal:
    require(low <= high)
    return max(low, min(high, number))


def _interpolate(number: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where the number lies between low (0) and high (1); not cut off outside."""
    return numbers.divided(CONTEXT.subtract(number, low), CONTEXT.subtract(high, low))


def _function(name: str, alias: str, specs: str, python: Python, zh: str, en: str, sql: bool = False) -> Function:
    return Function(name, tuple(alias.split()), "number", zh, en, operation(specs, "number", python, sql=sql))


ARITHMETIC = (
    _function(
        "ROUND",
        "四舍五入",
        "number number?",
        numbers.half_up,
        "四舍五入到指定小数位（默认 0，负数表示十位、百位）。",
        "Rounds half away from zero to the given decimals (default 0; negative for tens, hundreds).",
        sql=True,
    ),
    _function(
        "ROUNDUP",
        "向上舍入 进位",
        "number number?",
        numbers.away,
        "向远离零的方向舍入到指定小数位。",
        "Rounds away from zero to the given decimals.",
        sql=True,
    ),
    _function(
        "ROUNDDOWN",
        "向下舍入 舍去",
        "number number?",
        numbers.towards_zero,
        "向零的方向舍入到指定小数位。",
        "Rounds towards zero to the given decimals.",
        sql=True,
    ),
    _function(
        "TRUNC",
        "截断",
        "number number?",
        numbers.towards_zero,
        "去掉指定小数位以后的部分。",
        "Cuts off what follows the given decimals.",
        sql=True,
    ),
    _function(
        "BANKERSROUND",
        "四舍六入 银行家舍入",
        "number number?",
        numbers.half_even,
        "四舍六入五成双。",
        "Rounds half to even.",
    ),
    _function(
        "INT",
        "取整",
        "number",
        numbers.floored,
        "不大于该数的最大整数。",
        "The greatest integer not above the number.",
        sql=True,
    ),
    _function(
        "CEILING",
        "向上取整",
        "number number?",
        numbers.ceiling_to,
        "不小于该数的最小倍数（步长默认 1，须大于零）。",
        "The least multiple of the step (default 1, above zero) not below the number.",
        sql=True,
    ),
    _function(
        "FLOOR",
        "向下取整",
        "number number?",
        numbers.floor_to,
        "不大于该数的最大倍数（步长默认 1，须大于零）。",
        "The greatest multiple of the step (default 1, above zero) not above the number.",
        sql=True,
    ),
    _function(
        "MROUND",
        "倍数舍入",
        "number number",
        numbers.nearest_to,
        "舍入到最接近的倍数（步长须大于零，正中间远离零）。",
        "The nearest multiple of the step (above zero); halfway goes away from zero.",
    ),
    _function(
        "MOD",
        "求余 取余",
        "number number",
        numbers.modulo,
        "两数相除的余数，符号与除数相同。",
        "The remainder of a division, with the divisor's sign.",
        sql=True,
    ),
    _function(
        "QUOTIENT",
        "整除",
        "number number",
        _quotient,
        "两数相除的整数部分。",
        "The whole part of a division.",
    ),
    _function("ABS", "绝对值", "number", Decimal.copy_abs, "绝对值。", "The number without its sign.", sql=True),
    _function("SIGN", "符号", "number", _sign, "正数为 1，零为 0，负数为 -1。", "1, 0 or -1 by the sign.", sql=True),
    _function(
        "POWER",
        "乘方 幂",
        "number number",
        numbers.power,
        "乘方；整数指数的绝对值最多 1,000。",
        "A number to a power; whole exponents up to 1,000 either way.",
    ),
    _function("SQRT", "平方根", "number", _root, "平方根。", "The square root."),
    _function("EXP", "指数", "number", numbers.exponential, "e 的若干次方。", "e to the power of the number."),
    _function("LN", "自然对数", "number", _natural, "自然对数。", "The natural logarithm."),
    _function(
        "LOG",
        "对数",
        "number number?",
        _logarithm,
        "以第二个数为底的对数（默认 10）。",
        "The logarithm to the given base (default 10).",
    ),
    _function(
        "CLAMP",
        "限定 限制范围",
        "number number number",
        _clamp,
        "把数限制在下限和上限之间。",
        "The number, kept between a lower and an upper bound.",
    ),
    _function(
        "INTERPOLATE",
        "区间比例",
        "number number number",
        _interpolate,
        "数在区间中的位置：下限为 0，上限为 1。",
        "Where the number lies in a range: 0 at its start, 1 at its end.",
    ),
    _function("PI", "圆周率", "", lambda: numbers.PI, "圆周率，12 位小数。", "Pi to 12 decimals."),
)
