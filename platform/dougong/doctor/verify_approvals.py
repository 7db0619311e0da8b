"""`dougong verify-approvals`: proves every decision log and its signed checkpoints, and says where one is broken."""

from collections.abc import Mapping

import sqlalchemy as sa
import typer

from dougong.kernel.settings import Settings, approval_key, has_approval_key
from dougong.kernel.signing import Signer
from dougong.process.checkpoint_proof import Fault, Sealed, What, prove_checkpoints
from dougong.process.checkpoints import WITNESS, Witness
from dougong.process.proving import Proof, prove
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from dougong.storage.sqlite_functions import register
from dougong.storage.workspaces import workspaces

STATEMENT_SECONDS = 600.0
FAULTS: Mapping[What, str] = {
    "missing": "checkpoint {number} was removed or changed",
    "signature": "checkpoint {number} was not signed by this installation",
    "heads": "checkpoint {number}: its heads were changed",
    "entry": "checkpoint {number} saw another entry {entry} in run {run}",
    "key": "the key that signed the checkpoints is not here (approvals.key or DOUGONG_APPROVAL_KEY)",
}


async def run(settings: Settings) -> int:
    """Prove the database of the settings; 0 if every chain and checkpoint is whole, 1 if not."""
    signer = Signer(lambda: approval_key(settings)) if has_approval_key(settings) else None
    witness = Witness(settings.data_dir / WITNESS)
    options = DriverOptions(statement_seconds=STATEMENT_SECONDS, application_name="dougong-verify")
    database = await open_database(settings.url, register, options)
    try:
        return report(await proofs(database, signer, witness))
    finally:
        await database.close()


async def proofs(database: Database, signer: Signer | None, witness: Witness) -> dict[str, tuple[Proof, Sealed]]:
    """The proof of each workspace, of its logs and of its checkpoints, by its name."""
    select = sa.select(workspaces.c.id, workspaces.c.name).order_by(workspaces.c.id)
    listed = await database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])
    known = witness.seals()
    found: dict[str, tuple[Proof, Sealed]] = {}
    for id, name in listed:
        sealed = await prove_checkpoints(database, str(id), signer, known.get(str(id)))
        found[f"{name} ({id})"] = await prove(database, str(id)), sealed
    return found


def report(found: Mapping[str, tuple[Proof, Sealed]]) -> int:
    """Print what was proven and answer the exit status."""
    for workspace, (proof, sealed) in found.items():
        count = len(proof.broken) + len(sealed.faults)
        state = f"{count} broken" if count else "ok"
        told = f"{proof.runs} runs, {proof.entries} decisions, {sealed.checkpoints} checkpoints"
        typer.echo(f"{state:>12}  {told}  {workspace}")
        for run_id, number in proof.broken.items():
            what = f"entry {number} does not fit" if number else "its run is gone"
            typer.echo(f"{'':14}run {run_id}: {what}")
        for fault in sealed.faults:
            typer.echo(f"{'':14}{_sentence(fault)}")
    return 1 if any(proof.broken or sealed.faults for proof, sealed in found.values()) else 0


def _sentence(fault: Fault) -> str:
    return FAULTS[fault.what].format(number=fault.number, run=fault.run, entry=fault.entry)
