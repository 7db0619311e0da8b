"""Takes uploads in, hands contents out to those who may see them, and clears away what no record took."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from time import time
from typing import IO

from dougong.files.claims import LONGEST, meta, read_claims
from dougong.files.content_type import HEAD, PICTURES, content_type
from dougong.files.keeping import FileStore, NotKept
from dougong.files.multipart import PartHead
from dougong.files.names import shown_name
from dougong.files.pictures import Picture, Pictures
from dougong.files.store import FileRows, StoredFile
from dougong.kernel.clock import Clock
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.record_ports import FileRights
from dougong.kernel.workspace import Principal

LARGEST = 25 * 1024 * 1024
UNBOUND_FOR = timedelta(hours=24)
EXPIRED_AT_ONCE = 500

Parts = AsyncIterator[tuple[PartHead, bytes]]


@dataclass(slots=True)
class _Incoming:
    """What of an upload has arrived so far."""

    path: Path
    largest: int
    name: str = ""
    seen: bool = False
    size: int = 0
    head: bytes = b""
    claims: bytes = b""
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    async def take(self, file: IO[bytes], part: PartHead, piece: bytes) -> None:
        """One piece of one part, in the order of arrival."""
        match part.name:
            case "file":
                if not piece and self.seen and self.name != part.declared:
                    raise refuse(422, "upload.part", ("file",), name="file")
                self.name, self.seen = part.declared, True
                self.size += len(piece)
                if self.size > self.largest:
                    raise refuse(413, "upload.large", ("file",), megabytes=self.largest // 1024 // 1024)
                if len(self.head) < HEAD:
                    self.head += piece[: HEAD - len(self.head)]
                self.digest.update(piece)
                await asyncio.to_thread(file.write, piece)
            case "claims":
                self.claims += piece
                if len(self.claims) > LONGEST:
                    raise refuse(422, "upload.claims", ("claims",))
            case other:
                raise refuse(422, "upload.part", name=other[:60])


class Files:
    """Everything that other parts do with files. `incoming` is a local folder for uploads on their way."""

    def __init__(
        self,
        rows: FileRows,
        store: FileStore,
        rights: FileRights,
        clock: Clock,
        incoming: Path,
        *,
        largest: int = LARGEST,
        pictures: Pictures | None = None,
    ) -> None:
        self._rows = rows
        self._store = store
        self._rights = rights
        self._clock = clock
        self._incoming = incoming
        self._largest = largest
        self._pictures = pictures or Pictures()

    @property
    def largest(self) -> int:
        """The most bytes that one upload may have."""
        return self._largest

    async def receive(self, principal: Principal, parts: Parts) -> StoredFile:
        """Take one upload in: part `file`, and optionally `claims` (JSON). The answer is durable and unbound."""
        file_id = new_id()
        await asyncio.to_thread(self._incoming.mkdir, mode=0o700, parents=True, exist_ok=True)
        place = self._incoming / file_id
        try:
            arrived = await self._arrive(place, parts)
            return await self._keep(principal, file_id, arrived)
        finally:
            for left in (place, place.with_suffix(".clean"), place.with_suffix(".thumbnail")):
                with contextlib.suppress(FileNotFoundError):
                    left.unlink()

    async def again(self, principal: Principal, file: StoredFile) -> StoredFile:
        """One more unbound upload with the content of a file that was taken in before."""
        copy = replace(file, id=new_id(), uploaded_by=principal.person_id, uploaded_at=self._clock.now(), place=None)
        await asyncio.to_thread(self._incoming.mkdir, mode=0o700, parents=True, exist_ok=True)
        for ending in ("", ".thumbnail"):
            with contextlib.suppress(NotKept):
                place = self._incoming / f"{copy.id}{ending}"
                await self._copied(f"{file.id}{ending}", place)
                await self._store.put(place.name, place)
        await self._rows.add(principal.workspace_id, copy)
        return copy

    async def _copied(self, name: str, place: Path) -> None:
        with await asyncio.to_thread(place.open, "wb") as target:
            try:
                async for part in self._store.open(name):
                    await asyncio.to_thread(target.write, part)
            except NotKept:
                await asyncio.to_thread(place.unlink)
                raise

    async def readable(self, principal: Principal, ids: Sequence[str]) -> list[StoredFile]:
        """Those of the files that the principal may see, in the order asked for."""
        found = await self._rows.some(principal.workspace_id, ids)
        return [found[id] for id in ids if id in found and await self._may_read(principal, found[id])]

    async def one(self, principal: Principal, file_id: str) -> StoredFile:
        """A file that the principal may see. Refuses 404 `file.unknown`, for hidden and missing ones alike."""
        found = await self.readable(principal, [file_id])
        if not found:
            raise refuse(404, "file.unknown")
        return found[0]

    async def content(self, file: StoredFile, *, thumbnail: bool = False) -> AsyncIterator[bytes]:
        """The content, already begun: NotKept becomes 404 before anything is sent."""
        parts = self._store.open(f"{file.id}.thumbnail" if thumbnail else file.id)
        try:
            first = await anext(parts, b"")
        except NotKept:
            raise refuse(404, "file.unknown") from None
        return _again(first, parts)

    async def discard(self, principal: Principal, file_id: str) -> None:
        """Take back an own upload that no record took yet. Refuses 404, and 409 `file.bound`."""
        file = await self.one(principal, file_id)
        if file.place is not None or not await self._rows.remove_unbound(principal.workspace_id, file_id):
            raise refuse(409, "file.bound")
        await self._forget(file_id)

    async def expire(self) -> int:
        """Housekeeping: remove uploads that no record took within 24 hours; answers how many."""
        removed = 0
        for workspace_id, file_id in await self._rows.expired(self._clock.now() - UNBOUND_FOR, EXPIRED_AT_ONCE):
            # A record may take the file between the two statements; then it stays.
            if await self._rows.remove_unbound(workspace_id, file_id):
                await self._forget(file_id)
                removed += 1
        await asyncio.to_thread(_sweep, self._incoming)
        return removed

    async def _may_read(self, principal: Principal, file: StoredFile) -> bool:
        if file.place is None:
            return file.uploaded_by == principal.person_id
        return await self._rights.may_read(principal, file.id, file.place)

    async def _arrive(self, place: Path, parts: Parts) -> _Incoming:
        incoming = _Incoming(place, self._largest)
        with await asyncio.to_thread(place.open, "xb") as file:
            async for part, piece in parts:
                await incoming.take(file, part, piece)
        if not incoming.seen or not incoming.size:
            raise refuse(422, "upload.empty", ("file",))
        return incoming

    async def _keep(self, principal: Principal, file_id: str, arrived: _Incoming) -> StoredFile:
        name = shown_name(arrived.name)
        kind = content_type(arrived.head, name)
        claims = read_claims(arrived.claims)
        picture, kept = None, arrived.path
        if kind in PICTURES:
            picture, kept = await self._cleaned(file_id, arrived.path)
        size = (await asyncio.to_thread(kept.stat)).st_size
        file = StoredFile(
            id=file_id,
            name=name,
            type=kind,
            size=size,
            sha256=arrived.digest.hexdigest(),
            uploaded_by=principal.person_id,
            uploaded_at=self._clock.now(),
            meta=meta(claims, picture),
            place=None,
        )
        await self._store.put(file_id, kept)
        try:
            await self._rows.add(principal.workspace_id, file)
        except BaseException:
            await asyncio.shield(self._forget(file_id))
            raise
        return file

    async def _cleaned(self, file_id: str, path: Path) -> tuple[Picture, Path]:
        clean, thumbnail = path.with_suffix(".clean"), path.with_suffix(".thumbnail")
        picture = await self._pictures.clean(path, clean, thumbnail)
        await self._store.put(f"{file_id}.thumbnail", thumbnail)
        rewritten = await asyncio.to_thread(clean.exists)
        return picture, clean if rewritten else path

    async def _forget(self, file_id: str) -> None:
        await self._store.delete(file_id)
        await self._store.delete(f"{file_id}.thumbnail")


def _sweep(incoming: Path) -> None:
    """Remove what a process left half-way when it was killed; its age is by the disk's clock."""
    for path in incoming.iterdir() if incoming.exists() else ():
        with contextlib.suppress(FileNotFoundError):
            if time() - path.stat().st_mtime > UNBOUND_FOR.total_seconds():
                path.unlink()


async def _again(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in rest:
        yield part
