"""Turns a typed tree into the few Python syntax nodes that the evaluator accepts: Call, Constant and Name."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from dougong_engine.formula import operators
from dougong_engine.formula.functions import FUNCTIONS
from dougong_engine.formula.syntax import FieldPath
from dougong_engine.formula.types import Apply, Input, Literal, Type, Typed

CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an input enters the program."""

    name: str
    path: FieldPath
    type: Type


@dataclass(frozen=True, slots=True)
class Program:
    """An expression over `slots`, by name; made once per formula and evaluated any number of times."""

    expression: ast.expr
    slots: Mapping[str, Slot]


def compiled(typed: Typed) -> Program:
    slots: dict[FieldPath, Slot] = {}
    return Program(_expression(typed, slots), {slot.name: slot for slot in slots.values()})


def _expression(typed: Typed, slots: dict[FieldPath, Slot]) -> ast.expr:
    match typed:
        case Literal(value=value):
            return _constant(value)
        case Input(path=path, type=kind):
            slot = slots.setdefault(path, Slot(f"v{len(slots)}", path, kind))
            return ast.Name(slot.name, ast.Load())
        case Apply(name=name, arguments=arguments):
            function = FUNCTIONS.get(name)
            operation = function.operation if function else operators.OPERATIONS[name]
            first: list[ast.expr] = [ast.Name(CLOCK, ast.Load())] if operation.zoned else []
            inner = [_expression(argument, slots) for argument in arguments]
            return ast.Call(ast.Name(name, ast.Load()), first + inner, [])


def _constant(value: object) -> ast.Constant:
    """A constant of any immutable value: the tree never becomes bytecode, so a Decimal may stand in it."""
    node = ast.Constant(None)
    node.value = value  # type: ignore[assignment]  # typeshed lists only the kinds that Python source can write
    return node
