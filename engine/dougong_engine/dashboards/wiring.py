"""Which cards of a board a filter reaches by itself, through which field of theirs, and why not the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dougong_engine.design.checks.condition import resolve_single
from dougong_engine.design.dashboard import BoardFilter, Dashboard
from dougong_engine.design.entity import Entity
from dougong_engine.design.metric import Metric
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start, Step, fields_of
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets.kpi import Kpi


@dataclass(frozen=True, slots=True)
class Wire:
    """A card and the path by which the filter reaches its entity, or why it does not."""

    widget: str
    entity: str | None
    path: str | None
    why: Problem | None


@dataclass(frozen=True, slots=True)
class Wiring:
    """Every card of a board in order."""

    wires: tuple[Wire, ...]

    @property
    def fields(self) -> Mapping[str, str]:
        """Entity → path: the `fields` of the filter."""
        return {one.entity: one.path for one in self.wires if one.entity is not None and one.path is not None}

    @property
    def reached(self) -> int:
        """How many cards the filter narrows."""
        return sum(one.path is not None for one in self.wires)


def wiring(design: Design, board: Dashboard, entity: str, path: str) -> Wiring:
    """A filter over the field at `path` of `entity`, wired to all cards that have a matching field.

    Raises Invalid: design.field.unknown, design.path.*.
    """
    found = resolve_single(design, Start(entity), path)
    if not isinstance(found, Resolved):
        raise Invalid([found.under("field")])
    return Wiring(tuple(_wire(design, one, entity, path, found.steps) for one in board.widgets))


def unwired(design: Design, board: Dashboard) -> Iterator[Problem]:
    """Cards that a filter leaves alone although they have a matching field, for the author to know."""
    for index, one in enumerate(board.filters):
        for wire in _of(design, board, one):
            if wire.path is not None and wire.entity not in one.fields:
                params = {"filter": one.name, "widget": wire.widget, "field": wire.path}
                yield Problem("board.filter.unwired", ("filters", index, "fields"), params)


def _of(design: Design, board: Dashboard, one: BoardFilter) -> tuple[Wire, ...]:
    """Where the filter could reach, judged by its first field; none where the board's own check refuses that one."""
    entity, path = next(iter(one.fields.items()), ("", ""))
    try:
        return wiring(design, board, entity, path).wires
    except Invalid:
        return ()


def _wire(design: Design, widget: WidgetSpec, entity: str, path: str, steps: tuple[Step, ...]) -> Wire:
    own = entity_of(design, widget)
    if own is None:
        return Wire(widget.id, None, None, Problem("board.filter.no_entity", ("widgets",), {"widget": widget.name}))
    found = path if own.id == entity else match(design, own, steps)
    if isinstance(found, Problem):
        return Wire(widget.id, own.id, None, found)
    return Wire(widget.id, own.id, found, None)


def entity_of(design: Design, widget: WidgetSpec) -> Entity | None:
    """Whose records a card shows."""
    if isinstance(widget, Kpi):
        metric = design.get(Metric, widget.metric)
        return None if metric is None else design.entity(metric.entity)
    id = getattr(widget, "entity", None)
    return design.entity(id) if isinstance(id, str) else None


def match(design: Design, entity: Entity, steps: tuple[Step, ...]) -> str | Problem:
    """The path from `entity` to what a filter's field means, or why there is none.

    In this order: the very field, where the filter goes through a link to this entity; the record itself or a link to
    it, where the filter chooses records; a field of the same key and type; the very field beyond one link.
    """
    owner, spec = steps[-1].at.entity, steps[-1].field
    if owner == entity.id:
        return spec.id
    if isinstance(spec, Link) and spec.entity == entity.id:
        return "id"
    fields = fields_of(design, Start(entity.id))
    for candidates in (
        [one.id for one in fields if isinstance(spec, Link) and isinstance(one, Link) and _same_target(one, spec)],
        [one.id for one in fields if alike(one, spec)],
        [f"{one.id}.{spec.id}" for one in fields if isinstance(one, Link) and one.entity == owner and not one.many],
    ):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            params = {"field": spec.name, "entity": entity.name, "count": len(candidates)}
            return Problem("board.filter.several", ("fields", entity.id), params)
    return Problem("board.filter.no_field", ("fields", entity.id), {"field": spec.name, "entity": entity.name})


def _same_target(one: Link, other: Link) -> bool:
    return one.entity == other.entity and not one.many


def alike(one: FieldSpec, other: FieldSpec) -> bool:
    """Whether two fields of different entities mean the same: key and type, and the options where there are any."""
    if one.key != other.key or one.type != other.type or isinstance(one, Link) or one.id == "id":
        return False
    if isinstance(one, Choice | MultiChoice) and isinstance(other, Choice | MultiChoice):
        return {option.id for option in one.options} == {option.id for option in other.options}
    return one.kind() is other.kind()
