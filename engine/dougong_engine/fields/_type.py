"""The contract of a field type: a settings document and a handful of named members."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from dougong_engine.document import Item, Json, Key, Note
from dougong_engine.kinds import Kind, Storage

Row = dict[str, "Value"]
Value = None | bool | int | Decimal | str | date | datetime | tuple[str, ...] | tuple[Row, ...] | Row
"""A field's value at run time: parsed, canonical, hashable apart from rows and locations."""


class Refers(StrEnum):
    """What the ids in a value point to; the write pipeline checks that they exist and may be seen."""

    RECORD = "record"
    PERSON = "person"
    DEPARTMENT = "department"
    FILE = "file"


class FieldSpec(Item):
    """What every field of an entity says about itself; each type adds its own members."""

    key: Key
    type: str
    help: Note = ""
    required: bool = False
    unique: bool = False
    default: Json = None
    """A literal, or a token such as `{"token": "today"}` or `{"token": "me"}`, put in when a form opens."""

    def storage(self) -> Storage:
        """How values lie in the database."""
        raise NotImplementedError(self.type)

    def kind(self) -> Kind:
        """What a value is to formulas and filters."""
        raise NotImplementedError(self.type)

    def scale(self) -> int:
        """Places after the point, for decimal storage."""
        return 0

    def computed(self) -> bool:
        """True if no one may write it."""
        return False

    def operators(self) -> tuple[str, ...] | None:
        """The filter operators, where they depend on the settings; None: those of the type."""
        return None


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field type as data: adding one is one file and one line of the registry.

    parse(spec, raw) turns a JSON value that is not null into a canonical one or raises `Invalid` with an empty path.
    dump(value) turns a canonical value into its JSON form. mask(text) is what those see of a stored text who may see a
    part of it; a type without one shows nothing but stars.
    """

    name: str
    spec: type[FieldSpec]
    operators: tuple[str, ...]
    widget: str
    cell: str
    parse: Callable[..., Value]
    dump: Callable[..., Json]
    refers: Refers | None = None
    mask: Callable[[str], str] | None = None
