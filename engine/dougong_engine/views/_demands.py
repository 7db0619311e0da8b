"""What layouts ask of the fields they use; a path that leads nowhere is told elsewhere."""

from collections.abc import Iterator

from dougong_engine.errors import Problem
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.file import File
from dougong_engine.fields.link import Link
from dougong_engine.fields.photo import Photo
from dougong_engine.kinds import Kind
from dougong_engine.views._type import Ground

DAYS = frozenset({Kind.DATE, Kind.MOMENT})


def choice(ground: Ground, path: str | None, member: str) -> Iterator[Problem]:
    """One option a record: columns and colours follow it."""
    field = ground.field(path) if path is not None else None
    if field is not None and not isinstance(field, Choice):
        yield Problem("design.view.not_choice", (member,), {"field": path})


def number(ground: Ground, path: str | None, member: str) -> Iterator[Problem]:
    """Something that can be summed."""
    field = ground.field(path) if path is not None else None
    if field is not None and field.kind() is not Kind.NUMBER:
        yield Problem("design.measure.field_type", (member,), {"field": path, "summary": "sum"})


def picture(ground: Ground, path: str | None, member: str) -> Iterator[Problem]:
    """Photos or files, the first of which is drawn."""
    field = ground.field(path) if path is not None else None
    if field is not None and not isinstance(field, Photo | File):
        yield Problem("design.view.not_picture", (member,), {"field": path})


def own_link(ground: Ground, path: str | None, member: str) -> Iterator[Problem]:
    """A link to other records of the same entity."""
    field = ground.field(path) if path is not None else None
    if field is not None and not (isinstance(field, Link) and field.entity == ground.entity):
        yield Problem("design.view.not_own_link", (member,), {"field": path})


def span(ground: Ground, start: str, end: str | None) -> Iterator[Problem]:
    """Two days, or two moments: a day does not end at a moment."""
    first = ground.field(start)
    last = ground.field(end) if end is not None else None
    for member, path, field in (("start", start, first), ("end", end, last)):
        if field is not None and field.kind() not in DAYS:
            yield Problem("design.view.not_day", (member,), {"field": path})
    kinds = {field.kind() for field in (first, last) if field is not None}
    if len(kinds) == 2 and kinds <= DAYS:
        yield Problem("design.view.span_kinds", ("end",), {"start": start, "end": end})
