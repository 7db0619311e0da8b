"""The tree of a formula as it is written: frozen nodes, each with the offset of its first character."""

from dataclasses import dataclass
from decimal import Decimal

FieldPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    at: int


@dataclass(frozen=True, slots=True)
class Text:
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Boolean:
    value: bool
    at: int


@dataclass(frozen=True, slots=True)
class Field:
    """`{customer.level}`: ids from the record outwards."""

    path: FieldPath
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or the postfix `x%`."""

    operator: str
    operand: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """`at` is the offset of the operator."""

    operator: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Join:
    """`a & b & c`, flat, because texts are often put together from many parts."""

    parts: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """`name` is as written; the checker finds the function."""

    name: str
    arguments: tuple["Node", ...]
    at: int


Node = Number | Text | Boolean | Field | Unary | Binary | Join | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under this one, in written order."""
    match node:
        case Unary(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Join(parts=parts):
            return parts
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()


def paths(node: Node) -> frozenset[FieldPath]:
    """Every field path that the formula mentions, whether or not it is ever read."""
    found: set[FieldPath] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Field):
            found.add(current.path)
        waiting.extend(children(current))
    return frozenset(found)
