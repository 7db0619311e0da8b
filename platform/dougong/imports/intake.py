"""Takes a file in: finds out what it is, keeps its rows, reports its columns."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from dougong.imports.csv_text import dialect_of, rows_of
from dougong.imports.job import Job, new_line
from dougong.imports.store import ImportStore
from dougong.imports.workbook import Sheet, read_workbook
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import in_transaction
from dougong_engine.imports.columns import Cells, Column, headers
from dougong_engine.imports.mapping import Mapping

ARCHIVE = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
AT_ONCE = 2_000
ROWS_LIMIT = 1_000_000
COLUMNS_LIMIT = 500
READING = timedelta(minutes=30)
"""Whatever is read for longer was left by a server that stopped."""
Guess = Callable[[Sequence[str]], Mapping]


@dataclass(frozen=True, slots=True)
class Target:
    """What a file is imported into: an entity's id or `people`, and a first idea of the mapping."""

    id: str
    guess: Guess


@dataclass(slots=True)
class Intake:
    """Turns files into jobs."""

    store: ImportStore
    now: Callable[[], datetime]

    async def take(self, principal: Principal, target: Target, path: Path, name: str, sheet: str = "") -> Job:
        """The job over a file's rows, ready to be mapped. Refuses (422) what is no table."""
        job = await self.open(principal, target, name)
        try:
            return await self.read(job, target, path, sheet)
        except BaseException:
            await self.store.drop(job)
            raise

    async def open(self, principal: Principal, target: Target, name: str) -> Job:
        """A job whose file is still to be read."""
        job = Job(
            principal.workspace_id, new_id(), target.id, principal.person_id, name[:200], "reading", False, {}, (), {},
            None, None, 0, self.now(), None, None,
        )  # fmt: skip
        await self.store.add(job, self.now() + READING)
        return job

    async def read(self, job: Job, target: Target, path: Path, sheet: str) -> Job:
        """The job with its rows, which are there as they are read. Refuses (422) what is no table."""
        about: dict[str, Any] = {}
        columns: list[Column] = []
        total, number = 0, 0
        async for rows in _rows(path, sheet, about):
            if not columns:
                # Whatever stands above the header is left out, but rows keep their numbers in the file.
                skipped = next((place for place, row in enumerate(rows) if not _blank(row)), None)
                if skipped is None:
                    number += len(rows)
                    continue
                columns = _columns(rows[skipped])
                number += skipped + 1
                rows = rows[skipped + 1 :]
            kept = await asyncio.to_thread(_see, columns, rows, number)
            number += len(rows)
            total += len(kept)
            if total > ROWS_LIMIT:
                raise refuse(413, "import.rows.many", ("file",), limit=ROWS_LIMIT)
            await self._keep(job, target, kept)
        if not columns or total == 0:
            raise refuse(422, "import.empty", ("file",))
        mapping = target.guess([one.name for one in columns])
        read = replace(
            job,
            file=about,
            columns=[one.report() for one in columns],
            raw_mapping=mapping.model_dump(mode="json"),
            total=total,
            status="ready",
        )
        if not await self.store.ready(read):
            raise refuse(409, "import.state", state="cancelled")
        return read

    async def _keep(self, job: Job, target: Target, kept: list[tuple[int, Cells]]) -> None:
        lines = [new_line(job.workspace_id, job.id, number, target.id, cells, new_id()) for number, cells in kept]
        if lines:
            await in_transaction(self.store.database, lambda session: self.store.add_rows(session, lines))


def _columns(row: Cells) -> list[Column]:
    if len(row) > COLUMNS_LIMIT:
        raise refuse(422, "import.columns.many", ("file",), limit=COLUMNS_LIMIT, count=len(row))
    return [Column(name) for name in headers(row)]


def _see(columns: list[Column], rows: Sequence[Cells], before: int) -> list[tuple[int, Cells]]:
    """Looks at rows and answers those that hold something, with their numbers."""
    kept: list[tuple[int, Cells]] = []
    for number, row in enumerate(rows, before + 1):
        if _blank(row):
            continue
        if any(cell and cell.strip() for cell in row[len(columns) :]):
            raise refuse(422, "import.row.long", ("file",), row=number, columns=len(columns))
        cells = [*row[: len(columns)], *[None] * (len(columns) - len(row))]
        for column, cell in zip(columns, cells, strict=True):
            column.see(number, cell)
        kept.append((number, cells))
    return kept


def _blank(row: Cells) -> bool:
    return not any(cell and cell.strip() for cell in row)


async def _rows(path: Path, sheet: str, about: dict[str, Any]) -> AsyncIterator[Sequence[Cells]]:
    """The file's rows some at a time; `about` comes to hold how it was read."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == ARCHIVE:
        async for one in read_workbook(path, sheet):
            if isinstance(one, Sheet):
                about |= {"format": "xlsx", "sheet": one.name, "sheets": list(one.sheets)}
            else:
                yield one
        return
    if head == OLD_EXCEL:
        raise refuse(422, "import.old_excel", ("file",))
    dialect = await asyncio.to_thread(dialect_of, path)
    about |= {"format": "csv", "encoding": dialect.encoding, "delimiter": dialect.delimiter}
    rows = rows_of(path, dialect)
    while some := await asyncio.to_thread(_some, rows):
        yield some


def _some(rows: Iterator[list[str]]) -> list[list[str]]:
    return list(islice(rows, AT_ONCE))
