"""A form: where fields stand and how they react to each other."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id, Item, Json, Label, Note
from dougong_engine.filters.condition import Condition, FieldPath


class Fill(Doc):
    """Where a value comes from when a link is chosen: `path` is that link and a field of the record behind it.

    The value is copied when the link changes and belongs to whoever fills the form in from then on; a `fixed` one
    nobody changes, and every save through the form copies it anew.
    """

    path: FieldPath
    fixed: bool = False


class ColumnFill(Fill):
    """The same for a column of a sub-table; `path` begins in its row."""

    column: Id


class Placement(Doc):
    """A field on the form; `width` counts of 24 columns. Overrides may only tighten what the entity says.

    `fill` copies a value from a linked record, `columns` do so in the rows of a sub-table.
    """

    field: Id
    width: Annotated[int, Field(ge=1, le=24)] = 24
    label: str = ""
    help: Note = ""
    required: bool = False
    readonly: bool = False
    default: Json = None
    fill: Fill | None = None
    columns: tuple[ColumnFill, ...] = ()


class Section(Doc):
    """A group of fields under a heading; `tab` puts it on a page of its own."""

    id: Id
    name: str = ""
    fields: tuple[Placement, ...]
    tab: bool = False


class Reaction(Doc):
    """What a rule does to fields; `value` is JSON, `expression` a formula, `text` the message shown."""

    do: Literal["show", "hide", "require", "readonly", "set", "message"]
    fields: tuple[Id, ...] = ()
    value: Json = None
    expression: str = ""
    text: str = ""


class FormRule(Item):
    """While `when` holds the reactions stand; otherwise their opposite does (show ↔ hide, require ↔ optional)."""

    when: Condition
    then: tuple[Reaction, ...]


class PublicFiles(Doc):
    """What people outside may attach: at most `most` files in a field, each of at most `megabytes`."""

    most: Annotated[int, Field(ge=1, le=20)] = 3
    megabytes: Annotated[int, Field(ge=1, le=25)] = 10


class PublicForm(Doc):
    """What somebody without an account may do with a form, once its address is given out: fill it in, nothing else.

    `opens` and `closes` bound the time, `most` the number of answers. `owner` is the role whose first member owns the
    records (else whoever gave the address out). `lists` are links whose records strangers may choose from, by title
    alone. `values` go into fields that strangers neither see nor fill in. `note` stands above the form, `thanks` after
    it; with `another` one more may follow, with `once` a browser is asked a single time.
    """

    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    most: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    owner: Id | None = None
    lists: tuple[Id, ...] = ()
    files: PublicFiles | None = None
    values: dict[Id, Json] = Field(default_factory=dict)
    note: Note = ""
    thanks: Note = ""
    another: bool = False
    once: bool = False


class Form(DesignObject):
    """A way to enter and read records of one entity; with `steps` its sections are filled in one after the other.

    Without `public` no address can be given out for it.
    """

    kind: Literal["form"]
    entity: Id
    sections: tuple[Section, ...]
    rules: tuple[FormRule, ...] = ()
    submit: Label = "提交"
    steps: bool = False
    public: PublicForm | None = None
