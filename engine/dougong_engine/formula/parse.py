"""Reads a formula into its tree: a Pratt parser with bounds on length, nesting and height."""

from decimal import Decimal

from dougong_engine.errors import Invalid, invalid
from dougong_engine.formula import limits
from dougong_engine.formula.functions import find
from dougong_engine.formula.syntax import (
    Binary,
    Boolean,
    Call,
    Field,
    Join,
    Node,
    Number,
    Text,
    Unary,
    children,
)
from dougong_engine.formula.tokens import Sort, Token, field_path, tokens

_STRENGTH = {
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 1),
    "&": 2,
    **dict.fromkeys(("+", "-"), 3),
    **dict.fromkeys(("*", "/"), 4),
}
_SIGN_STRENGTH = 5
_CONSTANTS = {"TRUE": True, "FALSE": False, "真": True, "假": False}
_INFIX_WORDS = {"AND": "AND( , )", "OR": "OR( , )", "NOT": "NOT( )", "且": "AND( , )", "或": "OR( , )"}


def parse(source: str) -> Node:
    """The tree of `source` (a leading `=` as in Excel is allowed).

    Raises `Invalid` with one problem: its path is `("at", offset)`, the offset counted in code points.
    """
    if len(source.encode(errors="replace")) > limits.SOURCE_BYTES:
        raise invalid("formula.source.long", "at", 0, limit=limits.SOURCE_BYTES)
    reader = _Reader(tokens(source))
    if reader.at_sign("="):
        reader.step()
    if reader.ended():
        raise invalid("formula.source.empty", "at", 0)
    node = reader.expression(0, 0)
    if not reader.ended():
        raise reader.unexpected()
    return node


class _Reader:
    def __init__(self, stream: list[Token]) -> None:
        self._stream = stream
        self._next = 0
        self._heights: dict[int, int] = {}
        self._kept: list[Node] = []

    @property
    def token(self) -> Token:
        return self._stream[self._next]

    def ended(self) -> bool:
        return self._next == len(self._stream) - 1

    def step(self) -> Token:
        token = self.token
        if not self.ended():
            self._next += 1
        return token

    def at_sign(self, sign: str) -> bool:
        return self.token.sort is Sort.SIGN and self.token.text == sign

    def expression(self, strength: int, nesting: int) -> Node:
        """The longest expression whose operators bind tighter than `strength`."""
        if nesting > limits.NESTING:
            raise invalid("formula.depth", "at", self.token.at, limit=limits.NESTING)
        left = self._operand(nesting)
        while True:
            token = self.token
            if self.at_sign("%"):
                self.step()
                left = self._built(Unary("%", left, token.at))
                continue
            own = _STRENGTH.get(token.text, 0) if token.sort is Sort.SIGN else 0
            if own <= strength:
                return left
            self.step()
            right = self.expression(own, nesting + 1)
            left = self._built(_combined(token, left, right))

    def _built(self, node: Node) -> Node:
        """The node, its height known and within bounds. Built nodes are kept, so that no id is used again."""
        height = 1 + max((self._heights.get(id(child), 1) for child in children(node)), default=0)
        if height > limits.HEIGHT:
            raise invalid("formula.depth", "at", node.at, limit=limits.HEIGHT)
        self._heights[id(node)] = height
        self._kept.append(node)
        return node

    def _operand(self, nesting: int) -> Node:
        token = self.step()
        match token.sort:
            case Sort.NUMBER:
                return Number(Decimal(token.text), token.at)
            case Sort.TEXT:
                return Text(token.text, token.at)
            case Sort.FIELD:
                return Field(field_path(token.text, token.at), token.at)
            case Sort.NAME:
                return self._named(token, nesting)
            case Sort.SIGN if token.text == "(":
                inner = self.expression(0, nesting + 1)
                self._close(token)
                return inner
            case Sort.SIGN if token.text in "+-":
                operand = self.expression(_SIGN_STRENGTH, nesting + 1)
                return operand if token.text == "+" else self._built(Unary("-", operand, token.at))
            case _:
                raise _unexpected(token)

    def _named(self, token: Token, nesting: int) -> Node:
        if self.at_sign("("):
            opening = self.step()
            arguments = self._arguments(opening, nesting)
            return self._built(Call(token.text, arguments, token.at))
        constant = _CONSTANTS.get(token.text.upper())
        if constant is None:
            hint = f"{token.text}( )" if find(token.text) else "{" + token.text.lower() + "}"
            raise invalid("formula.name.bare", "at", token.at, name=token.text[:60], suggestion=hint[:60])
        return Boolean(constant, token.at)

    def _arguments(self, opening: Token, nesting: int) -> tuple[Node, ...]:
        if self.at_sign(")"):
            self.step()
            return ()
        arguments = [self.expression(0, nesting + 1)]
        while self.at_sign(","):
            self.step()
            arguments.append(self.expression(0, nesting + 1))
        self._close(opening)
        return tuple(arguments)

    def _close(self, opening: Token) -> None:
        if self.ended():
            raise invalid("formula.parenthesis.unclosed", "at", opening.at, suggestion=")")
        if not self.at_sign(")"):
            raise self.unexpected()
        self.step()

    def unexpected(self) -> Invalid:
        return _unexpected(self.token)


def _combined(operator: Token, left: Node, right: Node) -> Node:
    if operator.text != "&":
        return Binary(operator.text, left, right, operator.at)
    parts = left.parts if isinstance(left, Join) else (left,)
    return Join((*parts, right), operator.at)


def _unexpected(token: Token) -> Invalid:
    if token.sort is Sort.END:
        return invalid("formula.end.unexpected", "at", token.at)
    hint = _INFIX_WORDS.get(token.text.upper(), "") if token.sort is Sort.NAME else ""
    return invalid("formula.token.unexpected", "at", token.at, found=token.text[:60], suggestion=hint)
