"""Sample rows: checked when a package is read, made into records when it is installed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.entity import Entity
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.fields._values import moment_text
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.packages.format import Package, Samples

ANY_ID = "00000000-0000-7000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Setting:
    """What sample rows are made for: `records` maps row name → new record id, `files` path → file id, `people` and
    `departments` sample name → id; who is not there is the installer, and no department."""

    today: date
    now: datetime
    installer: str
    records: Mapping[str, str]
    files: Mapping[str, str]
    people: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)


def sample_row(row: Mapping[str, Json], setting: Setting) -> dict[str, Json]:
    """One sample row as raw JSON values by field id, ready for the write pipeline; its `id` is the new record's id."""
    values = {field: _cell(cell, setting) for field, cell in row.items() if field != "id"}
    return {"id": setting.records[str(row["id"])], **values}


def row_names(package: Package) -> dict[str, str]:
    """Row name → entity, over all entities of a package."""
    return {str(row.get("id")): entity for entity, samples in package.samples.items() for row in samples.rows}


def _cell(cell: Json, setting: Setting) -> Json:
    if isinstance(cell, list):
        return [_cell(inner, setting) for inner in cell]
    if not isinstance(cell, dict):
        return cell
    shift = timedelta(days=_whole(cell.get("days")), hours=_whole(cell.get("hours")))
    match cell:
        case {"sample": str(name)}:
            return setting.records[name]
        case {"file": str(path)}:
            return setting.files[path]
        case {"person": str(name)}:
            return setting.people.get(name, setting.installer)
        case {"department": str(name)}:
            return setting.departments.get(name)
        case {"token": "today"}:
            return (setting.today + shift).isoformat()
        case {"token": "now"}:
            return moment_text(setting.now + shift)
        case {"token": "installer"}:
            return setting.installer
        case _:
            return {member: _cell(inner, setting) for member, inner in cell.items()}


def _whole(raw: Json) -> int:
    return raw if isinstance(raw, int) else 0


def sample_problems(package: Package, samples: Samples, names: Mapping[str, str]) -> Iterator[Problem]:
    """Unknown fields, rows and files, and values that their fields refuse; `names` is what `row_names` answers."""
    entity = package.design.entity(samples.entity)
    if entity is None:
        yield Problem("design.entity.unknown", ("entity",), {"entity": samples.entity})
        return
    rows = [str(row.get("id")) for row in samples.rows]
    yield from duplicates(rows, "design.id.twice", "rows")
    for index, row in enumerate(samples.rows):
        if not isinstance(row.get("id"), str) or names.get(str(row["id"])) != entity.id:
            yield Problem("package.sample.name", ("rows", index, "id"))
        yield from (problem.under("rows", index) for problem in _row(package, entity, row, names))


def _row(package: Package, entity: Entity, row: Mapping[str, Json], names: Mapping[str, str]) -> Iterator[Problem]:
    for id, cell in row.items():
        if id == "id":
            continue
        field = entity.field(id)
        if field is None or (field.computed() and id != "owner"):
            yield Problem("design.field.unknown", (id,), {"field": id, "entity": entity.id})
        else:
            yield from (problem.under(id) for problem in _value(package, field, cell, names))
    for field in entity.fields:
        if field.required and row.get(field.id) is None:
            yield Problem("field.required", (field.id,), {"field": field.name})


def _value(package: Package, field: FieldSpec, cell: Json, names: Mapping[str, str]) -> Iterator[Problem]:
    for mention in _mentions(cell):
        match mention:
            case ("sample", name):
                target = field.entity if isinstance(field, Link) else ""
                if names.get(name) != target:
                    yield Problem("package.sample.row", (), {"row": name})
            case ("file", path):
                if path not in package.files:
                    yield Problem("package.sample.file", (), {"file": path})
            case ("person" | "department" as kind, name):
                known = package.people.people if kind == "person" else package.people.departments
                if field.type != kind or all(one.id != name for one in known):
                    yield Problem("package.sample.row", (), {"row": name})
            case _:
                yield Problem("package.sample.token", (), {"token": mention[1]})
    if cell is None:
        return
    if isinstance(field, SubTable):
        yield from _rows(package, field, cell, names)
        return
    try:
        field_type(field).parse(field, _stand_in(cell))
    except Invalid as error:
        yield from error.problems


def _rows(package: Package, table: SubTable, cell: Json, names: Mapping[str, str]) -> Iterator[Problem]:
    if not isinstance(cell, list) or not table.least <= len(cell) <= table.most:
        yield Problem("field.list.not_list")
        return
    columns = {one.id: one for one in table.fields}
    for index, row in enumerate(cell):
        for id, inner in row.items() if isinstance(row, dict) else ():
            column = columns.get(id)
            if column is None or column.computed():
                yield Problem("design.field.unknown", (index, id), {"field": id, "entity": table.id})
            else:
                yield from (problem.under(index, id) for problem in _value(package, column, inner, names))


TOKENS = frozenset({"today", "now", "installer"})


def _mentions(cell: Json) -> Iterator[tuple[str, str]]:
    match cell:
        case {"sample": str(name)}:
            yield "sample", name
        case {"file": str(path)}:
            yield "file", path
        case {"person": str(name)}:
            yield "person", name
        case {"department": str(name)}:
            yield "department", name
        case {"token": token, **rest}:
            shifts = all(isinstance(one, int) and abs(one) <= 4000 for one in rest.values())
            if token not in TOKENS or not shifts or not rest.keys() <= {"days", "hours"}:
                yield "token", str(token)[:60]
        case list():
            for inner in cell:
                yield from _mentions(inner) if not _is_row(inner) else ()
        case _:
            return


def _is_row(cell: Json) -> bool:
    return isinstance(cell, dict) and not cell.keys() & {"sample", "file", "token", "person", "department"}


def _stand_in(cell: Json) -> Json:
    """The cell with any id and any day in place of what installing puts in."""
    match cell:
        case {"sample": _} | {"file": _} | {"person": _} | {"department": _} | {"token": "installer"}:
            return ANY_ID
        case {"token": "today"}:
            return "2026-01-01"
        case {"token": "now"}:
            return "2026-01-01T00:00:00Z"
        case list():
            return [ANY_ID[:-3] + f"{index:03}" if isinstance(one, dict) else one for index, one in enumerate(cell)]
        case _:
            return cell
