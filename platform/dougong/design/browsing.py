"""The published design as a caller may see it, in the caller's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from dougong.dashboards.crossing import follows
from dougong.dashboards.viewing import may_open
from dougong.design.record_pages import page_shown
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records.scene import Scene, Stage
from dougong.storage.system_names import system_named
from dougong_engine.access.plan import Access
from dougong_engine.design.app import App, MenuItem
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.entity import SYSTEM_FIELDS, Entity, Evidence, Gate
from dougong_engine.design.form import Form
from dougong_engine.design.metric import Metric
from dougong_engine.design.object import DesignObject
from dougong_engine.design.print import Print
from dougong_engine.design.view import View
from dougong_engine.document import Json, dump
from dougong_engine.fields import FieldSpec, field_type, operators_of
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable

Shown = TypeVar("Shown", bound=DesignObject)
KINDS: dict[str, type[DesignObject]] = {"view": View, "form": Form, "dashboard": Dashboard}


@dataclass(slots=True)
class Browsing:
    """Answers what the browser needs to draw apps, forms and lists."""

    stage: Stage

    async def apps(self, principal: Principal) -> list[dict[str, Any]]:
        """Apps with their menus; pages that the caller may not open are left out, and so are apps without any."""
        scene = await self.stage.scene(principal)
        designs = principal.admin or "design" in principal.abilities
        shown = [_app(scene, one) for one in scene.planning.schema.design.of(App)]
        return [one for one in shown if one["menu"] or designs]

    async def entity(self, principal: Principal, key: str) -> dict[str, Any]:
        """An entity by key with the caller's rights on it."""
        scene = await self.stage.scene(principal)
        entity = scene.planning.schema.by_key(key).entity
        access = scene.planning.access(scene.who, entity.id)
        if not access.may_see() and not access.may("create"):
            raise refuse(403, "access.entity", entity=entity.name)
        return _entity(scene, localized(scene, entity), access)

    async def entities(self, principal: Principal) -> list[dict[str, Any]]:
        """Key, name and app of every entity of which the caller may see something."""
        scene = await self.stage.scene(principal)
        shown = [one for one in scene.planning.schema.design.of(Entity) if _visible(scene, one)]
        return [
            {"id": one.id, "key": one.key, "name": localized(scene, one).name, "app": one.app, "icon": one.icon}
            for one in shown
        ]

    async def document(self, principal: Principal, kind: str, id: str) -> dict[str, Any]:
        """A view, form or dashboard; 404 for one whose entity the caller may not see."""
        scene = await self.stage.scene(principal)
        found = scene.planning.schema.design.objects.get(id)
        if not isinstance(found, KINDS[kind]) or not _may_open(scene, found):
            raise refuse(404, "design.unknown", id=id)
        document: dict[str, Any] = dump(localized(scene, found))
        if isinstance(found, View | Form):
            document["entity_key"] = scene.planning.schema.table(found.entity).entity.key
        if isinstance(found, Dashboard):
            document |= _board_names(scene, found)
        return document


def localized(scene: Scene, document: Shown) -> Shown:
    """The document in the caller's language, as far as it is translated."""
    return scene.planning.schema.localized(document, scene.principal.locale)


def _visible(scene: Scene, entity: Entity) -> bool:
    return entity.id in scene.planning.schema.tables and scene.planning.access(scene.who, entity.id).may_see()


def _may_open(scene: Scene, document: DesignObject) -> bool:
    design = scene.planning.schema.design
    match document:
        case View() | Form():
            entity = design.entity(document.entity)
            return entity is not None and (
                _visible(scene, entity) or scene.planning.access(scene.who, entity.id).may("create")
            )
        case Dashboard():
            return may_open(scene, document)
        case _:
            return False


def _app(scene: Scene, app: App) -> dict[str, Any]:
    shown = localized(scene, app)
    groups = []
    for group in shown.menu:
        items = [_item(scene, one) for one in group.items]
        open_items = [one for one in items if one is not None]
        if open_items:
            groups.append({"id": group.id, "name": group.name, "items": open_items})
    head = {"id": app.id, "key": app.key, "name": shown.name, "icon": app.icon, "color": app.color}
    return {**head, "description": shown.description, "menu": groups}


def _item(scene: Scene, item: MenuItem) -> dict[str, Any] | None:
    found = scene.planning.schema.design.objects.get(item.opens)
    if found is None or not _may_open(scene, found):
        return None
    name = item.name or localized(scene, found).name
    shown: dict[str, Any] = {"id": item.id, "name": name, "icon": item.icon, "opens": found.id, "kind": found.kind}
    if isinstance(found, View | Form):
        shown["entity"] = scene.planning.schema.table(found.entity).entity.key
    if isinstance(found, View):
        shown["layout"] = found.layout.type
    return shown


