"""Whoever rewrites decisions with their chain is found by signed checkpoints, and so is whoever rewrites those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.doctor.verify_approvals import proofs, report
from dougong.kernel.settings import Settings, approval_key, has_approval_key
from dougong.kernel.signing import Signer
from dougong.process.checkpoint_proof import Fault, prove_checkpoints
from dougong.process.checkpoints import WITNESS, Checkpoints, Seal, Witness
from dougong.process.proving import entry_of, prove
from dougong.process.tables import checkpoint_heads, checkpoints
from dougong.storage.driver.port import Database
from dougong_engine.approvals.checkpoint import Checkpoint, Head, root, seal
from dougong_engine.approvals.log import chain
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works, decision_log, runs

OURS, FOREIGN = Signer(lambda: b"our own key, long enough to sign with"), Signer(lambda: b"somebody else's key")


@dataclass
class Sealing:
    """A company whose decisions were sealed twice: after two of them and after the third."""

    works: Works
    checkpoints: Checkpoints
    run: str

    @property
    def database(self) -> Database:
        return self.works.database

    async def damage(self, *statements: Any) -> None:
        """What somebody does who may write to the database."""

        def work(connection: sa.Connection) -> None:
            for one in statements:
                assert connection.execute(one).rowcount

        await self.database.run_sync(work)

    async def faults(self, signer: Signer | None = OURS) -> tuple[Fault, ...]:
        workspace = self.works.office.workspace_id
        last = self.checkpoints.witness.seals().get(workspace)
        return (await prove_checkpoints(self.database, workspace, signer, last)).faults

    async def rewrite(self, lines: Sequence[dict[str, Any]]) -> None:
        """Puts these entries there with a chain and a run's row that fit them."""
        head = ""
        statements: list[Any] = [sa.delete(decision_log).where(decision_log.c.run_id == self.run)]
        for number, line in enumerate(lines, start=1):
            entry = {**line["entry"], "number": number}
            head = chain(head, entry_of(line["at"], entry))
            row = {**line, "number": number, "entry": entry, "act": entry["act"], "by": entry["by"], "head": head}
            statements.append(sa.insert(decision_log).values(row))
        statements.append(sa.update(runs).where(runs.c.id == self.run).values(entries=len(lines), head=head))
        await self.damage(*statements)
        assert (await prove(self.database, self.works.office.workspace_id)).broken == {}, "the chain alone is content"

    async def lines(self) -> list[dict[str, Any]]:
        return sorted(await self.works.rows(decision_log), key=lambda one: int(one["number"]))


@pytest.fixture
async def sealing(database: Database, tmp_path: Path) -> Sealing:  # noqa: F811
    works = await contract_office(database)
    await submitted(works)
    await works.act("gina", "approve", comment="同意")
    made = Checkpoints(database, OURS, Witness(tmp_path / WITNESS))
    assert await made.seal(works.clock.now()) == 1
    await works.act("finn", "approve")
    assert await made.seal(works.clock.now() + timedelta(hours=1)) == 1
    (run,) = await works.rows(runs)
    return Sealing(works, made, str(run["id"]))


