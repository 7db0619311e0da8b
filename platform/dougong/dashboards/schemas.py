"""What the routes of groups and boards take."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dougong_engine.dashboards.chosen import MOST_FIELDS
from dougong_engine.document import Id, Json
from dougong_engine.filters.condition import FieldPath
from dougong_engine.query.query import Bucket, Summary

Keys = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$", max_length=260)]
"""Field keys joined by dots; all but the last are links."""

FilterValues = Annotated[list[Json], Field(max_length=1000)] | dict[str, Json] | None
"""Chosen values; or a token, or a range {from, to}."""

UUID_TEXT = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


class Asked(BaseModel):
    """A request body without unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GroupAsked(Asked):
    """A dimension; dates and moments take a bucket."""

    field: Keys
    bucket: Bucket = ""


class MeasureAsked(Asked):
    """A number over each group; `where` keeps only some of its rows."""

    id: Id
    summary: Summary
    field: Keys | None = None
    where: Json = None


class GroupsAsked(Asked):
    """A grouped query by keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "example": {
                "groups": [{"field": "created_at", "bucket": "month"}],
                "measures": [{"id": "count", "summary": "count"}],
            }
        },
    )

    groups: Annotated[tuple[GroupAsked, ...], Field(max_length=3)] = ()
    measures: Annotated[tuple[MeasureAsked, ...], Field(min_length=1, max_length=12)]
    filter: Json = None
    order: Literal["group", "measure"] = "group"
    descending: bool = False
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


class CrossAsked(Asked):
    """A mark that the other cards follow: the card that was clicked and the values of its groups there."""

    widget: Id
    groups: Annotated[tuple[Json, ...], Field(min_length=1, max_length=3)]


class BoardAsked(Asked):
    """Which cards of a board (all by default), under which of its filters and which mark."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"filters": {"period": {"token": "this_month"}}}]})

    widgets: Annotated[tuple[Id, ...], Field(max_length=60)] | None = None
    filters: dict[Id, FilterValues] = Field(default_factory=dict)
    cross: CrossAsked | None = None


class DrillAsked(Asked):
    """A mark of a card: the values of its groups (a funnel's: the stage); `stuck` for records that stand too long."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"widget": "by_stage", "groups": ["s2"], "filters": {}}]})

    widget: Id
    groups: Annotated[tuple[Json, ...], Field(max_length=3)] = ()
    measure: Id | None = None
    stuck: bool = False
    filters: dict[Id, FilterValues] = Field(default_factory=dict)
    cross: CrossAsked | None = None


class BoardBuilt(Asked):
    """A dashboard's document that need not be saved, with metrics of its own that are not published yet."""

    board: dict[str, Json]
    metrics: Annotated[tuple[dict[str, Json], ...], Field(max_length=60)] = ()


class BoardTried(BoardBuilt):
    """Which of its cards (all by default), under which of its filters."""

    widgets: Annotated[tuple[Id, ...], Field(max_length=60)] | None = None
    filters: dict[Id, FilterValues] = Field(default_factory=dict)


class FilterProposed(BoardBuilt):
    """A filter over a field of one of the entities."""

    entity: Id
    field: FieldPath


class ChartAsked(Asked):
    """Fields of an entity by paths of ids; `taken` are ids of the cards that the board has already."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"entity": "ent_deal", "fields": ["customer", "amount"]}]}
    )

    entity: Id
    fields: Annotated[tuple[FieldPath, ...], Field(min_length=1, max_length=MOST_FIELDS)]
    target: FieldPath | None = None
    taken: Annotated[frozenset[Id], Field(max_length=60)] = frozenset()


class ClassesWritten(Asked):
    """A card of classes and the choice field that takes them; `write` and `after` go on where a part ended."""

    widget: Id
    field: Id
    filters: dict[Id, FilterValues] = Field(default_factory=dict)
    write: Annotated[str, StringConstraints(pattern=UUID_TEXT)] | None = None
    after: Annotated[str, StringConstraints(pattern=UUID_TEXT)] | None = None


class ClassesTakenBack(Asked):
    """What one `write` put into the field; `after` goes on where a part ended."""

    widget: Id
    field: Id
    write: Annotated[str, StringConstraints(pattern=UUID_TEXT)]
    after: Annotated[str, StringConstraints(pattern=UUID_TEXT)] | None = None


class BoardClassesWritten(BoardBuilt, ClassesWritten):
    """The same for a card of a board that need not be saved."""


class BoardClassesTakenBack(BoardBuilt, ClassesTakenBack):
    """The same for a card of a board that need not be saved."""
