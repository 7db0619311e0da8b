"""Files that hang on decisions: whoever may see the run may see them."""

from dataclasses import dataclass

from dougong.kernel.problem import Refusal
from dougong.kernel.record_ports import FileRights, Place
from dougong.kernel.workspace import Principal
from dougong.process.task_documents import TaskDocuments

RUN = "run"
"""Stands for the entity where a file hangs on a run; entities' own ids begin with ent_."""

DECISION = "decision"


@dataclass(frozen=True, slots=True)
class RunFiles:
    """Who may see a file: for those of runs the run decides, for all others the record."""

    records: FileRights
    documents: TaskDocuments

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        """True if the principal may see now what the file hangs on."""
        if place.entity_id != RUN:
            return await self.records.may_read(principal, file_id, place)
        try:
            await self.documents.seen(principal, place.record_id)
        except Refusal:
            return False
        return True
