"""A form: where fields stand and how they react to each other."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id, Item, Json, Label, Note
from dougong_engine.filters.condition import Condition


class Placement(Doc):
    """A field on the form; `width` counts of 24 columns. Overrides may only tighten what the entity says."""

    field: Id
    width: Annotated[int, Field(ge=1, le=24)] = 24
    label: str = ""
    help: Note = ""
    required: bool = False
    readonly: bool = False
    default: Json = None


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


class Form(DesignObject):
    """A way to enter and read records of one entity; with `steps` its sections are filled in one after the other."""

    kind: Literal["form"]
    entity: Id
    sections: tuple[Section, ...]
    rules: tuple[FormRule, ...] = ()
    submit: Label = "提交"
    steps: bool = False
