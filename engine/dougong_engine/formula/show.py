"""Writes a formula tree back as text, with fields under any names (ids to store, labels to show)."""

from collections.abc import Callable

from dougong_engine.formula.numbers import number_text
from dougong_engine.formula.syntax import (
    Binary,
    Boolean,
    Call,
    Field,
    FieldPath,
    Join,
    Node,
    Number,
    Text,
    Unary,
)

_STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}


def text(node: Node, names: Callable[[FieldPath], str] = ".".join) -> str:
    """The formula in canonical spacing; `names` turns a path into what stands between the braces."""
    return _write(node, names)


def rename(node: Node, paths: Callable[[FieldPath], FieldPath]) -> str:
    """The formula with its field paths rewritten (a package installed twice gets new ids)."""
    return _write(node, lambda path: ".".join(paths(path)))


def _write(node: Node, names: Callable[[FieldPath], str]) -> str:
    match node:
        case Number(value=value):
            return number_text(value)
        case Text(value=value):
            return '"' + value.replace('"', '""') + '"'
        case Boolean(value=value):
            return "TRUE" if value else "FALSE"
        case Field(path=path):
            return "{" + names(path) + "}"
        case Unary(operator=operator, operand=operand):
            inner = _inside(operand, 5, names)
            return f"-{inner}" if operator == "-" else f"{inner}%"
        case Join(parts=parts):
            first, *rest = parts
            return " & ".join([_inside(first, 2, names), *(_inside(part, 3, names) for part in rest)])
        case Binary(operator=operator, left=left, right=right):
            own = _STRENGTH[operator]
            return f"{_inside(left, own, names)} {operator} {_inside(right, own + 1, names)}"
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(_write(argument, names) for argument in arguments)})"


def _inside(node: Node, strength: int, names: Callable[[FieldPath], str]) -> str:
    written = _write(node, names)
    return f"({written})" if _own_strength(node) < strength else written


def _own_strength(node: Node) -> int:
    match node:
        case Binary(operator=operator):
            return _STRENGTH[operator]
        case Join():
            return 2
        case Unary(operator="-"):
            return 4
        case _:
            return 9
