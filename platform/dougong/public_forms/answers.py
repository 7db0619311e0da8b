"""What the routes of public forms answer, as OpenAPI and the front end know it."""

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.design.answers import FieldShown
from dougong.kernel.shapes import CLOSED, OPEN, Named
from dougong_engine.document import Json


@with_config(CLOSED)
class FileLimitsShown(TypedDict):
    """How many files a field takes, and how big each may be."""

    most: int
    megabytes: int


@with_config(OPEN)
class PlaceShown(TypedDict):
    """A field on the form by id; what else a form's document says about it stands beside."""

    field: str


@with_config(OPEN)
class SectionShown(TypedDict):
    """A group of fields."""

    id: str
    fields: list[PlaceShown]


@with_config(OPEN)
class ReactionShown(TypedDict):
    """What a rule does to fields."""

    do: str
    fields: list[str]


@with_config(CLOSED)
class RuleShown(TypedDict):
    """While the condition `when` holds the reactions stand."""

    id: str
    name: str
    when: Json
    then: list[ReactionShown]


@with_config(CLOSED)
class PublicFormShown(TypedDict):
    """A form as strangers see it. `sections` and `rules` are as in a form's document, fields in them by id; a link's
    records are asked for by the key in `entity_key`."""

    name: str
    submit: str
    steps: bool
    note: str
    thanks: str
    another: bool
    once: bool
    files: FileLimitsShown | None
    timezone: str
    sections: list[SectionShown]
    rules: list[RuleShown]
    fields: list[FieldShown]


@with_config(CLOSED)
class TitleShown(TypedDict):
    """A record to choose, by its title and nothing else."""

    id: str
    title: str


@with_config(CLOSED)
class TitlesShown(TypedDict):
    """At most twenty, by title."""

    records: list[TitleShown]


@with_config(CLOSED)
class UploadShown(TypedDict):
    """An upload that waits for the form to be sent."""

    id: str
    name: str
    type: str
    size: int


@with_config(CLOSED)
class AddressShown(TypedDict):
    """The public address of a form: its path, null before there is one; whether it is open; how many answers came."""

    path: str | None
    open: bool
    taken: int
    owner: Named | None
    changed_at: str | None
