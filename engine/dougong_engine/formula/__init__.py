"""Formulas in the habit of Excel: parse, check, evaluate; one grammar for three executors."""

from dougong_engine.formula.check import Checked, TypeResolver, check, operation_of
from dougong_engine.formula.evaluate import evaluate
from dougong_engine.formula.functions import FUNCTIONS
from dougong_engine.formula.functions._function import Function, Operation
from dougong_engine.formula.parse import parse
from dougong_engine.formula.show import rename, text
from dougong_engine.formula.syntax import FieldPath, Node, paths
from dougong_engine.formula.types import Apply, Input, Literal, Type, Typed
from dougong_engine.formula.values import Clock, FormulaError, Given, UtcZone, Value, Zone

__all__ = [
    "FUNCTIONS",
    "Apply",
    "Checked",
    "Clock",
    "FieldPath",
    "FormulaError",
    "Function",
    "Given",
    "Input",
    "Literal",
    "Node",
    "Operation",
    "Type",
    "TypeResolver",
    "Typed",
    "UtcZone",
    "Value",
    "Zone",
    "check",
    "evaluate",
    "operation_of",
    "parse",
    "paths",
    "rename",
    "text",
]
