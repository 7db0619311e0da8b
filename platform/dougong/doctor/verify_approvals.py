"""`dougong verify-approvals`: proves the chain of every decision log, and says where one is broken."""

import sqlalchemy as sa
import typer

from dougong.kernel.settings import Settings
from dougong.process.proving import Proof, prove
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from dougong.storage.sqlite_functions import register
from dougong.storage.workspaces import workspaces

STATEMENT_SECONDS = 600.0


async def run(settings: Settings) -> int:
    """Prove the database of the settings; 0 if every chain is whole, 1 if not."""
    options = DriverOptions(statement_seconds=STATEMENT_SECONDS, application_name="dougong-verify")
    database = await open_database(settings.url, register, options)
    try:
        return report(await proofs(database))
    finally:
        await database.close()


async def proofs(database: Database) -> dict[str, Proof]:
    """The proof of each workspace by its name."""
    select = sa.select(workspaces.c.id, workspaces.c.name).order_by(workspaces.c.id)
    listed = await database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])
    return {f"{name} ({id})": await prove(database, str(id)) for id, name in listed}


def report(found: dict[str, Proof]) -> int:
    """Print what was proven and answer the exit status."""
    for workspace, proof in found.items():
        state = "ok" if not proof.broken else f"{len(proof.broken)} broken"
        typer.echo(f"{state:>12}  {proof.runs} runs, {proof.entries} decisions  {workspace}")
        for run_id, number in proof.broken.items():
            what = f"entry {number} does not fit" if number else "its run is gone"
            typer.echo(f"{'':14}run {run_id}: {what}")
    return 1 if any(one.broken for one in found.values()) else 0
