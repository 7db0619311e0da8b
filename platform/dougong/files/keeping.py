"""Where contents lie: a protocol, so that a disk or an object store serve alike."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.thumbnail)?")


class NotKept(Exception):
    """There is no content under this name."""


class FileStore(Protocol):
    """Contents by name; a name is a UUID, with `.thumbnail` behind it for the small picture."""

    async def put(self, name: str, path: Path) -> None:
        """Take over a finished local file; it is durable when this returns. The same name twice replaces."""
        ...

    def open(self, name: str) -> AsyncIterator[bytes]:
        """The content in parts. NotKept before the first part if there is none."""
        ...

    async def delete(self, name: str) -> None:
        """Forget a content; harmless if there is none."""
        ...


def checked_name(name: str) -> str:
    """The name itself. ValueError for anything that is not a name of ours, paths above all."""
    if NAME.fullmatch(name) is None:
        raise ValueError("not a name of a kept file")
    return name
