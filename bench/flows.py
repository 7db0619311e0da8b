"""h1 and h2: flows over records, one worker process, beside a hand-written approval on the same database.

h2 is decided through the API as soon as each task is there, on both sides by the same clients. The hand-written
approval without HTTP, against which h1 is held, is measured for h2 as well.
"""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
from clicks import Clicks
from flow_reference import OPEN_TASKS
from flow_report import FlowReport
from load import Load
from operations import RECORDS, Ask
from paths import ROOT
from servers import Server, dougong, flow_reference, worker
from statements import counted, log_statements
from world import World

from support.postgres import Cluster

AT_ONCE = 16
WARM = 1000
COUNTED = 200
WAIT_SECONDS = 120.0
RIGHTS = [{"entity": "ent_opportunity", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["update"]}]


def _flow(id: str, stage: str, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """A straight flow that begins with records of a stage: the condition, then these nodes one after the other."""
    condition: dict[str, Any] = {
        "id": "big",
        "name": "big",
        "type": "condition",
        "branches": [
            {"id": "yes", "name": "yes", "when": {"field": "amount", "op": "gt", "value": "1"}},
            {"id": "no", "name": "no"},
        ],
    }
    edges = [{"source": "big", "port": "yes", "target": nodes[0]["id"]}]
    for one, after in pairwise(nodes):
        port = {"port": "approved"} if one["type"] == "approval" else {}
        edges.append({"source": one["id"], **port, "target": after["id"]})
    return {
        "format": 1, "kind": "flow", "id": id, "app": "app_test", "name": id, "entity": "ent_opportunity",
        "trigger": {"on": "created", "where": {"field": "stage", "op": "is", "value": stage}}, "start": "big",
        "nodes": [condition, *({"name": one["id"], **one} for one in nodes)], "edges": edges, "rights": RIGHTS,
    }  # fmt: skip


MARK = {"id": "mark", "type": "update_record", "values": {"code": "done"}}
TELL = {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "{{title}}", "body": "{{amount}}"}
ASK = {"id": "ask", "type": "approval", "assignees": [{"by": "initiator"}]}
FLOWS = [_flow("flw_straight", "s0", [MARK, TELL]), _flow("flw_asked", "s1", [ASK, MARK, TELL])]
NO_FLOW = "s5"
MY_TASKS = """SELECT id FROM tasks WHERE how IS NULL AND person_id = '{person}'
    AND workspace_id = (SELECT workspace_id FROM people WHERE id = '{person}')"""


@dataclass(slots=True)
class Bench:
    """What the measurements stand on."""

    url: str
    world: World
    folder: Path
    web: Server
    worker: Server
    load: Load
    seconds: float
    report: FlowReport = field(default_factory=FlowReport)

    def bare(self) -> None:
        """Hand-written approvals a second: without HTTP, and decided through a server."""
        command = [sys.executable, str(ROOT / "bench" / "flow_reference.py")]
        seconds = [*command, "rate", self.url, str(self.seconds), str(AT_ONCE)]
        done = subprocess.run(seconds, capture_output=True, text=True, check=True)
        self.report.reference.append(float(done.stdout))
        beginning = subprocess.Popen(
            [*command, "begin", self.url, str(AT_ONCE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with flow_reference(self.folder, self.url) as server, beginning:
            asked = beginning.stdin
            if beginning.stdout is None or asked is None or not beginning.stdout.readline():
                raise RuntimeError("nobody begins hand-written approvals")

            def begin(many: int) -> None:
                asked.write(f"{many}\n")
                asked.flush()

            begun, many = time.perf_counter(), self.many * 4
            Clicks(begin, self.url, OPEN_TASKS, server.port, "", "/tasks/@id/approve", AT_ONCE).approve(many)
            self.report.decided.append(many / (time.perf_counter() - begun))

    def straight(self) -> None:
        """h1: creates alone, then creates whose events a worker takes through a flow, until all have finished."""
        with self.paused():
            alone = self.creates(NO_FLOW)
        self.drained()
        before, cpu, begun = self.finished(), self.worker.cpu_seconds(), time.perf_counter()
        beside = self.creates("s0")
        meanwhile = (self.finished() - before) / (time.perf_counter() - begun)
        self.drained()
        runs, lasted = self.finished() - before, time.perf_counter() - begun
        self.report.straight.append(runs / lasted)
        self.report.meanwhile.append(meanwhile)
        self.report.fall.append(1 - beside / alone)
        self.report.worker_ms.append((self.worker.cpu_seconds() - cpu) / max(runs, 1) * 1e3)

    @property
    def many(self) -> int:
        """Approvals of a turn."""
        return round(250 * self.seconds)

    def asked(self) -> None:
        """h2: records whose flow asks somebody, who approves each over HTTP, until all have finished."""
        before, begun = self.finished(), time.perf_counter()
        self.approve(self.many)
        # What an approval sends waits five seconds, in which it can be taken back; the runs have ended before.
        self.drained("SELECT EXISTS (SELECT FROM runs WHERE status <> 'finished')")
        lasted = time.perf_counter() - begun
        self.drained()
        if self.finished() - before != self.many:
            raise RuntimeError(f"{self.finished() - before} runs of {self.many}")
        self.report.asked.append(self.many / lasted)

    def creates(self, stage: str) -> float:
        """Records a second through the API."""
        ask = Ask("POST", RECORDS, json.dumps({"title": "新商机", "amount": "12.50", "stage": stage}))
        found = self.load.run(f"h-{stage}", ask, self.web, AT_ONCE, self.seconds)
        self.report.errors += found.errors
        return found.rate

    def bulk(self, stage: str, many: int) -> None:
        """So many records in requests of at most a thousand."""
        for at in range(0, many, 1000):
            new = [{"title": "新商机", "amount": "12.50", "stage": stage}] * min(1000, many - at)
            self.post(f"{RECORDS}/bulk", {"create": new})

    def approve(self, many: int) -> None:
        """So many records whose flow asks somebody, and one click for each task."""
        mine, path = MY_TASKS.format(person=self.world.person), "/api/tasks/@id/approve"
        Clicks(
            lambda some: self.bulk("s1", some), self.url, mine, self.web.port, self.world.token, path, AT_ONCE
        ).approve(many)

    def post(self, path: str, body: object) -> None:
        """One request."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.web.port}{path}",
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.world.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # our own server on loopback
            answer.read()

    def drained(self, busy: str = "SELECT EXISTS (SELECT FROM outbox WHERE done_at IS NULL)") -> None:
        """Returns when no event waits, nor what `busy` asks for: effects on their way."""
        end = time.monotonic() + WAIT_SECONDS
        while self.rows(f"SELECT EXISTS (SELECT FROM inbox WHERE NOT dead) OR ({busy})")[0][0]:
            if time.monotonic() > end:
                raise RuntimeError("the worker does not come to rest")
            time.sleep(0.05)  # the machine belongs to the worker meanwhile

    def finished(self) -> int:
        """Runs that have ended as they should."""
        return int(self.rows("SELECT count(*) FROM runs WHERE status = 'finished' AND outcome <> 'cancelled'")[0][0])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a statement says."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The worker stands still meanwhile."""
        self.worker.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.worker.process.send_signal(signal.SIGCONT)

    def statements(self, cluster: Cluster, work: Callable[[], None], many: int) -> float:
        """Statements of so many runs once everything is warm."""
        log_statements(cluster, on=True)
        before = counted(cluster.log_file)
        work()
        found = (counted(cluster.log_file) - before) / many
        log_statements(cluster, on=False)
        return found


def measure_flows(
    cluster: Cluster, url: str, world: World, folder: Path, load: Load, turns: int, seconds: float
) -> FlowReport:
    """h1, h2 and the reference in turns."""
    for name in ("flow-web", "flow-worker"):
        (folder / name).mkdir()
    with dougong(folder / "flow-web", url) as web, worker(folder / "flow-worker", url) as working:
        bench = Bench(url, world, folder, web, working, load, seconds)
        bench.bulk("s0", WARM)
        bench.approve(WARM)
        bench.drained()

        bench.rows("VACUUM ANALYZE")

        def straight() -> None:
            bench.bulk("s0", COUNTED)
            bench.drained()

        bench.report.statements = bench.statements(cluster, straight, COUNTED)
        for turn in range(turns):
            bench.bare()
            for part in (bench.straight, bench.asked) if turn % 2 == 0 else (bench.asked, bench.straight):
                part()
            print(f"  h: {bench.report.line()}", flush=True)
        bench.report.worker_mb = working.memory_mb()
    return bench.report
