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

FIELD_MEMBERS = frozenset(
    {
        "field",
        "fields",
        "facts",
        "title",
        "uniques",
        "through",
        "rows",
        "material",
        "values",
        "flag",
        "follows",
        "lists",
    }
)
"""Members that name fields of the object's own entity by bare id."""

FORMULA_MEMBERS = frozenset({"expression", "formula"})


Mention = tuple[Start, str, Path]
"""Where a path of fields begins, the path, and where in the object's JSON it stands."""


def uses(design: Design, object_id: str, field_id: str | None = None) -> tuple[Use, ...]:
    """Every place that mentions an object or, with `field_id`, one field of an entity.

    Paths through links count for each field on the way. A mention inside the object itself counts for fields only.
    """
    if field_id is not None:
        return field_uses(design, object_id).get(field_id, ())
    found = {
        (id, ref.path)
        for id, one in design.objects.items()
        for ref in object_references(one)
        if ref.id == object_id and id != object_id
    }
    return _ordered(found)


def field_uses(design: Design, entity_id: str) -> dict[str, tuple[Use, ...]]:
    """Every place that mentions a field of the entity, by field; a column of a sub-table is named `table.column`."""
    found: dict[str, set[Use]] = {}
    for id, one in design.objects.items():
        for start, text, path in mentions(one):
            for field in _passed(design, start, text, entity_id):
                found.setdefault(field, set()).add((id, path))
    return {field: _ordered(some) for field, some in found.items()}


def _ordered(found: set[Use]) -> tuple[Use, ...]:
    return tuple(sorted(found, key=lambda use: (use[0], [str(part) for part in use[1]])))


def mentions(document: DesignObject) -> Iterator[Mention]:
    """Every mention of fields in an object, in whatever form; some may be found twice."""
    own = document.id if isinstance(document, Entity) else getattr(document, "entity", None)
    start = Start(own) if isinstance(own, str) else None
    for mention in paths_mentioned(document, start):
        if isinstance(mention, FieldReference):
            yield mention.start, mention.field, mention.path
            continue
        yield mention.start, mention.test.field, (*mention.path, "field")
        if isinstance(mention.test.value, dict):
            other = mention.test.value.get("field")
            if isinstance(other, str):
                yield mention.start, other, (*mention.path, "value", "field")
    yield from _bare(dump(document), start, ())


def _bare(value: Json, start: Start | None, path: Path) -> Iterator[Mention]:
    """Bare ids, formulas and templates in plain JSON; `start` is the entity whose fields are meant there."""
    if isinstance(value, dict):
        inner, kind, through = value.get("entity"), value.get("type"), value.get("through")
        if kind == "lookup" and start is not None:
            yield start, f"{through}.{value.get('field')}", (*path, "field")
            return
        if kind == "rollup" and start is not None and isinstance(value.get("rows"), str):
            column = ".".join(str(value[one]) for one in ("rows", "field") if value.get(one) is not None)
            yield start, column, (*path, "rows")
            return
        if kind == "rows" and start is not None and isinstance(value.get("rows"), str):
            # The columns that a print template shows of a sub-table are typed paths, which begin at its rows.
            yield start, str(value["rows"]), (*path, "rows")
            return
        if start is not None and isinstance(filled := value.get("columns"), list):
            for index, one in enumerate(filled):
                if isinstance(one, dict) and isinstance(one.get("column"), str):
                    yield start, f"{value.get('field')}.{one['column']}", (*path, "columns", index, "column")
        if kind == "sub_table" and start is not None and isinstance(totals := value.get("totals"), list):
            for index, id in enumerate(totals):
                yield start, f"{value.get('id')}.{id}", (*path, "totals", index)
        if isinstance(inner, str) and kind != "link":
            start = Start(inner)
        yield from _dict(value, start, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _bare(item, start, (*path, index))


def _dict(value: dict[str, Json], start: Start | None, path: Path) -> Iterator[Mention]:
    for member, inner in value.items():
        at = (*path, member)
        if start is not None and member in FIELD_MEMBERS:
            yield from _ids(start, inner, at)
        if start is not None and isinstance(inner, str):
            yield from _texts(start, member, inner, at)
        yield from _bare(inner, _inner_start(value, member, start), at)


def _inner_start(value: dict[str, Json], member: str, start: Start | None) -> Start | None:
    """Columns of a sub-table speak of their own row."""
    id = value.get("id")
    if member == "fields" and value.get("type") == "sub_table" and start is not None and isinstance(id, str):
        return Start(start.entity, id)
    return start


def _ids(start: Start, value: Json, path: Path) -> Iterator[Mention]:
    match value:
        case str():
            yield start, value, path
        case list():
            for index, item in enumerate(value):
                if isinstance(item, str | list):
                    yield from _ids(start, item, (*path, index))
        case dict():
            for key in value:
                yield start, key, (*path, key)
        case _:
            return


def _texts(start: Start, member: str, text: str, path: Path) -> Iterator[Mention]:
    found: set[str] = set(paths(text))
    if member in FORMULA_MEMBERS:
        try:
            found |= {".".join(one) for one in formula.paths(formula.parse(text))}
        except Invalid:
            return
    for one in sorted(found):
        yield start, one, path


def _passed(design: Design, start: Start, path: str, entity: str) -> set[str]:
    """The fields of the entity that a path goes through or ends at."""
    found = resolve(design, start, path)
    if not isinstance(found, Resolved):
        return set()
    return {
        step.field.id if step.at.table is None else f"{step.at.table}.{step.field.id}"
        for step in found.steps
        if step.at.entity == entity
    }
