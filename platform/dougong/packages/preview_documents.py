"""A package before it is installed: what it brings, with its sample rows, steps of flows and layouts of boards."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dougong.packages.permission_documents import permission_documents
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.document import Json
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.choice import Choice
from dougong_engine.packages.format import Package, Slot
from dougong_engine.packages.rights import asked
from dougong_engine.packages.texts import OWN, translated

COLUMNS = 5
ROWS = 4
"""Of each entity's samples, as many as fit beside each other and give an idea."""

SHOWN = frozenset(
    {"text", "choice", "money", "decimal", "integer", "percent", "date", "link", "auto_number", "boolean"}
)
"""Field types that say something in a small table."""


def head_document(package: Package, locale: str) -> dict[str, Any]:
    """What the gallery shows."""
    manifest = package.manifest
    texts = package.locales.get(locale, {}).get(OWN, {})
    return {
        "id": manifest.id,
        "version": manifest.version,
        "name": texts.get("name", manifest.name),
        "summary": texts.get("summary", manifest.summary),
        "description": texts.get("description", manifest.description),
        "publisher": manifest.publisher,
        "icon": manifest.icon,
        "color": manifest.color,
    }


def preview_document(package: Package, required: Design, locale: str, now: datetime) -> dict[str, Any]:
    """Everything that a package would bring beside those that it requires; sample rows are those of an installation
    `now`."""
    design = translated(package, locale)
    own = package.locales.get(locale, {}).get(OWN, {})
    wanted = asked(package)
    return {
        **head_document(package, locale),
        "entities": [_entity(package, design, one, now) for one in design.of(Entity)],
        "dashboards": [_board(one) for one in design.of(Dashboard)],
        "flows": [_flow(one) for one in design.of(Flow)],
        "roles": [{"id": one.id, "name": one.name, "description": one.description} for one in design.of(Role)],
        "slots": [slot_document(one, own) for one in package.manifest.slots],
        "asks": {"abilities": list(wanted.abilities), "hosts": list(wanted.hosts)},
        "tests": permission_documents(required.replaced(*design.objects.values()), package.tests, own, locale),
    }


def slot_document(slot: Slot, texts: Mapping[str, str]) -> dict[str, str]:
    """A slot in the language of `texts`."""
    return {
        "id": slot.id,
        "name": texts.get(f"slots.{slot.id}.name", slot.name),
        "description": texts.get(f"slots.{slot.id}.description", slot.description),
        "kind": slot.kind,
    }


def _entity(package: Package, design: Design, entity: Entity, now: datetime) -> dict[str, Any]:
    samples = package.samples.get(entity.id)
    rows = samples.rows if samples is not None else ()
    plain = [one for one in entity.fields if one.type in SHOWN and any(row.get(one.id) is not None for row in rows)]
    columns = sorted(plain, key=lambda one: one.id != entity.title)[:COLUMNS]
    return {
        "id": entity.id,
        "name": entity.name,
        "samples": len(rows),
        "fields": [{"id": one.id, "name": one.name, "type": one.type} for one in entity.fields],
        "columns": [one.name for one in columns],
        "rows": [[_cell(package, design, one, row.get(one.id), now) for one in columns] for row in rows[:ROWS]],
    }


def _cell(package: Package, design: Design, field: FieldSpec, cell: Json, now: datetime) -> str:
    days = _whole(cell.get("days")) if isinstance(cell, dict) else 0
    match cell:
        case None:
            return ""
        case {"token": "today"}:
            return str((now + timedelta(days=days)).date())
        case {"sample": str(name)}:
            return _title(package, design, name, now)
        case str() if isinstance(field, Choice):
            return next((one.name for one in field.options if one.id == cell), cell)
        case bool():
            return "✓" if cell else ""
        case str() | int():
            return str(cell)
        case _:
            return ""


def _title(package: Package, design: Design, name: str, now: datetime) -> str:
    """The title of a sample row."""
    for id, samples in package.samples.items():
        entity = design.entity(id)
        title = entity.field(entity.title) if entity is not None else None
        for row in samples.rows if title is not None else ():
            if row.get("id") == name and title is not None and not isinstance(row.get(title.id), dict):
                return _cell(package, design, title, row.get(title.id), now)
    return ""


def _whole(raw: Json) -> int:
    return raw if isinstance(raw, int) else 0


def _board(board: Dashboard) -> dict[str, Any]:
    cards = [
        {"id": one.id, "name": one.name, "type": one.type, "x": one.x, "y": one.y, "w": one.w, "h": one.h}
        for one in board.widgets
    ]
    return {"id": board.id, "name": board.name, "description": board.description, "cards": cards}


def _flow(flow: Flow) -> dict[str, Any]:
    """The steps in the order in which a run may reach them."""
    order, waiting = [flow.start], [flow.start]
    while waiting:
        here = waiting.pop(0)
        following = [one.target for one in flow.edges if one.source == here and one.target not in order]
        order += dict.fromkeys(following)
        waiting += dict.fromkeys(following)
    steps = [node for id in order if (node := flow.node(id)) is not None]
    return {
        "id": flow.id,
        "name": flow.name,
        "description": flow.description,
        "steps": [{"id": one.id, "name": one.name, "type": one.type} for one in steps],
    }
