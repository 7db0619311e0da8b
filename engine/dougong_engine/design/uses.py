"""Who uses what: asked before something is renamed, changed or dropped."""

from collections.abc import Iterator

from dougong_engine import formula
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.design.references import FieldReference, object_references, paths_mentioned
from dougong_engine.design.resolve import Resolved, Start, resolve
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid, Path
from dougong_engine.messages_template import paths

Use = tuple[str, Path]
"""The object that uses it, and where in that object's JSON."""

FIELD_MEMBERS = frozenset({"field", "fields", "title", "uniques", "through", "rows", "material", "values", "flag"})
"""Members that name fields of the object's own entity by bare id."""

FORMULA_MEMBERS = frozenset({"expression", "formula"})


def uses(design: Design, object_id: str, field_id: str | None = None) -> tuple[Use, ...]:
    """Every place that mentions an object or, with `field_id`, one field of an entity.

    Paths through links count for each field on the way. A mention inside the object itself counts for fields only.
    """
    found: set[Use] = set()
    for id, one in design.objects.items():
        if field_id is None:
            found |= {(id, ref.path) for ref in object_references(one) if ref.id == object_id and id != object_id}
        else:
            found |= {(id, path) for path in _field_uses(design, one, object_id, field_id)}
    return tuple(sorted(found, key=lambda use: (use[0], [str(part) for part in use[1]])))


def _field_uses(design: Design, document: DesignObject, entity: str, field: str) -> Iterator[Path]:
    own = document.id if isinstance(document, Entity) else getattr(document, "entity", None)
    start = Start(own) if isinstance(own, str) else None
    for mention in paths_mentioned(document, start):
        if isinstance(mention, FieldReference):
            if _passes(design, mention.start, mention.field, entity, field):
                yield mention.path
        elif _passes(design, mention.start, mention.test.field, entity, field):
            yield (*mention.path, "field")
        if not isinstance(mention, FieldReference) and isinstance(mention.test.value, dict):
            other = mention.test.value.get("field")
            if isinstance(other, str) and _passes(design, mention.start, other, entity, field):
                yield (*mention.path, "value", "field")
    yield from _bare(design, dump(document), start, (entity, field), ())


def _bare(design: Design, value: Json, start: Start | None, wanted: tuple[str, str], path: Path) -> Iterator[Path]:
    """Bare ids, formulas and templates in plain JSON; `start` is the entity whose fields are meant there."""
    if isinstance(value, dict):
        inner, kind, through = value.get("entity"), value.get("type"), value.get("through")
        if kind == "lookup" and start is not None:
            yield from _named(design, start, f"{through}.{value.get('field')}", wanted, (*path, "field"))
            return
        if kind == "rollup" and start is not None and isinstance(value.get("rows"), str):
            column = ".".join(str(value[one]) for one in ("rows", "field") if value.get(one) is not None)
            yield from _named(design, start, column, wanted, (*path, "rows"))
            return
        if isinstance(inner, str) and kind != "link":
            start = Start(inner)
        yield from _dict(design, value, start, wanted, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _bare(design, item, start, wanted, (*path, index))


def _dict(
    design: Design, value: dict[str, Json], start: Start | None, wanted: tuple[str, str], path: Path
) -> Iterator[Path]:
    for member, inner in value.items():
        at = (*path, member)
        if start is not None and member in FIELD_MEMBERS:
            yield from _ids(design, start, inner, wanted, at)
        if start is not None and isinstance(inner, str):
            yield from _texts(design, start, member, inner, wanted, at)
        yield from _bare(design, inner, _inner_start(value, member, start), wanted, at)


def _inner_start(value: dict[str, Json], member: str, start: Start | None) -> Start | None:
    """Columns of a sub-table speak of their own row."""
    id = value.get("id")
    if member == "fields" and value.get("type") == "sub_table" and start is not None and isinstance(id, str):
        return Start(start.entity, id)
    return start


def _ids(design: Design, start: Start, value: Json, wanted: tuple[str, str], path: Path) -> Iterator[Path]:
    match value:
        case str():
            yield from _named(design, start, value, wanted, path)
        case list():
            for index, item in enumerate(value):
                if isinstance(item, str | list):
                    yield from _ids(design, start, item, wanted, (*path, index))
        case dict():
            for key in value:
                yield from _named(design, start, key, wanted, (*path, key))
        case _:
            return


def _named(design: Design, start: Start, path_text: str, wanted: tuple[str, str], path: Path) -> Iterator[Path]:
    if _passes(design, start, path_text, *wanted):
        yield path


def _texts(design: Design, start: Start, member: str, text: str, wanted: tuple[str, str], path: Path) -> Iterator[Path]:
    found: set[str] = set(paths(text))
    if member in FORMULA_MEMBERS:
        try:
            found |= {".".join(one) for one in formula.paths(formula.parse(text))}
        except Invalid:
            return
    if any(_passes(design, start, one, *wanted) for one in found):
        yield path


def _passes(design: Design, start: Start, path: str, entity: str, field: str) -> bool:
    """Whether a path goes through or ends at the field; a column of a sub-table is named `table.column`."""
    found = resolve(design, start, path)
    if not isinstance(found, Resolved):
        return False
    return any(
        step.at.entity == entity
        and (step.field.id if step.at.table is None else f"{step.at.table}.{step.field.id}") == field
        for step in found.steps
    )
