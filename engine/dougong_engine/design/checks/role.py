"""Checks roles and apps: grants name real fields, menus open real pages."""

from collections.abc import Iterable, Iterator

from dougong_engine.design.app import App
from dougong_engine.design.checks.board import entity_known
from dougong_engine.design.checks.condition import check_paths
from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.flow import Flow
from dougong_engine.design.form import Form
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Grant, Role, Scope
from dougong_engine.design.view import View
from dougong_engine.errors import Problem

PAGES = (View, Dashboard, Form)


def check_role(design: Design, role: Role) -> Iterator[Problem]:
    """What is wrong with a role."""
    yield from check_grants(design, role.grants, "grants")
    for index, id in enumerate(role.opens):
        if not isinstance(design.objects.get(id), PAGES):
            yield Problem("design.page.unknown", ("opens", index), {"page": id})


def check_grants(design: Design, grants: Iterable[Grant], *path: str | int) -> Iterator[Problem]:
    """What is wrong with the rights of a role or a flow; one entity is named once."""
    grants = tuple(grants)
    yield from duplicates((one.entity for one in grants), "design.id.twice", *path)
    for index, grant in enumerate(grants):
        yield from (problem.under(*path, index) for problem in _grant(design, grant))


def _grant(design: Design, grant: Grant) -> Iterator[Problem]:
    yield from entity_known(design, grant.entity)
    entity = design.entity(grant.entity)
    if entity is None:
        return
    yield from check_paths(design, grant, None)
    for member, scope in (("scope", grant.scope), ("edit_scope", grant.edit_scope)):
        if scope is not None:
            yield from _scope(scope, member)
    for id in grant.fields:
        if id != "*" and entity.field(id) is None:
            yield Problem("design.field.unknown", ("fields", id), {"field": id, "entity": entity.id})
    for index, id in enumerate(grant.buttons):
        flow = design.get(Flow, id)
        if flow is None or flow.trigger.on != "button" or flow.entity != entity.id:
            yield Problem("design.button.unknown", ("buttons", index), {"button": id})


def _scope(scope: Scope, member: str) -> Iterator[Problem]:
    if (scope.rows == "condition") != (scope.where is not None):
        yield Problem("design.scope.condition", (member, "where"), {"rows": scope.rows})


def check_app(design: Design, app: App) -> Iterator[Problem]:
    """What is wrong with an app: its key, its menu, the apps that it needs."""
    if any(other.key == app.key and other.id != app.id for other in design.of(App)):
        yield Problem("design.key.twice", ("key",), {"key": app.key})
    if app.app != app.id:
        yield Problem("design.app.unknown", ("app",), {"app": app.app})
    yield from duplicates((group.id for group in app.menu), "design.id.twice", "menu")
    yield from duplicates((one.id for group in app.menu for one in group.items), "design.id.twice", "menu")
    for number, group in enumerate(app.menu):
        for index, item in enumerate(group.items):
            if not isinstance(design.objects.get(item.opens), PAGES):
                yield Problem("design.page.unknown", ("menu", number, "items", index, "opens"), {"page": item.opens})
    for index, id in enumerate(app.requires):
        if design.get(App, id) is None:
            yield Problem("design.app.unknown", ("requires", index), {"app": id})
