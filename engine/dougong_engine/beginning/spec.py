"""A specification: what an app shall be, in parts that a person can tick one by one. All of it is foreign input."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from dougong_engine.design.objects import problems_of
from dougong_engine.document import Doc, Json, Key
from dougong_engine.errors import Invalid

MOST_ENTITIES = 20
MOST_FIELDS = 200
MOST_OPTIONS = 100
MOST_PARTS = 50
MOST_TOLD = 50
"""Problems that one answer lists."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that a name must not hold: they hide or turn what stands around them."""


def hides(text: str) -> bool:
    """Whether a text holds signs that nobody sees."""
    return any(unicodedata.category(sign) in UNSEEN for sign in text)


def _seen(text: str) -> str:
    if hides(text):
        raise ValueError("a name holds signs that nobody sees")
    return unicodedata.normalize("NFC", text)


Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True), AfterValidator(_seen)]
Words = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True), AfterValidator(_seen)]
Word = Annotated[str, StringConstraints(max_length=100), AfterValidator(_seen)]

FieldType = Literal[
    "text", "long_text", "integer", "decimal", "money", "percent", "date", "moment", "boolean", "choice",
    "multi_choice", "phone", "email", "url", "person", "department", "link", "photo", "file",
]  # fmt: skip
Operator = Literal["is", "is_not", "gt", "gte", "lt", "lte", "contains", "is_empty", "is_not_empty"]


class FieldPart(Doc):
    """A field; `options` are names, `entity` is the key of the entity that a link leads to."""

    key: Key
    name: Name
    type: FieldType
    required: bool = False
    unique: bool = False
    help: Words = ""
    options: Annotated[tuple[Name, ...], Field(max_length=MOST_OPTIONS)] = ()
    entity: Key | None = None
    many: bool = False
    places: Annotated[int, Field(ge=0, le=6)] | None = None


class EntityPart(Doc):
    """An entity with its form and its grid; `kanban` is the key of the choice whose options are the columns."""

    key: Key
    name: Name
    title: Key
    fields: Annotated[tuple[FieldPart, ...], Field(min_length=1, max_length=MOST_FIELDS)]
    kanban: Key | None = None


class Comparison(Doc):
    """A field of the entity against a value: an option by its name, numbers and dates as texts."""

    field: Key
    op: Operator
    value: Word | bool | int | None = None


class RulePart(Doc):
    """A rule of the entity's form: while all of `when` holds, `do` happens to `fields`."""

    key: Key
    name: Name
    entity: Key
    when: Annotated[tuple[Comparison, ...], Field(min_length=1, max_length=10)]
    do: Literal["show", "hide", "require", "readonly"]
    fields: Annotated[tuple[Key, ...], Field(min_length=1, max_length=MOST_PARTS)]


class StepPart(Doc):
    """Who approves: the initiator's manager, the head of their department, or everybody with `role`."""

    name: Name
    by: Literal["manager", "department_head", "role"]
    role: Key | None = None


class ApprovalPart(Doc):
    """New records (for which all of `when` holds) are approved in these steps, one after the other."""

    key: Key
    name: Name
    entity: Key
    when: Annotated[tuple[Comparison, ...], Field(max_length=10)] = ()
    steps: Annotated[tuple[StepPart, ...], Field(min_length=1, max_length=10)]


class GrantPart(Doc):
    """What a role may do with the records of an entity, and with which of them."""

    entity: Key
    rows: Literal["own", "subordinates", "department", "department_tree", "all"]
    can: Annotated[tuple[Literal["create", "update", "delete", "import", "export"], ...], Field(max_length=5)] = ()


class RolePart(Doc):
    """A role."""

    key: Key
    name: Name
    grants: Annotated[tuple[GrantPart, ...], Field(min_length=1, max_length=MOST_ENTITIES)]


class CardPart(Doc):
    """A card of a board: one number, or a measure by a field; `number` and `count` need no field."""

    key: Key
    name: Name
    entity: Key
    chart: Literal["number", "bar", "line", "pie"]
    summary: Literal["count", "sum", "average"] = "count"
    field: Key | None = None
    by: Key | None = None

    @property
    def reads(self) -> Mapping[str, str]:
        """The fields that the card needs, by the member that names them; empty where it names none."""
        needed = {"field": self.summary != "count", "by": self.chart != "number"}
        return {member: getattr(self, member) or "" for member, wanted in needed.items() if wanted}


class BoardPart(Doc):
    """A dashboard."""

    key: Key
    name: Name
    cards: Annotated[tuple[CardPart, ...], Field(min_length=1, max_length=12)]


class Spec(Doc):
    """A whole app."""

    name: Name
    entities: Annotated[tuple[EntityPart, ...], Field(min_length=1, max_length=MOST_ENTITIES)]
    rules: Annotated[tuple[RulePart, ...], Field(max_length=MOST_PARTS)] = ()
    approvals: Annotated[tuple[ApprovalPart, ...], Field(max_length=MOST_PARTS)] = ()
    roles: Annotated[tuple[RolePart, ...], Field(max_length=MOST_PARTS)] = ()
    boards: Annotated[tuple[BoardPart, ...], Field(max_length=10)] = ()


def read_spec(raw: Json) -> Spec:
    """The specification in foreign JSON; Invalid with `design.invalid` at each place that does not fit."""
    try:
        return Spec.model_validate(raw)
    except ValidationError as error:
        raise Invalid(problems_of(error)[:MOST_TOLD]) from None


def fields_of(entity: EntityPart) -> Mapping[str, FieldPart]:
    """The entity's fields by key; the first of two with one key."""
    return {one.key: one for one in reversed(entity.fields)}


def entities_of(spec: Spec) -> Mapping[str, EntityPart]:
    """The entities by key."""
    return {one.key: one for one in reversed(spec.entities)}
