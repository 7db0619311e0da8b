"""Microseconds per operation of the storage drivers beside the bare ones: `python bench/driver_micro.py`.

Wall time per operation with 1 and with 16 tasks at once, and CPU time of this process at 16; medians of rounds that
take turns. PostgreSQL keeps its safety settings. Raw sqlite3 runs in the event loop's own thread, one commit a write.
"""

import asyncio
import itertools
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "platform"), str(ROOT / "tests")]

import asyncpg  # noqa: E402  # the paths above come first
import sqlalchemy as sa  # noqa: E402

from dougong.storage.driver.compile import compile_statement  # noqa: E402
from dougong.storage.driver.opening import open_database  # noqa: E402
from dougong.storage.driver.port import Database, Dialect  # noqa: E402
from support.notes_table import ADD, INSERT, metadata, note, note_id, notes, ready  # noqa: E402
from support.postgres import running_cluster  # noqa: E402

ROWS = 10_000
ROUNDS = 5
Operation = Callable[[int], Awaitable[object]]
numbers = itertools.count(ROWS)
POINT = sa.select(notes).where(notes.c.id == sa.bindparam("id"))
PAGE = sa.select(notes).where(notes.c.number > sa.bindparam("after")).order_by(notes.c.number).limit(50)


async def measure(operation: Operation, times: int, tasks: int) -> tuple[float, float]:
    """Wall and CPU µs for one operation."""
    turns = iter(range(times))

    async def work() -> None:
        for turn in turns:
            await operation(turn)

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(tasks)))
    return (time.perf_counter() - wall) / times * 1e6, (time.process_time() - cpu) / times * 1e6


async def compare(title: str, variants: dict[str, Operation], times: int) -> None:
    """Print the medians of each variant."""
    results: dict[str, list[tuple[float, float, float]]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, operation in variants.items():
            alone, _ = await measure(operation, times, 1)
            together, cpu = await measure(operation, times, 16)
            results[name].append((alone, together, cpu))
    for name, rounds in results.items():
        alone, together, cpu = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{title:12} {name:24} {alone:9.1f} {together:9.1f} {cpu:9.1f}")


def ours(database: Database) -> dict[str, Operation]:
    """The operations through the port."""
    point, bounded = ready(POINT, database.dialect), ready(POINT, database.dialect, bounded=True)
    wire = compile_statement(POINT, database.dialect, rows="wire", bounded=True)
    page, page_wire = ready(PAGE, database.dialect), compile_statement(PAGE, database.dialect, rows="wire")
    add = ready(ADD, database.dialect)

    def add_one(_turn: int) -> Awaitable[object]:
        return database.write([(add, note(next(numbers)))])

    return {
        "point": lambda turn: database.fetch(point, {"id": note_id(turn % ROWS)}),
        "point bounded": lambda turn: database.fetch(bounded, {"id": note_id(turn % ROWS)}),
        "point bounded wire": lambda turn: database.fetch(wire, {"id": note_id(turn % ROWS)}),
        "page": lambda turn: database.fetch(page, {"after": turn % 9000}),
        "page wire": lambda turn: database.fetch(page_wire, {"after": turn % 9000}),
        "insert": add_one,
    }


async def fill(database: Database) -> None:
    """The table and its first rows."""
    await database.run_sync(metadata.create_all)
    full: dict[str, object] = {
        "amount": Decimal("12.50"),
        "share": Decimal("0.15"),
        "done": True,
        "due": date(2026, 11, 22),
        "seen": datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        "extra": {"a": 1},
    }
    async with database.transaction() as session:
        await session.many(ready(INSERT, database.dialect), [note(number) | full for number in range(ROWS)])


async def postgresql(url: str) -> None:
    """The asyncpg driver beside a bare pool of asyncpg."""
    database = await open_database(url, lambda _connection: None)
    await fill(database)
    pool = await asyncpg.create_pool(url, min_size=10, max_size=10)
    point = ready(POINT, Dialect.POSTGRESQL).sql
    page = compile_statement(PAGE, Dialect.POSTGRESQL).sql
    add = ready(ADD, Dialect.POSTGRESQL).sql

    def add_one(_turn: int) -> Awaitable[object]:
        row = note(next(numbers))
        return pool.execute(add, row["id"], row["number"], row["title"])

    mine = ours(database)
    raw: dict[str, Operation] = {
        "point": lambda turn: pool.fetchrow(point, note_id(turn % ROWS)),
        "page": lambda turn: pool.fetch(page, turn % 9000, 50),
        "insert": add_one,
    }
    await compare("PG point", {"asyncpg pool": raw["point"], "driver": mine["point"]}, 3000)
    await compare("PG page 50", {"asyncpg pool": raw["page"], "driver": mine["page"], "wire": mine["page wire"]}, 1000)
    await compare("PG insert", {"asyncpg pool": raw["insert"], "driver": mine["insert"]}, 1000)
    await pool.close()
    await database.close()


async def sqlite(folder: Path) -> None:
    """The SQLite driver beside sqlite3 in the same thread."""
    database = await open_database(f"sqlite:///{folder / 'driver.db'}", lambda _connection: None)
    await fill(database)
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    copy_rows(folder / "driver.db", raw)
    point = ready(POINT, Dialect.SQLITE).sql
    page = ready(PAGE, Dialect.SQLITE).sql
    add = ready(ADD, Dialect.SQLITE).sql

    async def raw_point(turn: int) -> object:
        return raw.execute(point, (note_id(turn % ROWS),)).fetchone()

    async def raw_page(turn: int) -> object:
        return raw.execute(page, (turn % 9000, 50, 0)).fetchall()

    async def raw_insert(_turn: int) -> object:
        return raw.execute(add, tuple(note(next(numbers)).values()))

    mine = ours(database)
    point_variants = {
        "sqlite3": raw_point,
        "driver": mine["point"],
        "driver, bounded": mine["point bounded"],
        "driver, bounded, wire": mine["point bounded wire"],
    }
    await compare("SQLite point", point_variants, 3000)
    page_variants = {"sqlite3": raw_page, "driver": mine["page"], "wire": mine["page wire"]}
    await compare("SQLite page", page_variants, 1000)
    await compare("SQLite insert", {"sqlite3": raw_insert, "driver, group commit": mine["insert"]}, 500)
    raw.close()
    await database.close()


def copy_rows(filled: Path, raw: sqlite3.Connection) -> None:
    """Give the raw connection a table of its own with the same rows."""
    raw.execute("ATTACH ? AS filled", (str(filled),))
    for (sql,) in raw.execute("SELECT sql FROM filled.sqlite_schema WHERE sql IS NOT NULL").fetchall():
        raw.execute(sql)
    raw.execute("INSERT INTO notes SELECT * FROM filled.notes")
    raw.execute("DETACH filled")


def main() -> None:
    """Measure both databases and print a table."""
    import uvloop

    print(f"{'operation':12} {'variant':24} {'µs at 1':>9} {'µs at 16':>9} {'CPU at 16':>9}")
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(sqlite(Path(folder)))
    with running_cluster(durable=True) as cluster:
        uvloop.run(postgresql(cluster.create_database()))


if __name__ == "__main__":
    main()
