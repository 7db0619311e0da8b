"""Which cards follow a mark on another card, and through which of their own fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from dougong_engine.dashboards.wiring import match
from dougong_engine.design.checks.condition import resolve_single
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start
from dougong_engine.errors import Problem
from dougong_engine.query.query import Group
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets.funnel import Funnel


@dataclass(frozen=True, slots=True)
class Marked:
    """What the marks of a card stand for: groups of the records of an entity."""

    entity: str
    groups: tuple[Group, ...]


def marked_by(design: Design, widget: WidgetSpec) -> Marked | None:
    """What a mark on a card stands for; None for cards whose marks narrow nothing."""
    match widget:
        case Funnel():
            entity = design.entity(widget.entity)
            gate = next((one for one in entity.gates if one.id == widget.gate), None) if entity is not None else None
            return None if gate is None else Marked(widget.entity, (Group(field=gate.field),))
        case Grouped(groups=groups) if groups:
            return Marked(widget.entity, groups)
        case _:
            return None


def followed(design: Design, marked: Marked, entity: Entity) -> tuple[Group, ...] | None:
    """The same groups by paths of another entity; None unless every one of them has a matching field there."""
    found = tuple(_followed(design, marked, entity))
    return found if len(found) == len(marked.groups) else None


def _followed(design: Design, marked: Marked, entity: Entity) -> Iterator[Group]:
    for group in marked.groups:
        if marked.entity == entity.id:
            yield group
            continue
        source = resolve_single(design, Start(marked.entity), group.field)
        path = match(design, entity, source.steps) if isinstance(source, Resolved) else source
        if not isinstance(path, Problem):
            yield group.model_copy(update={"field": path})
