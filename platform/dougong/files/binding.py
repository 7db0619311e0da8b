"""What the write pipeline needs of files: which ids exist, and the steps that give them to a record."""

from collections.abc import Sequence
from datetime import datetime

from dougong.files.store import FileRows, StoredFile
from dougong.kernel.record_ports import Place
from dougong.storage.driver.port import Step


class FileBinding:
    """Facts and steps about files, for use inside a record's write."""

    def __init__(self, rows: FileRows) -> None:
        self._rows = rows

    async def existing(
        self, workspace_id: str, ids: Sequence[str], person_id: str | None, record_id: str | None
    ) -> dict[str, StoredFile]:
        """Those of the ids that this write may put into a field of the record.

        They are unbound uploads of the person (of anybody when None), or hang on this very record already. All others
        are as good as missing, so that nobody can claim a file by guessing its id.
        """
        found = await self._rows.some(workspace_id, ids) if ids else {}
        return {
            id: file
            for id, file in found.items()
            if (
                person_id in (None, file.uploaded_by)
                if file.place is None
                else record_id is not None and file.place.record_id == record_id
            )
        }

    def steps(
        self, workspace_id: str, ids: Sequence[str], place: Place, person_id: str | None, at: datetime
    ) -> list[Step]:
        """Steps for the write's own transaction; files that are bound already are left as they are."""
        return self._rows.bind_steps(workspace_id, ids, place, person_id, at)
