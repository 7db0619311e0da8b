"""`dougong doctor`: every check on every workspace, a table of what was found, and 1 as exit status if anything was."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import sqlalchemy as sa
import typer

from dougong.doctor import computed, decisions, paths, references, stored_texts, story
from dougong.doctor.finding import Finding, Ward
from dougong.kernel.settings import Settings
from dougong.kernel.zone import clock_at
from dougong.storage.catalogue import load
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.second_wall import stands
from dougong.storage.sqlite_functions import register
from dougong.storage.workspaces import workspaces

Check = Callable[[Ward], Awaitable[list[Finding]]]
CHECKS: Mapping[str, Check] = {
    "links": references.check,
    "texts": stored_texts.check,
    "history and stages": story.check,
    "decisions": decisions.check,
    "computed fields": computed.check,
    "departments and reporting lines": paths.check,
    "search index": paths.check_index,
}
SAMPLE = 5_000
STATEMENT_SECONDS = 600.0
WALL_OFF = "one database role does everything, so row-level security holds nobody (DOUGONG_DATABASE_OWNER_URL)"
SHOWN = 20
"""Findings of one check that are written out; the number of all of them always is."""


async def run(settings: Settings, every_record: bool = False) -> int:
    """Examine the database of the settings; 0 if all is well, 1 if not.

    Formulas are worked out anew for the newest 5,000 records of an entity unless `every_record`.
    """
    options = DriverOptions(
        statement_seconds=STATEMENT_SECONDS, application_name="dougong-doctor", owner_url=settings.owner_url
    )
    database = await open_database(settings.url, register, options)
    try:
        sample = None if every_record else SAMPLE
        if database.dialect is Dialect.POSTGRESQL and not await stands(database):
            typer.echo(f"{'note':>12}  {WALL_OFF}")
        return await report(await examine(database, sample=sample))
    finally:
        await database.close()


async def examine(database: Database, *, sample: int | None = SAMPLE) -> dict[tuple[str, str], list[Finding]]:
    """Findings by (workspace, check); checks that found nothing have an empty list."""
    select = sa.select(workspaces.c.id, workspaces.c.name).order_by(workspaces.c.id)
    listed = await database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])
    results: dict[tuple[str, str], list[Finding]] = {}
    for id, name in listed:
        schema = await load(database, database.dialect, str(id))
        ward = Ward(database, schema, clock_at(await database.now(), schema.timezone), sample)
        for title, check in CHECKS.items():
            results[f"{name} ({id})", title] = await check(ward)
    return results


async def report(results: Mapping[tuple[str, str], Sequence[Finding]]) -> int:
    """Print the table and answer the exit status."""
    for (workspace, title), findings in results.items():
        typer.echo(f"{'ok' if not findings else f'{len(findings)} found':>12}  {title:<34}{workspace}")
        for one in findings[:SHOWN]:
            typer.echo(f"{'':14}{one.check}  {one.place}  {one.id}  {one.detail}".rstrip())
        if len(findings) > SHOWN:
            typer.echo(f"{'':14}… {len(findings) - SHOWN} more")
    return 1 if any(results.values()) else 0
