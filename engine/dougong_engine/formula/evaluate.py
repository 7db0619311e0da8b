"""Evaluates a checked formula: simpleeval walks the program, with nothing but our operations within reach."""

import ast
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, DecimalException, localcontext
from functools import partial
from typing import cast

from simpleeval import SimpleEval

from dougong_engine.formula import limits, operators
from dougong_engine.formula.check import Checked
from dougong_engine.formula.functions import FUNCTIONS
from dougong_engine.formula.functions._function import Operation
from dougong_engine.formula.numbers import CONTEXT, plain, settle
from dougong_engine.formula.program import CLOCK
from dougong_engine.formula.syntax import FieldPath
from dougong_engine.formula.types import Type
from dougong_engine.formula.values import (
    Clock,
    Fault,
    FormulaError,
    Given,
    Scalar,
    Value,
    bounded_text,
    require,
)
from dougong_engine.kinds import Kind

_OPERATIONS: dict[str, Operation] = operators.OPERATIONS | {name: one.operation for name, one in FUNCTIONS.items()}
_EAGER = {name: one.python for name, one in _OPERATIONS.items() if not one.lazy}
_LAZY = {name: one.python for name, one in _OPERATIONS.items() if one.lazy}


def evaluate(checked: Checked, values: Mapping[FieldPath, Given], clock: Clock) -> Value | FormulaError:
    """The result for one record, or the error that stands for it.

    `values` holds run-time values by path; a path that is not there is `missing`, None is empty, and a
    `FormulaError` is that error. Numbers come back as plain Decimals, moments aware in UTC.
    """
    machine = _Machine(checked, values, clock)
    with localcontext(CONTEXT):
        try:
            return _final(machine.eval(checked.source, checked.program.expression))
        except Fault as fault:
            return fault.error
        except (DecimalException, OverflowError):
            return FormulaError.OVERFLOW


class _Machine(SimpleEval):  # type: ignore[misc]  # simpleeval ships no types
    """SimpleEval reduced to calls, constants and names, with a step budget.

    It leaves out the parent's `__init__`, which would put operators, attributes and default functions back, and the
    parent's look at each result: a result here is one of our own values, never a function or a module.
    """

    def __init__(self, checked: Checked, values: Mapping[FieldPath, Given], clock: Clock) -> None:
        self.operators: dict[type[ast.AST], object] = {}
        self.functions = _EAGER
        self.allowed_attrs: dict[type, set[str]] = {}
        self.names: dict[str, object] = {CLOCK: clock}
        self.nodes = {ast.Call: self._eval_call, ast.Constant: self._eval_constant, ast.Name: self._eval_name}
        self._slots = checked.program.slots
        self._values = values
        self._steps = 0

    def _eval(self, node: ast.expr) -> Value:
        self._spend(1)
        result: Value = self.nodes[type(node)](node)
        if isinstance(result, tuple):
            self._spend(len(result) // limits.LIST_ITEMS_PER_STEP)
        return result

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > limits.STEPS:
            raise Fault(FormulaError.STEPS)

    def _eval_call(self, node: ast.Call) -> Value:
        assert isinstance(node.func, ast.Name)
        eager = _EAGER.get(node.func.id)
        if eager is not None:
            return cast(Value, eager(*map(self._eval, node.args)))
        return cast(Value, _LAZY[node.func.id](*(partial(self._eval, argument) for argument in node.args)))

    def _eval_name(self, node: ast.Name) -> object:
        found = self.names.get(node.id, self)
        if found is self:
            slot = self._slots[node.id]
            found = self.names[node.id] = _entered(self._values.get(slot.path, FormulaError.MISSING), slot.type)
        if isinstance(found, FormulaError):
            raise Fault(found)
        return found


def _entered(given: Given, kind: Type) -> Value | FormulaError:
    """A given value in the form that operations expect, or the error that it is."""
    if isinstance(given, FormulaError):
        return given
    if kind.kind is Kind.NONE:
        return None if given in (None, "", (), []) else True
    if kind.many:
        if given is None:
            return ()
        if isinstance(given, str) or not isinstance(given, Sequence):
            return FormulaError.TYPE
        return tuple(_one(item, kind.kind) for item in given)
    return FormulaError.TYPE if isinstance(given, (list, tuple)) else _one(cast(Scalar, given), kind.kind)


def _one(given: Scalar | int | FormulaError, kind: Kind | None) -> Scalar | FormulaError:
    if given is None or isinstance(given, FormulaError):
        return given
    try:
        return _typed(given, kind)
    except Fault as fault:
        return fault.error


def _typed(given: Scalar | int, kind: Kind | None) -> Scalar:
    match kind:
        case Kind.NUMBER:
            require(isinstance(given, (int, Decimal)) and not isinstance(given, bool), FormulaError.TYPE)
            return settle(Decimal(cast(int, given)))
        case Kind.DATE:
            require(isinstance(given, date) and not isinstance(given, datetime), FormulaError.TYPE)
        case Kind.MOMENT:
            require(isinstance(given, datetime) and given.tzinfo is not None, FormulaError.TYPE)
            return cast(datetime, given).astimezone(UTC)
        case Kind.BOOLEAN:
            require(isinstance(given, bool), FormulaError.TYPE)
        case _:
            require(isinstance(given, str), FormulaError.TYPE)
            return bounded_text(cast(str, given))
    return cast(Scalar, given)


def _final(result: Value) -> Value:
    """The result in its one form; a list of texts within the bound on results."""
    if isinstance(result, Decimal):
        return plain(result)
    if isinstance(result, tuple):
        require(
            sum(len(item) for item in result if isinstance(item, str)) <= limits.RESULT_BYTES,
            FormulaError.SIZE,
        )
        return tuple(plain(item) if isinstance(item, Decimal) else item for item in result)
    return result