async def test_checkpoints_are_made_where_something_was_decided_and_proven(
    sealing: Sealing, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await sealing.checkpoints.seal(sealing.works.clock.now() + timedelta(hours=2)) == 0
    first, second = sorted(await sealing.works.rows(checkpoints), key=lambda one: int(one["number"]))
    assert (first["before"], second["heads"]) == ("", 1)
    assert [one["entries"] for one in await sealing.works.rows(checkpoint_heads)] == [2, 3]
    assert await sealing.faults() == ()
    assert report(await proofs(sealing.database, OURS, sealing.checkpoints.witness)) == 0
    assert "3 decisions, 2 checkpoints" in capsys.readouterr().out


async def test_an_entry_changed_with_its_chain_is_named(sealing: Sealing, capsys: pytest.CaptureFixture[str]) -> None:
    lines = await sealing.lines()
    lines[1]["entry"] = {**lines[1]["entry"], "act": "reject"}
    await sealing.rewrite(lines)
    assert await sealing.faults() == (Fault(1, "entry", sealing.run, 2), Fault(2, "entry", sealing.run, 3))
    assert report(await proofs(sealing.database, OURS, sealing.checkpoints.witness)) == 1
    assert f"checkpoint 1 saw another entry 2 in run {sealing.run}" in capsys.readouterr().out


async def test_an_entry_deleted_with_its_chain_rebuilt_is_named(sealing: Sealing) -> None:
    await sealing.rewrite((await sealing.lines())[:2])
    assert await sealing.faults() == (Fault(2, "entry", sealing.run, 3),)
    await sealing.rewrite((await sealing.lines())[1:])
    assert (await sealing.faults())[0] == Fault(1, "entry", sealing.run, 2)


async def test_a_removed_checkpoint_is_named_also_the_last_one(sealing: Sealing) -> None:
    for number in (1, 2):
        rows = await sealing.works.rows(checkpoints, number=number)
        await sealing.damage(sa.delete(checkpoints).where(checkpoints.c.number == number))
        assert await sealing.faults() == (Fault(number, "missing"),)
        await sealing.damage(sa.insert(checkpoints).values(rows[0]))
    await sealing.damage(sa.delete(checkpoints))
    assert await sealing.faults() == (Fault(1, "missing"),)


async def test_heads_taken_away_or_changed_are_named(sealing: Sealing) -> None:
    first = checkpoint_heads.c.number == 1
    await sealing.damage(sa.update(checkpoint_heads).where(first).values(head="00"))
    assert Fault(1, "heads") in await sealing.faults()
    await sealing.damage(sa.delete(checkpoint_heads).where(first))
    assert await sealing.faults() == (Fault(1, "heads"),)


async def test_a_foreign_signature_is_named_whatever_it_signs(sealing: Sealing) -> None:
    """Entries, chain, heads and checkpoint are all rewritten so that they fit; only the key is lacking."""
    await sealing.rewrite((await sealing.lines())[:2])
    workspace = sealing.works.office.workspace_id
    (row,) = await sealing.works.rows(checkpoints, number=2)
    (line,) = await sealing.works.rows(decision_log, number=2)
    head = Head(sealing.run, 2, str(line["head"]))
    forged = Checkpoint(workspace, 2, row["at"], 1, root([head]), str(row["before"]))
    signature = FOREIGN.sign(forged.text())
    second = checkpoints.c.number == 2
    await sealing.damage(
        sa.delete(checkpoint_heads),
        sa.insert(checkpoint_heads).values(
            workspace_id=workspace, run_id=sealing.run, entries=2, number=2, head=head.head
        ),
        sa.update(checkpoints).where(second).values(root=forged.root, signature=signature),
    )
    sealing.checkpoints.witness.remember(workspace, Seal(2, seal(forged, signature)))
    found = await sealing.faults()
    assert Fault(2, "signature") in found
    assert Fault(1, "heads") in found
    assert {one.number for one in await sealing.faults(FOREIGN) if one.what == "signature"} == {1}
    assert Fault(1, "key") in await sealing.faults(None)


@pytest.mark.parametrize("damage", ["removed", "forged"])
async def test_what_was_tampered_with_is_never_signed_over(sealing: Sealing, damage: str) -> None:
    if damage == "removed":
        await sealing.damage(sa.delete(checkpoints), sa.delete(checkpoint_heads))
    else:
        sealing.checkpoints.witness.path.unlink()
        last = checkpoints.c.number == 2
        await sealing.damage(sa.update(checkpoints).where(last).values(signature="00"), sa.delete(checkpoint_heads))
    witness = sealing.checkpoints.witness.seals()
    assert await sealing.checkpoints.seal(sealing.works.clock.now() + timedelta(hours=2)) == 0
    assert sealing.checkpoints.witness.seals() == witness
    assert await sealing.faults() != ()


async def test_a_witness_that_lags_by_a_crash_is_no_fault(sealing: Sealing) -> None:
    workspace = sealing.works.office.workspace_id
    sealing.checkpoints.witness.path.unlink()
    assert await sealing.faults() == ()
    await sealing.damage(sa.update(checkpoints).where(checkpoints.c.number == 2).values(signature="zz"))
    sealing.checkpoints.witness.remember(workspace, Seal(2, "what it was"))
    assert await sealing.faults() == (Fault(2, "missing"), Fault(2, "signature"))


def test_the_key_lies_in_the_data_folder_for_its_owner_only_and_is_its_own(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert not has_approval_key(settings)
    key = approval_key(settings)
    assert has_approval_key(settings)
    assert approval_key(settings) == key
    assert (tmp_path / "approvals.key").stat().st_mode & 0o777 == 0o600
    given = Settings.model_validate({"data_dir": tmp_path, "approval_key": "k" * 32})
    assert approval_key(given) == b"k" * 32


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_the_root_follows_every_leaf_and_no_order(count: int) -> None:
    heads = [Head(f"r{number}", number, f"h{number}") for number in range(count)]
    whole = root(heads)
    assert root(list(reversed(heads))) == whole
    for place in range(count):
        changed = [*heads[:place], Head(heads[place].run, 99, heads[place].head), *heads[place + 1 :]]
        assert root(changed) != whole
        assert root([*heads[:place], *heads[place + 1 :]]) != whole
