"""What to read, without saying how: the storage compiles it with the caller's rights inside."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import Condition, FieldPath

Summary = Literal["count", "sum", "average", "min", "max", "count_distinct"]
Bucket = Literal["", "day", "week", "month", "quarter", "year"]
MOST_GROUPS = 20_000
"""What a classification reads; answers to people hold far fewer."""
MOST_MEASURES = 12
"""What one question may ask for."""


class Sort(Doc):
    """Empty values come last either way."""

    field: FieldPath
    descending: bool = False


class Group(Doc):
    """A dimension; dates and moments fall into buckets of the workspace's time zone."""

    field: FieldPath
    bucket: Bucket = ""


class Measure(Doc):
    """A number over the rows of a group; `where` keeps only some of them. `count` needs no field."""

    id: Id
    summary: Summary
    field: FieldPath | None = None
    where: Condition | None = None


class GroupQuery(Doc):
    """Measures over groups; without groups, one row over everything. Biggest `limit` groups by `order`."""

    entity: Id
    groups: Annotated[tuple[Group, ...], Field(max_length=3)] = ()
    measures: Annotated[tuple[Measure, ...], Field(min_length=1, max_length=MOST_MEASURES)]
    where: Condition | None = None
    order: Literal["group", "measure"] = "group"
    descending: bool = False
    limit: Annotated[int, Field(ge=1, le=MOST_GROUPS)] = 200
