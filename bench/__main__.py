"""`python bench [--quick] [--rows N] [--only abc]`: Dougong beside a hand-written server, in turns, on one machine."""

import argparse
import asyncio
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("engine", "platform", "tests", "bench")]

import psycopg  # noqa: E402  # the paths above come first
from flows import FLOWS, measure_flows  # noqa: E402
from load import Load, database_limit, need  # noqa: E402
from operations import Operation, operations  # noqa: E402
from paths import RESULTS  # noqa: E402
from report import Report, Row  # noqa: E402
from servers import Server, dougong, reference  # noqa: E402
from statements import log_statements, per_request  # noqa: E402
from world import World, make  # noqa: E402

from support.postgres import Cluster, database_name, running_cluster  # noqa: E402

EMBEDDED = {"a": 0.5, "b": 0.5, "e": 0.3}
"""What the embedded server must reach of the reference on PostgreSQL."""
COLD_STARTS = 3
FLOW_ROWS = 2_000


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three short runs instead of seven")
    parser.add_argument("--rows", type=int, default=100_000, help="opportunities (100000; also 1000000)")
    parser.add_argument("--only", default="abcdefgh", help="names of operations; h stands for flows")
    parser.add_argument("--seconds", type=float, help="length of a run (4; quick: 2)")
    parser.add_argument("--no-embedded", action="store_true", help="leave SQLite and the cold start out")
    return parser.parse_args()


Side = tuple[Server, Load]
"""A server, and requests that name records which it has."""


def measure(row: Row, ours: Side, other: Side, runs: int, seconds: float) -> Row:
    """Runs in turns, so that whatever else the machine does meets both; the first side changes each time."""
    name, rows = f"{row.operation.name}{row.concurrency}", row.operation.rows
    sides = [(row.operation.ours, ours, row.ours), (row.operation.reference, other, row.reference)]
    for ask, (server, load), _ in sides:
        load.run(name, ask, server, row.concurrency, 1, rows)
    for turn in range(runs):
        for ask, (server, load), found in sides if turn % 2 == 0 else sides[::-1]:
            found.append(load.run(name, ask, server, row.concurrency, seconds, rows))
    return row


def prepare(url: str, world: World) -> None:
    """Statistics as a database has that has been running for a while, and ids for pgbench."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE bench_ids (n integer PRIMARY KEY, id uuid NOT NULL)")
        with connection.cursor() as cursor, cursor.copy("COPY bench_ids (n, id) FROM STDIN") as copy:
            for place, id in enumerate(world.ids, 1):
                copy.write_row((place, id))
        connection.execute("VACUUM ANALYZE")


def with_requests(cluster: Cluster, folder: Path, asked: argparse.Namespace, report: Report) -> None:
    """Every operation on PostgreSQL, then the embedded server beside a reference as fresh as it is itself."""
    url = cluster.create_database()
    print(f"filling {asked.rows:,} rows …", flush=True)
    world = asyncio.run(make(url, asked.rows))
    world.save(folder / "world.json")
    prepare(url, world)
    # What the writes leave changes what the reference's reads cost: the second one has a copy from before them.
    fresh = None if asked.no_embedded else cluster.create_database(template=database_name(url))
    chosen = [one for one in operations(world) if one.name in asked.only]
    runs, seconds = (3 if asked.quick else 7), asked.seconds or (2.0 if asked.quick else 4.0)
    load = Load(world, folder)
    with reference(folder, url, folder / "world.json") as other, dougong(folder / "web", url) as ours:
        log_statements(cluster, on=True)
        report.statements = {one.name: per_request(cluster, one, world, ours.port) for one in chosen}
        log_statements(cluster, on=False)
        for one in chosen:
            limit = database_limit(one, url, seconds)
            for concurrency in one.concurrency:
                row = Row(one, concurrency, limit=limit)
                report.rows.append(measure(row, (ours, load), (other, load), runs, seconds))
                print(f"  {one.name} × {concurrency}: ratio {row.ratio:.2f}", flush=True)
        report.memory_mb = ours.memory_mb()
    if fresh is not None:
        with reference(folder, fresh, folder / "world.json") as other:
            embedded(folder, asked, report, (other, load), chosen)


def with_flows(cluster: Cluster, folder: Path, asked: argparse.Namespace, report: Report) -> None:
    """Flows on a database of their own: their events and rows would weigh on the other operations."""
    url = cluster.create_database()
    world = asyncio.run(make(url, FLOW_ROWS, FLOWS))
    prepare(url, world)
    turns, seconds = (3 if asked.quick else 7), asked.seconds or (4.0 if asked.quick else 6.0)
    report.flows = measure_flows(cluster, url, world, folder, Load(world, folder), turns, seconds)


def embedded(folder: Path, asked: argparse.Namespace, report: Report, other: Side, chosen: list[Operation]) -> None:
    """Dougong on its own SQLite file: cold start with data, then reads and writes."""
    from dougong.kernel.settings import Settings

    home = folder / "embedded"
    home.mkdir()
    world = asyncio.run(make(Settings(data_dir=home).url, asked.rows))
    asked_of = {one.name: one for one in operations(world)}
    load = Load(world, folder)
    for _ in range(COLD_STARTS):
        with dougong(home, None) as server:
            report.cold_start.append(server.started_after)
    runs, seconds = (2 if asked.quick else 5), asked.seconds or 2.0
    with dougong(home, None) as server:
        for one in chosen:
            if one.name in EMBEDDED:
                for concurrency in one.concurrency:
                    least = EMBEDDED[one.name]
                    mixed = replace(one, ours=asked_of[one.name].ours, minimum=least, target=least)
                    row = measure(Row(mixed, concurrency), (server, load), other, runs, seconds)
                    report.embedded.append(row)
                    print(f"  {one.name} × {concurrency}, embedded: ratio {row.ratio:.2f}", flush=True)


def main() -> int:
    """Measure, print, write bench/results/latest.json; 1 if the run proves nothing."""
    asked = options()
    need("wrk", "pgbench")
    report = Report(asked.rows)
    try:
        with tempfile.TemporaryDirectory(prefix="dougong-bench-") as place, running_cluster(durable=True) as cluster:
            folder = Path(place)
            (folder / "web").mkdir()
            if set(asked.only) - {"h"}:
                with_requests(cluster, folder, asked, report)
            if "h" in asked.only:
                with_flows(cluster, folder, asked, report)
    finally:  # what was measured before something failed is worth having
        report.load_average = list(os.getloadavg())
        report.save(RESULTS / "latest.json")
        print(report.text())
    return 1 if report.invalid else 0


if __name__ == "__main__":
    sys.exit(main())
