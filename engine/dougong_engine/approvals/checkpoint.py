"""What a checkpoint says of all decision logs together: one digest over their heads, chained to the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dougong_engine.approvals.log import digest
from dougong_engine.document import Json


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a run's decision log: the number of its last entry and the digest after it."""

    run: str
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The heads of a workspace's logs that grew since the checkpoint before; `before` is the seal of that one.

    `number` starts at 1, `at` is aware UTC, `root` the Merkle root of the `heads` heads in the order of their runs.
    """

    workspace: str
    number: int
    at: datetime
    heads: int
    root: str
    before: str

    def text(self) -> str:
        """What is signed."""
        return digest([self.workspace, self.number, self.at.isoformat(), self.heads, self.root, self.before])


def seal(checkpoint: Checkpoint, signature: str) -> str:
    """What the next checkpoint is chained to: this one with its signature."""
    return digest([checkpoint.text(), signature])


def root(heads: Sequence[Head]) -> str:
    """The Merkle root of heads in the order of their runs; leaves and inner nodes are never mistaken for each other."""
    ordered = sorted(heads, key=lambda one: one.run)
    level = [digest(["leaf", one.run, one.entries, one.head]) for one in ordered]
    while len(level) > 1:
        pairs: list[list[Json]] = [[*level[at : at + 2]] for at in range(0, len(level), 2)]
        level = [digest(["node", *pair]) for pair in pairs]
    return level[0] if level else ""
