"""Runs the workbook program as a limited child process and hands its rows on as they come."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from dougong.kernel.problem import Refusal, refuse
from dougong_engine.errors import Problem

PROGRAM = Path(__file__).with_name("workbook_child.py")
SECONDS = 180.0
LINE_LIMIT = 64 * 1024 * 1024
HELD = 500

Rows = list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which sheet was read, and which others there are."""

    name: str
    sheets: tuple[str, ...]


async def read_workbook(path: Path, sheet: str) -> AsyncIterator[Sheet | Rows]:
    """The sheet's name first, then its rows some at a time. Refuses (422) bombs, damaged files, unknown sheets."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        PROGRAM,
        path,
        sheet,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        limit=LINE_LIMIT,
    )
    try:
        assert child.stdout is not None
        async with asyncio.timeout(SECONDS):
            async for one in _read(child.stdout):
                yield one
    except (TimeoutError, ValueError):
        raise refuse(422, "import.damaged", ("file",)) from None
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
        await child.wait()


async def _read(lines: asyncio.StreamReader) -> AsyncIterator[Sheet | Rows]:
    rows: Rows = []
    ended = False
    async for line in lines:
        said: Any = orjson.loads(line)
        if isinstance(said, list):
            rows.append(said)
            if len(rows) == HELD:
                yield rows
                rows = []
            continue
        match said:
            case {"sheets": list(names), "sheet": str(name)}:
                yield Sheet(name, tuple(str(one) for one in names))
            case {"refused": str(reason), **rest}:
                raise Refusal(422, [Problem(reason, ("file",), {str(name): one for name, one in rest.items()})])
            case _:
                ended = True
    if not ended:
        raise refuse(422, "import.damaged", ("file",))
    if rows:
        yield rows