def _entity(scene: Scene, entity: Entity, access: Access) -> dict[str, Any]:
    title = entity.field(entity.title)
    seen = access.shown() | frozenset(access.create)
    specs = (*entity.fields, *_system_fields(scene.principal.locale))
    fields = [field_document(scene, one, access) for one in specs if one.id in seen]
    design = scene.planning.schema.design
    return {
        "id": entity.id,
        "key": entity.key,
        "app": entity.app,
        "name": entity.name,
        "icon": entity.icon,
        "title": title.key if title is not None else None,
        "fields": fields,
        "gates": [_gate(scene, entity, one) for one in entity.gates],
        "actions": sorted(action for action in access.acts if access.may(action)),
        "forms": _named(scene, (one for one in design.of(Form) if one.entity == entity.id)),
        "views": [
            {"id": one.id, "name": localized(scene, one).name, "type": one.layout.type}
            for one in design.of(View)
            if one.entity == entity.id
        ],
        "related": _related(scene, entity),
        "prints": _prints(scene, entity, access),
        **({} if entity.page is None else {"page": page_shown(scene, entity, entity.page)}),
    }


def _system_fields(locale: str) -> Iterable[FieldSpec]:
    return (one.model_copy(update={"name": system_named(one, locale)}) for one in SYSTEM_FIELDS)


def field_document(scene: Scene, spec: FieldSpec, access: Access) -> dict[str, Any]:
    """A field as screens know it, with what may be done to it."""
    kind = field_type(spec)
    may_write = bool(access.write.get(spec.id) or access.create.get(spec.id)) and not spec.computed()
    masked = not may_write and not access.read.get(spec.id) and bool(access.masked.get(spec.id))
    document: dict[str, Any] = {
        **_plain(spec),
        "required": spec.required,
        "unique": spec.unique,
        "widget": kind.widget,
        "cell": kind.cell,
        "kind": str(spec.kind()),
        "operators": [] if masked else list(operators_of(spec)),
        "computed": spec.computed(),
        "access": "write" if may_write else "masked" if masked else "read",
    }
    if isinstance(spec, Link):
        document["entity_key"] = scene.planning.schema.table(spec.entity).entity.key
    if isinstance(spec, SubTable):
        document["fields"] = [field_document(scene, one, _as_table(access, spec.id, one.id)) for one in spec.fields]
    return document


def _plain(spec: FieldSpec) -> dict[str, Json]:
    return cast("dict[str, Json]", spec.model_dump(mode="json", exclude={"fields"}))


def _as_table(access: Access, table: str, column: str) -> Access:
    """A sub-table's columns have the rights of the sub-table."""
    return replace(
        access,
        read={column: access.read.get(table, frozenset())},
        masked={column: access.masked.get(table, frozenset())},
        write={column: access.write.get(table, frozenset())},
        create={column: access.create.get(table, frozenset())},
    )


def _gate(scene: Scene, entity: Entity, gate: Gate) -> dict[str, Any]:
    stages = [
        {
            "option": stage.option,
            "limit_hours": stage.limit_hours,
            "evidence": [_evidence(scene, entity, one) for one in stage.evidence],
        }
        for stage in gate.stages
    ]
    return {"id": gate.id, "field": _key(entity, gate.field), "stages": stages, "back": gate.back}


def _evidence(scene: Scene, entity: Entity, one: Evidence) -> dict[str, Any]:
    """What is asked for and where it is given: a field here, or other records that link here."""
    other = scene.planning.schema.design.entity(one.entity) if one.entity is not None else None
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "field": _key(entity, one.field),
        "entity": other.key if other is not None else None,
        "through": _key(other, one.through) if other is not None else None,
    }


def _key(entity: Entity, id: str | None) -> str | None:
    spec = entity.field(id) if id is not None else None
    return spec.key if spec is not None else None


def _named(scene: Scene, objects: Iterable[DesignObject]) -> list[dict[str, str]]:
    return [{"id": one.id, "name": localized(scene, one).name} for one in objects]


def _prints(scene: Scene, entity: Entity, access: Access) -> list[dict[str, str]]:
    """Templates through which the caller may print records; none without the right."""
    found = (one for one in scene.planning.schema.design.of(Print) if one.entity == entity.id)
    return _named(scene, found) if access.may("print") else []


def _related(scene: Scene, entity: Entity) -> list[dict[str, str]]:
    """Lists of other records that link here, for the record page."""
    found = []
    for other in scene.planning.schema.design.of(Entity):
        if not _visible(scene, other):
            continue
        access = scene.planning.access(scene.who, other.id)
        for spec in localized(scene, other).fields:
            if isinstance(spec, Link) and spec.entity == entity.id and access.read.get(spec.id):
                name = spec.inverse or localized(scene, other).name
                found.append({"entity": other.key, "field": spec.key, "name": name})
    return found


def _board_names(scene: Scene, board: Dashboard) -> Mapping[str, Any]:
    """What a board needs to draw itself: its metrics, its entities, and which cards follow a mark on which."""
    design = scene.planning.schema.design
    metrics = {
        one.metric: dump(localized(scene, metric))
        for one in board.widgets
        if hasattr(one, "metric") and (metric := design.get(Metric, one.metric)) is not None
    }
    entities = {
        id: {"key": entity.key, "name": localized(scene, entity).name}
        for one in board.widgets
        if (id := getattr(one, "entity", None)) is not None and (entity := design.entity(id)) is not None
    }
    return {"metrics": metrics, "entities": entities, "follows": follows(scene, board)}
