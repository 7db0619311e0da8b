"""A form as strangers get it: only what is theirs to see, in their language."""

from typing import Any, cast

from dougong.design.browsing import field_document, localized
from dougong.kernel.problem import Refusal
from dougong.records.scene import Scene
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form, Placement
from dougong_engine.document import Json, dump
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields._uploads import Uploads
from dougong_engine.fields.link import Link
from dougong_engine.forms.public import PublicSide, public_side

INSIDE = ("inverse", "entity")
"""Members of a link that name what lies inside."""

COPIES = ("fill", "columns")
"""Members of a placement that speak of linked records."""


def shown(scene: Scene, form: Form, entity: Entity) -> dict[str, Any]:
    """The answer of `PublicFormShown`."""
    worded, side = localized(scene, form), public_side(localized(scene, form), localized(scene, entity))
    assert side is not None
    ids = {one.id for one in side.shown}
    public, access = side.public, scene.planning.access(scene.who, entity.id)
    sections = [
        {**dump(section), "fields": [_placement(one) for one in section.fields if one.field in ids]}
        for section in worded.sections
        if any(one.field in ids for one in section.fields)
    ]
    return {
        "name": worded.name,
        # The word that stands where a form has none of its own is the screen's business.
        "submit": dump(worded).get("submit", ""),
        "steps": worded.steps,
        "note": public.note,
        "thanks": public.thanks,
        "another": public.another,
        "once": public.once,
        "files": None if public.files is None else public.files.model_dump(),
        "timezone": scene.planning.schema.timezone,
        "sections": sections,
        "rules": _rules(worded, ids),
        "fields": [_field(field_document(scene, one, access), one, side) for one in side.shown],
    }


def told(side: PublicSide, refusal: Refusal) -> Refusal:
    """A refusal as strangers may read it: what concerns fields that they do not see is only that it was refused."""
    keys, names = {one.key for one in side.shown}, {one.name for one in side.shown}
    seen = [one for one in refusal.problems if _about(one, keys, names)]
    status = 422 if refusal.status == 403 else refusal.status
    return Refusal(status, seen or [Problem("public_form.not_taken")])


def _about(problem: Problem, keys: set[str], names: set[str]) -> bool:
    """Whether a problem speaks of fields that are shown and of no others."""
    if problem.code.startswith("public_form."):
        return True
    fields = problem.params.get("fields", [])
    spoken = set(cast("list[str]", fields)) if isinstance(fields, list) else set()
    known = bool(problem.path) and problem.path[0] in keys
    return known and spoken <= keys | names and not problem.code.startswith("access.")


def _placement(one: Placement) -> dict[str, Json]:
    return {member: value for member, value in dump(one).items() if member not in COPIES}


def _rules(form: Form, ids: set[str]) -> list[dict[str, Json]]:
    """The rules with the fields that are shown; a reaction on none but others goes."""
    found: list[dict[str, Json]] = []
    for rule in form.rules:
        then = [
            {**dump(one), "fields": [id for id in one.fields if id in ids]}
            for one in rule.then
            if not one.fields or any(id in ids for id in one.fields)
        ]
        if then:
            found.append(cast("dict[str, Json]", {"id": rule.id, "name": "", "when": dump(rule)["when"], "then": then}))
    return found


def _field(document: dict[str, Any], spec: FieldSpec, side: PublicSide) -> dict[str, Any]:
    document["access"] = "write" if spec.id in side.filled else "read"
    if isinstance(spec, Link):
        document = {member: one for member, one in document.items() if member not in INSIDE}
        document["entity_key"] = spec.key
    if isinstance(spec, Uploads) and side.public.files is not None:
        document["most"] = min(spec.most, side.public.files.most)
    return document
