"""The cross-reference check of a whole design: everything that an object mentions exists and fits."""

from collections.abc import Callable, Iterator
from typing import Any

from dougong_engine.design.app import App
from dougong_engine.design.checks.board import check_dashboard, check_metric, check_view
from dougong_engine.design.checks.computed import check_computed, check_cycles
from dougong_engine.design.checks.condition import check_paths
from dougong_engine.design.checks.entity import check_entity
from dougong_engine.design.checks.flow import check_flow
from dougong_engine.design.checks.form import check_form
from dougong_engine.design.checks.print import check_print
from dougong_engine.design.checks.record_page import check_record_page
from dougong_engine.design.checks.role import check_app, check_role
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.references import object_references
from dougong_engine.errors import Problem

RESERVED_KEYS = frozenset({"people"})
"""Keys that no entity may have: an import into `people` makes persons."""


def _entity(design: Design, entity: Entity) -> Iterator[Problem]:
    yield from check_entity(design, entity)
    yield from check_paths(design, entity, None)
    yield from check_computed(design, entity)
    if entity.page is not None:
        yield from (problem.under("page") for problem in check_record_page(design, entity, entity.page))


CHECKS: dict[str, Callable[[Design, Any], Iterator[Problem]]] = {
    "app": check_app,
    "entity": _entity,
    "form": check_form,
    "view": check_view,
    "flow": check_flow,
    "dashboard": check_dashboard,
    "metric": check_metric,
    "role": check_role,
    "print": check_print,
}
"""Kind → what is checked beyond the mere existence of the objects mentioned."""


def check(design: Design) -> tuple[Problem, ...]:
    """Everything that is wrong with a design; each path begins with the id of the object and goes on as in its JSON.

    Formula problems carry the offset in the formula behind the path, as `("…", "expression", "at", 12)`.
    """
    found: list[Problem] = []
    for id, one in sorted(design.objects.items()):
        found.extend(problem.under(id) for problem in check_object(design, one))
    found.extend(_keys(design))
    found.extend(check_cycles(design))
    return tuple(found)


def check_object(design: Design, checked: DesignObject) -> Iterator[Problem]:
    """What is wrong with one object of a design, seen from the object itself."""
    own = list(CHECKS[checked.kind](design, checked))
    named = {one.path for one in own}
    yield from own
    for mention in object_references(checked):
        if mention.id not in design.objects and mention.path not in named:
            yield Problem("design.reference.unknown", mention.path, {"id": mention.id})
    if checked.kind != "app" and design.get(App, checked.app) is None:
        yield Problem("design.app.unknown", ("app",), {"app": checked.app})


def _keys(design: Design) -> Iterator[Problem]:
    """Entities that share a key, at each but the first, and those whose key is reserved."""
    seen: set[str] = set()
    for entity in design.of(Entity):
        if entity.key in RESERVED_KEYS:
            yield Problem("design.key.reserved", (entity.id, "key"), {"key": entity.key})
        if entity.key in seen:
            yield Problem("design.key.twice", (entity.id, "key"), {"key": entity.key})
        seen.add(entity.key)
