"""The arithmetic of formulas: fixed point with 18 digits before and 12 after the point, half-even."""

from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
)

from dougong_engine.formula import limits
from dougong_engine.formula.values import FormulaError, require

CONTEXT = Context(
    prec=60, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[DivisionByZero, InvalidOperation]
)
"""Sixty digits hold every product of two settled numbers, so rounding happens once, in `settle`."""

ZERO = Decimal(0)
ONE = Decimal(1)
TEN = Decimal(10)
PI = Decimal("3.141592653590")
_QUANTUM = Decimal(1).scaleb(-limits.PLACES)
_TOO_BIG = Decimal(10) ** limits.WHOLE_DIGITS


def settle(number: Decimal) -> Decimal:
    """The number rounded half-even to 12 places. Fails with `overflow` from 10**18 on."""
    if not number:
        return ZERO  # a zero may carry any exponent
    require(number.is_finite() and number.adjusted() <= limits.WHOLE_DIGITS, FormulaError.OVERFLOW)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -limits.PLACES:
        number = number.quantize(_QUANTUM, ROUND_HALF_EVEN, CONTEXT)
    require(-_TOO_BIG < number < _TOO_BIG, FormulaError.OVERFLOW)
    return number


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros, exponent or negative zero: one value, one form."""
    if not number:
        return ZERO
    short = number.normalize(CONTEXT)
    exponent = short.as_tuple().exponent
    return short.quantize(ONE, context=CONTEXT) if isinstance(exponent, int) and exponent > 0 else short


def number_text(number: Decimal) -> str:
    """The canonical text of a number: `1200`, `-0.5`."""
    return format(plain(number), "f")


def whole(number: Decimal, low: int, high: int) -> int:
    """The number without its fraction; fails with `value` if that lies outside low … high."""
    count = int(number)
    require(low <= count <= high)
    return count


def divided(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient rounded half-even to 12 places, once: the remainder decides, so ties are exact."""
    require(bool(divisor), FormulaError.DIV0)
    quotient, remainder = CONTEXT.divmod(CONTEXT.scaleb(dividend, limits.PLACES), divisor)
    doubled = CONTEXT.multiply(remainder.copy_abs(), Decimal(2))
    size = divisor.copy_abs()
    if doubled > size or (doubled == size and CONTEXT.remainder(quotient, Decimal(2))):
        same_sign = dividend.is_signed() == divisor.is_signed()
        quotient = CONTEXT.add(quotient, ONE if same_sign else ONE.copy_negate())
    return CONTEXT.scaleb(quotient, -limits.PLACES)


def rounded(number: Decimal, places: Decimal, rounding: str) -> Decimal:
    """The number at `places` decimals (negative: tens, hundreds …) under a rounding of the decimal module."""
    count = max(-limits.WHOLE_DIGITS, min(limits.PLACES, int(places)))
    return number.quantize(ONE.scaleb(-count), rounding, CONTEXT)


def half_up(number: Decimal, places: Decimal = ZERO) -> Decimal:
    return rounded(number, places, ROUND_HALF_UP)


def away(number: Decimal, places: Decimal = ZERO) -> Decimal:
    return rounded(number, places, ROUND_UP)


def towards_zero(number: Decimal, places: Decimal = ZERO) -> Decimal:
    return rounded(number, places, ROUND_DOWN)


def floored(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def floor_to(number: Decimal, step: Decimal = ONE) -> Decimal:
    """The greatest multiple of `step` (> 0) not above the number."""
    require(step > 0)
    rest = CONTEXT.remainder(number, step)
    return CONTEXT.subtract(CONTEXT.subtract(number, rest), step if rest < 0 else ZERO)


def ceiling_to(number: Decimal, step: Decimal = ONE) -> Decimal:
    """The least multiple of `step` (> 0) not below the number."""
    require(step > 0)
    rest = CONTEXT.remainder(number, step)
    return CONTEXT.add(CONTEXT.subtract(number, rest), step if rest > 0 else ZERO)


def modulo(number: Decimal, divisor: Decimal) -> Decimal:
    """The remainder with the divisor's sign, as in Excel."""
    require(bool(divisor), FormulaError.DIV0)
    rest = CONTEXT.remainder(number, divisor)
    return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


def power(number: Decimal, exponent: Decimal) -> Decimal:
    """`number` to the `exponent`; whole exponents by at most 1,000 multiplications of 60 digits."""
    if exponent == exponent.to_integral_value(ROUND_CEILING):
        count = whole(exponent.copy_abs(), 0, limits.POWER_STEPS)
        require(bool(number) or count != 0)
        result = _multiplied(number, count)
        if exponent < 0:
            require(bool(number), FormulaError.DIV0)
            return CONTEXT.divide(ONE, result)
        return result
    require(number > 0)
    size = CONTEXT.multiply(exponent, CONTEXT.ln(number))
    return exponential(size)


def _multiplied(number: Decimal, count: int) -> Decimal:
    result = ONE
    for _ in range(count):
        result = CONTEXT.multiply(result, number)
    return result


def exponential(number: Decimal) -> Decimal:
    """e to the `number`; far below zero it is zero."""
    require(number < 42, FormulaError.OVERFLOW)
    return CONTEXT.exp(number) if number > -30 else ZERO


def half_even(number: Decimal, places: Decimal = ZERO) -> Decimal:
    return rounded(number, places, ROUND_HALF_EVEN)


def nearest_to(number: Decimal, step: Decimal) -> Decimal:
    """The multiple of `step` (> 0) nearest to the number; halfway goes away from zero."""
    size = number.copy_abs()
    low = floor_to(size, step)
    rest = CONTEXT.multiply(CONTEXT.subtract(size, low), Decimal(2))
    return CONTEXT.add(low, step if rest >= step else ZERO).copy_sign(number)


def square(number: Decimal) -> Decimal:
    return CONTEXT.multiply(number, number)
