"""Checks an entity: ids, keys, title, defaults, unique sets, links and gates."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dougong_engine.design.checks.condition import literal_problems
from dougong_engine.design.entity import SYSTEM_IDS, TAKEN_KEYS, Entity, Evidence, Gate
from dougong_engine.design.objects import Design
from dougong_engine.design.references import OBJECT_ID
from dougong_engine.design.resolve import Start, field_at
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.file import File
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.photo import Photo
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind, Storage

FIELD_LIMIT = 500
OPTION_LIMIT = 500

TITLES = frozenset({Storage.TEXT, Storage.INTEGER, Storage.DECIMAL, Storage.DATE, Storage.MOMENT})
UNIQUES = frozenset({*TITLES, Storage.UUID, Storage.BOOLEAN})


def check_entity(design: Design, entity: Entity) -> Iterator[Problem]:
    """What is wrong inside one entity; conditions and formulas are checked elsewhere."""
    yield from _fields(design, entity, entity.fields, Start(entity.id), "fields")
    yield from duplicates((one.id for one in entity.checks), "design.id.twice", "checks")
    yield from duplicates((one.id for one in entity.gates), "design.id.twice", "gates")
    title = entity.field(entity.title)
    if title is None:
        yield Problem("design.field.unknown", ("title",), {"field": entity.title, "entity": entity.id})
    elif title.storage() not in TITLES:
        yield Problem("design.entity.title_type", ("title",), {"field": title.id, "type": title.type})
    for index, field in enumerate(entity.fields):
        if isinstance(field, Choice | MultiChoice):
            yield from (problem.under("fields", index) for problem in _follows(entity, field))
    for index, fields in enumerate(entity.uniques):
        yield from _unique(entity, fields, index)
    for index, check in enumerate(entity.checks):
        for position, id in enumerate(check.fields):
            if entity.field(id) is None:
                params = {"field": id, "entity": entity.id}
                yield Problem("design.field.unknown", ("checks", index, "fields", position), params)
    for index, gate in enumerate(entity.gates):
        yield from (problem.under("gates", index) for problem in _gate(design, entity, gate))


def duplicates(ids: Iterable[str], code: str, *path: str | int) -> Iterator[Problem]:
    """One problem for each id that occurs more than once."""
    for id, count in sorted(Counter(ids).items()):
        if count > 1:
            yield Problem(code, path, {"id": id})


def _fields(
    design: Design, entity: Entity, fields: tuple[FieldSpec, ...], start: Start, *path: str | int
) -> Iterator[Problem]:
    if len(fields) > FIELD_LIMIT:
        yield Problem("design.entity.too_many_fields", path, {"limit": FIELD_LIMIT, "count": len(fields)})
    yield from duplicates((one.id for one in fields), "design.id.twice", *path)
    yield from duplicates((one.key for one in fields), "design.key.twice", *path)
    for index, field in enumerate(fields):
        at = (*path, index)
        yield from (problem.under(*at) for problem in _field(design, field, start))
        if isinstance(field, SubTable):
            if start.table is not None:
                yield Problem("design.sub_table.nested", at, {"field": field.id})
            else:
                inner = Start(entity.id, field.id)
                yield from _fields(design, entity, field.fields, inner, *at, "fields")
                yield from (problem.under(*at) for problem in _totals(field))


def _totals(table: SubTable) -> Iterator[Problem]:
    numbers = {column.id for column in table.fields if column.kind() is Kind.NUMBER}
    yield from duplicates(table.totals, "design.id.twice", "totals")
    for index, id in enumerate(table.totals):
        if id not in numbers:
            yield Problem("design.sub_table.totals", ("totals", index), {"field": id})


def _field(design: Design, field: FieldSpec, start: Start) -> Iterator[Problem]:
    if OBJECT_ID.fullmatch(field.id):
        yield Problem("design.id.reserved", ("id",), {"id": field.id})
    if field.id in SYSTEM_IDS:
        yield Problem("design.id.reserved", ("id",), {"id": field.id})
    if field.key in TAKEN_KEYS:
        yield Problem("design.key.reserved", ("key",), {"key": field.key})
    if field.unique and (field.storage() not in UNIQUES or start.table is not None):
        yield Problem("design.field.not_unique_type", ("unique",), {"field": field.id, "type": field.type})
    if field.computed() and (field.required or field.default is not None):
        yield Problem("design.field.computed_setting", (), {"field": field.id})
    if start.table is not None and isinstance(field, Choice | MultiChoice) and field.follows is not None:
        yield Problem("design.choice.follows", ("follows",), {"field": field.id, "follows": field.follows})
    if not field.computed():
        yield from literal_problems(field, field.default, "default")
    yield from _settings(design, field)


def _settings(design: Design, field: FieldSpec) -> Iterator[Problem]:
    match field:
        case Choice() | MultiChoice():
            if len(field.options) > OPTION_LIMIT:
                yield Problem("design.field.too_many_options", ("options",), {"limit": OPTION_LIMIT})
            yield from duplicates((one.id for one in field.options), "design.id.twice", "options")
            for index, option in enumerate(field.options):
                if OBJECT_ID.fullmatch(option.id):
                    yield Problem("design.id.reserved", ("options", index, "id"), {"id": option.id})
        case Link() if design.entity(field.entity) is None:
            yield Problem("design.entity.unknown", ("entity",), {"entity": field.entity})
        case Photo() | File() | SubTable() if field.least > field.most:
            yield Problem("design.field.bounds", ("least",), {"least": field.least, "most": field.most})
        case _:
            low, high = getattr(field, "min", None), getattr(field, "max", None)
            if low is not None and high is not None and low > high:
                yield Problem("design.field.bounds", ("min",), {"least": str(low), "most": str(high)})


def _follows(entity: Entity, field: Choice | MultiChoice) -> Iterator[Problem]:
    """A choice follows another single choice of the record, in no ring, and names only options of that."""
    followed = None if field.follows is None else entity.field(field.follows)
    if field.follows is not None and (not isinstance(followed, Choice) or field.id in _leaders(entity, followed)):
        yield Problem("design.choice.follows", ("follows",), {"field": field.id, "follows": field.follows})
    known = {option.id for option in followed.options} if isinstance(followed, Choice) else set()
    for index, option in enumerate(field.options):
        for position, id in enumerate(option.under):
            if id not in known:
                yield Problem("design.choice.under", ("options", index, "under", position), {"option": id})


def _leaders(entity: Entity, first: Choice) -> set[str]:
    """The choice and all that it follows in turn."""
    found: set[str] = set()
    here: FieldSpec | None = first
    while isinstance(here, Choice) and here.id not in found:
        found.add(here.id)
        here = entity.field(here.follows) if here.follows is not None else None
    return found


def _unique(entity: Entity, fields: tuple[str, ...], index: int) -> Iterator[Problem]:
    if not fields:
        yield Problem("design.unique.empty", ("uniques", index))
    yield from duplicates(fields, "design.id.twice", "uniques", index)
    for position, id in enumerate(fields):
        at = ("uniques", index, position)
        field = entity.field(id)
        if field is None:
            yield Problem("design.field.unknown", at, {"field": id, "entity": entity.id})
        elif field.storage() not in UNIQUES:
            yield Problem("design.field.not_unique_type", at, {"field": id, "type": field.type})


def _gate(design: Design, entity: Entity, gate: Gate) -> Iterator[Problem]:
    field = entity.field(gate.field)
    if not isinstance(field, Choice):
        code = "design.field.unknown" if field is None else "design.gate.not_choice"
        yield Problem(code, ("field",), {"field": gate.field, "entity": entity.id})
        return
    if not gate.stages:
        yield Problem("design.gate.empty", ("stages",))
    yield from duplicates((stage.option for stage in gate.stages), "design.id.twice", "stages")
    known = {option.id for option in field.options}
    for index, stage in enumerate(gate.stages):
        at = ("stages", index)
        if stage.option not in known:
            params = {"option": stage.option, "field": field.id}
            yield Problem("design.option.unknown", (*at, "option"), params)
        yield from duplicates((one.id for one in stage.evidence), "design.id.twice", *at, "evidence")
        for number, evidence in enumerate(stage.evidence):
            found = _evidence(design, entity, evidence)
            yield from (problem.under(*at, "evidence", number) for problem in found)


def _evidence(design: Design, entity: Entity, evidence: Evidence) -> Iterator[Problem]:
    match evidence.kind:
        case "filled" | "files":
            field = entity.field(evidence.field or "")
            if field is None:
                params = {"field": evidence.field or "", "entity": entity.id}
                yield Problem("design.field.unknown", ("field",), params)
            elif evidence.kind == "files" and not isinstance(field, File | Photo):
                yield Problem("design.evidence.not_files", ("field",), {"field": field.id, "type": field.type})
        case "records":
            if design.entity(evidence.entity or "") is None:
                yield Problem("design.entity.unknown", ("entity",), {"entity": evidence.entity or ""})
                return
            through = field_at(design, Start(evidence.entity or ""), evidence.through or "")
            if not isinstance(through, Link) or through.entity != entity.id:
                yield Problem("design.evidence.through", ("through",), {"field": evidence.through or ""})
        case "condition":
            if evidence.where is None:
                yield Problem("design.evidence.no_condition", ("where",))
