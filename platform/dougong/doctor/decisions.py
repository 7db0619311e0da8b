"""Logs of decisions on approvals are as they were written: each chain of entries still leads to its head."""

from dougong.doctor.finding import Finding, Ward
from dougong.process.proving import prove

CHANGED = "decision.changed"


async def check(ward: Ward) -> list[Finding]:
    """The first entry of each run that does not fit the ones before it."""
    broken = (await prove(ward.database, ward.schema.workspace_id)).broken
    return [Finding(CHANGED, "decision_log", run_id, f"entry {number}") for run_id, number in broken.items()]
