"""The first document of a new object: id, free key, and the least that its kind needs."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong_engine.design.app import App
from dougong_engine.design.check import RESERVED_KEYS
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import FORMAT
from dougong_engine.design.objects import PREFIXES, Design
from dougong_engine.document import Json

KEY_LENGTH = 50
LEAST: Mapping[str, Mapping[str, Json]] = {
    "entity": {
        "title": "name",
        "fields": [{"id": "name", "key": "name", "name": "名称", "type": "text", "required": True}],
    },
}
"""Kind → members that are put in where the author gave none."""


def started(raw: Mapping[str, Json], design: Design, taken: Collection[str]) -> dict[str, Any]:
    """The document with an id of its own and, for entities and apps, a key that nothing else has.

    `design` is the workspace's with all drafts in it. Refuses (422) an unknown kind, (404) an unknown app.
    """
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in PREFIXES:
        raise refuse(422, "design.kind.unknown", ("kind",), kind=kind if isinstance(kind, str) else None)
    id = _free_id(PREFIXES[kind], {*design.objects, *taken})
    app = id if kind == "app" else raw.get("app")
    if kind != "app" and (not isinstance(app, str) or design.get(App, app) is None):
        raise refuse(404, "app.unknown", ("app",), id=app if isinstance(app, str) else None)
    document: dict[str, Any] = {**LEAST.get(kind, {}), **raw, "format": FORMAT, "id": id, "app": app}
    if kind in ("app", "entity"):
        document["key"] = _free_key(raw, kind, design)
    return document


def _free_id(prefix: str, taken: Collection[str]) -> str:
    while True:
        id = prefix + new_id().replace("-", "")[-12:]
        if id not in taken:
            return id


def _free_key(raw: Mapping[str, Json], kind: str, design: Design) -> str:
    given = raw.get("key") or raw.get("name")
    plain = re.sub(r"[^a-z0-9]+", "_", str(given).lower()).strip("_")[:KEY_LENGTH]
    key = plain if re.match(r"[a-z]", plain) else kind
    used = RESERVED_KEYS | {one.key for one in design.objects.values() if isinstance(one, App | Entity)}
    found, number = key, 2
    while found in used:
        found, number = f"{key}_{number}", number + 1
    return found
