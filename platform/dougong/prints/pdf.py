"""Sheets as PDF, each set by a limited child process, few at a time."""

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from dougong.kernel.problem import refuse
from dougong.prints.pdf_child import NO_FONT
from dougong.prints.sheet import Sheet

PROGRAM = Path(__file__).with_name("pdf_child.py")
LAYOUT = Path(__file__).with_name("sheet.typ")
SECONDS = 60.0
AT_ONCE = 2
FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
)
"""Families with Chinese type, the first that is installed counts; none of them is shipped."""


@dataclass(slots=True)
class Pdf:
    """Sets sheets; a program that fails or takes too long is refused, not waited for."""

    fonts: Sequence[str] = FONTS
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def of(self, sheet: Sheet) -> bytes:
        """The PDF. Refuses (503) what could not be set, and Chinese where no font for it is installed."""
        async with self._room:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                PROGRAM,
                LAYOUT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            try:
                async with asyncio.timeout(SECONDS):
                    made, _ = await child.communicate(orjson.dumps({"sheet": sheet, "fonts": [*self.fonts]}))
            except TimeoutError:
                raise refuse(503, "print.pdf.failed") from None
            finally:
                if child.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        child.kill()
                    await child.wait()
        if child.returncode == NO_FONT:
            raise refuse(503, "print.pdf.font", fonts=[*self.fonts])
        if child.returncode or not made.startswith(b"%PDF-"):
            raise refuse(503, "print.pdf.failed")
        return made
