"""A specification as design objects: the same specification at the same site gives the same bytes."""

from collections.abc import Mapping
from typing import Any

from dougong_engine.beginning.boards import board_documents
from dougong_engine.beginning.flows import flow_document
from dougong_engine.beginning.naming import Built, Ids, Say, Site, name_all
from dougong_engine.beginning.pages import form_document, grid_document, kanban_document
from dougong_engine.beginning.roles import keeper_document, role_documents
from dougong_engine.beginning.spec import Spec
from dougong_engine.beginning.values import settings
from dougong_engine.design.object import FORMAT, DesignObject
from dougong_engine.design.objects import read_object
from dougong_engine.document import Json, dump

Document = dict[str, Any]
STATES = ("in_approval", "approved", "rejected")


def build(spec: Spec, site: Site, say: Say) -> tuple[DesignObject, ...]:
    """The objects of the specification, the app and the role of its keeper among them.

    The specification must be without `faults`; what comes out then passes the check of designs.
    """
    ids = Ids(site.seed)
    app = site.app.id if site.app is not None else ids.next("app")
    entities = name_all(spec, site, ids)
    named = list(entities.values())
    documents: list[Document] = []
    for one in named:
        documents += (entity_document(one, entities, say), form_document(spec, one, say), *_views(one, say))
    boards = board_documents(spec, entities, ids)
    documents += (document for each in boards.values() for document in each)
    roles = {one.key: ids.next("role") for one in spec.roles}
    documents += (flow_document(one, entities[one.entity], roles, ids, say) for one in spec.approvals)
    documents += role_documents(spec, entities, roles, {key: each[-1]["id"] for key, each in boards.items()})
    pages = [*(each[-1]["id"] for each in boards.values()), *(page for one in named for page in one.pages)]
    documents.append(keeper_document(spec, site, named, pages, ids, say))
    documents.append(_app(spec, site, app, pages))
    whole: list[Document] = [{"format": FORMAT, "app": app, **one} for one in documents]
    return tuple(read_object(one) for one in whole)


def entity_document(one: Built, entities: Mapping[str, Built], say: Say) -> Document:
    """The entity; an approved one has a field that says how far the approval is."""
    fields: list[Document] = []
    for part in one.part.fields:
        target = entities.get(part.entity or "")
        fields.append(settings(part, one.fields[part.key], None if target is None else target.id))
    if one.status is not None:
        fields.append(
            {
                "id": one.status,
                "key": one.status,
                "name": say("beginning.approval.status", {}),
                "type": "choice",
                "options": [{"id": state, "name": say(f"beginning.approval.{state}", {})} for state in STATES],
            }
        )
    title = one.fields[one.part.title]
    return {
        "kind": "entity", "id": one.id, "key": one.key, "name": one.part.name, "title": title, "fields": fields,
    }  # fmt: skip


def _views(one: Built, say: Say) -> list[Document]:
    views = [grid_document(one, say)]
    return views if one.kanban is None else [*views, kanban_document(one, say)]


def _app(spec: Spec, site: Site, id: str, pages: list[str]) -> Document:
    """The app with the pages in a group of their own behind those that it has."""
    items: list[Json] = [{"id": f"i_{site.seed}_{number}", "opens": page} for number, page in enumerate(pages)]
    group: Json = {"id": f"g_{site.seed}", "name": spec.name, "items": items}
    if site.app is None:
        return {"kind": "app", "id": id, "key": site.key, "name": spec.name, "menu": [group]}
    grown = dump(site.app)
    earlier = grown.get("menu")
    return {**grown, "menu": [*(earlier if isinstance(earlier, list) else ()), group]}
