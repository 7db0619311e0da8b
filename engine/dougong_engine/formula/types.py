"""Types of values, and the typed tree that the checker makes and the executors walk."""

from dataclasses import dataclass

from dougong_engine.formula.syntax import FieldPath
from dougong_engine.formula.values import Scalar
from dougong_engine.kinds import Kind


@dataclass(frozen=True, slots=True)
class Type:
    """`kind` None is the type of BLANK(), which fits everywhere; `many` is a list of the kind."""

    kind: Kind | None
    many: bool = False

    @property
    def code(self) -> str:
        """The message code that names the type to people: `kind.number`, `kind.number.list`."""
        name = "kind.blank" if self.kind is None else f"kind.{self.kind.value}"
        return f"{name}.list" if self.many else name


TEXT = Type(Kind.TEXT)
NUMBER = Type(Kind.NUMBER)
DATE = Type(Kind.DATE)
MOMENT = Type(Kind.MOMENT)
BOOLEAN = Type(Kind.BOOLEAN)
BLANK = Type(None)


@dataclass(frozen=True, slots=True)
class Literal:
    value: Scalar
    type: Type
    at: int


@dataclass(frozen=True, slots=True)
class Input:
    """A field, or a column over the rows of a sub-table (`type.many`)."""

    path: FieldPath
    type: Type
    at: int


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation of the registry on arguments that already fit its parameters."""

    name: str
    arguments: tuple["Typed", ...]
    type: Type
    at: int


Typed = Literal | Input | Apply
