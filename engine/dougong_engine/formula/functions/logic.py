"""Logic: choices, connectives and what to do about errors and empty values."""

from dougong_engine.formula.functions._function import Function, Thunk, lazy, operation
from dougong_engine.formula.values import Fault, Value


def same(left: Value, right: Value) -> bool:
    """Equality as `=` has it: total; an empty text equals an empty value."""
    if left is None or right is None:
        return left in (None, "") and right in (None, "")
    return left == right


def blank(value: Value) -> bool:
    return value is None or value == "" or value == ()


def _if(condition: Thunk, then: Thunk, otherwise: Thunk = lambda: None) -> Value:
    return then() if condition() else otherwise()


def _switch(subject: Thunk, *rest: Thunk) -> Value:
    value = subject()
    pairs = len(rest) // 2
    for index in range(pairs):
        if same(value, rest[2 * index]()):
            return rest[2 * index + 1]()
    return rest[-1]() if len(rest) % 2 else None


def _and(*conditions: Thunk) -> bool:
    return all(condition() for condition in conditions)


def _or(*conditions: Thunk) -> bool:
    return any(condition() for condition in conditions)


def _if_error(value: Thunk, otherwise: Thunk) -> Value:
    try:
        return value()
    except Fault as fault:
        if fault.error.uncatchable:
            raise
        return otherwise()


def _is_error(value: Thunk) -> bool:
    try:
        value()
    except Fault as fault:
        if fault.error.uncatchable:
            raise
        return True
    return False


def _coalesce(*values: Thunk) -> Value:
    for value in values:
        found = value()
        if not blank(found):
            return found
    return None


LOGIC = (
    Function(
        "IF",
        ("如果",),
        "logic",
        "条件成立时取第二个值，否则取第三个值（可省略，为空）。",
        "The second value if the condition holds, else the third (empty if left out).",
        lazy("boolean same same?", "same", _if, sql=True),
    ),
    Function(
        "IFS",
        ("多条件", "多重如果"),
        "logic",
        "依次判断条件，取第一个成立的条件后面的值；最后可多写一个默认值。",
        "The value after the first condition that holds; a last single argument is the default.",
        lazy("boolean same+", "same", _if, sql=True),
    ),
    Function(
        "SWITCH",
        ("匹配", "切换"),
        "logic",
        "用第一个值依次比较各候选值，取相等的候选值后面的结果；最后可多写一个默认值。",
        "Compares the first value with each candidate and takes the result after the equal one; then the default.",
        lazy("any same+", "same", _switch, sql=True),
    ),
    Function(
        "AND",
        ("并且", "且"),
        "logic",
        "所有条件都成立时为 TRUE；从左到右，遇到不成立即停。",
        "TRUE if all conditions hold; stops at the first that does not.",
        lazy("boolean+", "boolean", _and, sql=True),
    ),
    Function(
        "OR",
        ("或者", "或"),
        "logic",
        "任一条件成立时为 TRUE；从左到右，遇到成立即停。",
        "TRUE if any condition holds; stops at the first that does.",
        lazy("boolean+", "boolean", _or, sql=True),
    ),
    Function(
        "NOT",
        ("非", "取反"),
        "logic",
        "条件不成立时为 TRUE；空值算不成立。",
        "TRUE if the condition does not hold; empty counts as not holding.",
        operation("boolean", "boolean", lambda condition: not condition, sql=True),
    ),
    Function(
        "XOR",
        ("异或",),
        "logic",
        "成立的条件个数为奇数时为 TRUE。",
        "TRUE if an odd number of the conditions hold.",
        operation("boolean+", "boolean", lambda *conditions: sum(map(bool, conditions)) % 2 == 1, sql=True),
    ),
    Function(
        "IFERROR",
        ("如果错误", "容错"),
        "logic",
        "第一个值出错（如除以零）时取第二个值。",
        "The second value if the first is an error, such as a division by zero.",
        lazy("same same", "same", _if_error, sql=True),
    ),
    Function(
        "ISERROR",
        ("是否错误",),
        "logic",
        "值为错误时为 TRUE。",
        "TRUE if the value is an error.",
        lazy("any", "boolean", _is_error, sql=True),
    ),
    Function(
        "ISBLANK",
        ("是否为空", "为空"),
        "logic",
        "值为空、空文本或空列表时为 TRUE。",
        "TRUE if the value is empty, an empty text or an empty list.",
        operation("any~", "boolean", blank, sql=True),
    ),
    Function(
        "COALESCE",
        ("首个非空", "非空值"),
        "logic",
        "取第一个不为空的值。",
        "The first value that is not empty.",
        lazy("same+", "same", _coalesce, sql=True),
    ),
    Function(
        "BLANK",
        ("空值",),
        "logic",
        "空值。",
        "The empty value.",
        operation("", "blank", lambda: None, sql=True),
    ),
)
