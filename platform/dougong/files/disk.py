"""Contents in a folder of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

from dougong.files.keeping import NotKept, checked_name

PART = 262_144


class DiskStore:
    """One file a content, spread over 256 folders by the random end of its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, path: Path) -> None:
        """Flush the file, move it to its place, flush the folder that names it."""
        await asyncio.to_thread(self._put, name, path)

    async def open(self, name: str) -> AsyncIterator[bytes]:
        """The content in parts of 256 KB."""
        try:
            file = await asyncio.to_thread(self._place(name).open, "rb")
        except FileNotFoundError:
            raise NotKept(name) from None
        try:
            while part := await asyncio.to_thread(file.read, PART):
                yield part
        finally:
            file.close()

    async def delete(self, name: str) -> None:
        """Remove the file."""
        await asyncio.to_thread(self._place(name).unlink, missing_ok=True)

    def _place(self, name: str) -> Path:
        return self._folder / checked_name(name)[34:36] / name

    def _put(self, name: str, path: Path) -> None:
        place = self._place(name)
        made = not place.parent.exists()
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _flush(path)
        path.replace(place)
        _flush(place.parent)
        if made:
            _flush(self._folder)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
