"""Runs the picture program as a limited child process and reads its report."""

import asyncio
import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path

import orjson

from dougong.kernel.problem import refuse

PROGRAM = Path(__file__).with_name("picture_child.py")
SECONDS = 30.0
AT_ONCE = 2
PIXELS_MILLIONS = 40


@dataclass(frozen=True, slots=True)
class Picture:
    """Size after turning upright, and what the camera wrote into it: a claim, not a fact."""

    width: int
    height: int
    taken_at: str | None = None
    lat: str | None = None
    lng: str | None = None


class Pictures:
    """Cleans pictures, two at a time, so that a flood of them waits instead of filling the memory."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._seconds = seconds

    async def clean(self, source: Path, target: Path, thumbnail: Path) -> Picture:
        """Write the clean picture (a GIF stays as it is and leaves no `target`) and its thumbnail.

        Refuses (422) `file.picture.large` above 40 million pixels and `file.picture.damaged` for what cannot be read.
        """
        async with self._turns:
            report = await self._run(source, target, thumbnail)
        match report:
            case {"width": int(width), "height": int(height)}:
                told = {name: str(report[name]) for name in ("taken_at", "lat", "lng") if name in report}
                return Picture(width, height, **told)
            case {"refused": "large"}:
                raise refuse(422, "file.picture.large", ("file",), millions=PIXELS_MILLIONS)
            case _:
                raise refuse(422, "file.picture.damaged", ("file",))

    async def _run(self, *paths: Path) -> dict[str, str | int]:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            PROGRAM,
            *paths,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
        )
        try:
            async with asyncio.timeout(self._seconds):
                said, _ = await child.communicate()
        except TimeoutError:
            return {}
        finally:
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        try:
            report: dict[str, str | int] = orjson.loads(said) if child.returncode == 0 else {}
        except orjson.JSONDecodeError:
            return {}
        return report
