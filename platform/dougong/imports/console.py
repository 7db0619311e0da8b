"""`dougong import`: the importer of the browser, at the console, as the workspace's first administrator."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from pydantic import ValidationError

from dougong.imports.parts import Imports
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.records.showing import PrincipalOf
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from dougong_engine.imports.mapping import Mapping as ImportMapping

FIRST_ADMIN = (
    sa.select(people.c.workspace_id, people.c.id)
    .where(people.c.admin, people.c.active)
    .order_by(people.c.created_at, people.c.id)
    .limit(sa.literal_column("1"))
)
SHOWN = 20


async def run(
    imports: Imports,
    principal: Principal,
    file: Path,
    entity: str,
    mapping: Path | None,
    historical: bool,
    say: Callable[[str], None],
) -> int:
    """Import a file, saying what was found; answers 1 if rows were refused. Without a mapping the guessed one holds."""
    job = await imports.importing.take(principal, entity, file, file.name)
    if mapping is not None:
        job = await imports.importing.map(principal, job.id, _mapping(mapping))
    say(f"{file.name} → {entity}: {job.total} 行 rows, {len(job.columns)} 列 columns")
    for one in job.mapping.columns:
        say(f"  {one.column} → {one.field}" + ("" if one.take == "value" else f" ({one.take})"))
    report = await imports.importing.check(principal, job.id, historical=historical)
    for line in _found(report):
        say(line)
    await imports.importing.run(principal, job.id, historical=historical)
    await imports.runner.work(take_over=True)
    shown = await imports.importing.shown(principal, await imports.importing.get(principal, job.id))
    progress = shown["progress"]
    say(f"导入 imported {progress['done']}, 未导入 refused {progress['refused']} ({shown['status']}, {job.id})")
    if shown["error"] is not None:
        say(f"  {shown['error']['title']}")
    return 0 if shown["status"] == "done" and not progress["refused"] else 1


async def first_admin(database: Database, people_now: PrincipalOf) -> Principal:
    """Who runs the console; refuses (409) before the first start."""
    rows = await database.fetch(compile_statement(FIRST_ADMIN, database.dialect), {})
    principal = await people_now.principal_of(str(rows[0][0]), str(rows[0][1])) if rows else None
    if principal is None:
        raise refuse(409, "import.no_workspace")
    return principal


def _mapping(path: Path) -> ImportMapping:
    try:
        return ImportMapping.model_validate(orjson.loads(path.read_bytes()))
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise refuse(422, "import.mapping.malformed", reason=str(error).splitlines()[0]) from None


def _found(report: Mapping[str, Any]) -> list[str]:
    """The report in lines."""
    lines = [f"  {one['column']}: {one['count']} 空 empty" for one in report["empty"]]
    lines += [
        f"  {one['column']} → {one['field']}: {one['order']}"
        for one in report["notes"].get("dates", [])
        if one["order"]
    ]
    for one in report["unmatched"][:SHOWN]:
        near = ", ".join(str(other["title"]) for other in one["nearest"])
        lines.append(
            f"  {one['column']}: “{one['value']}” × {one['count']} 未匹配 unmatched" + (f" → {near}?" * bool(near))
        )
    lines += [f"  {one['column']} {one['code']} × {one['count']}" for one in report["totals"]]
    return lines
