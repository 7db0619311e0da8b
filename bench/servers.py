"""The processes that are measured: one Dougong web process, one reference, each on a port of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from paths import IMPORTS, ROOT

START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and how long it took to answer for the first time."""

    process: "subprocess.Popen[bytes]"
    port: int
    started_after: float

    def memory_mb(self) -> float:
        """Resident memory of the process (0 where the system does not tell)."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0.0
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def cpu_seconds(self) -> float:
        """CPU time of the process so far (0 where the system does not tell)."""
        status = Path(f"/proc/{self.process.pid}/stat")
        if not status.exists():
            return 0.0
        ticks = status.read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def dougong(folder: Path, url: str | None) -> Iterator[Server]:
    """The real web process; without a URL on the SQLite file in the folder."""
    port = _free_port()
    settings = {
        "DOUGONG_DATA_DIR": str(folder),
        "DOUGONG_PORT": str(port),
        "DOUGONG_REQUESTS_PER_SECOND_PERSON": "1000000",
        "DOUGONG_REQUESTS_PER_SECOND_WORKSPACE": "1000000",
        "DOUGONG_LOG_LEVEL": "warning",
    }
    if url is not None:
        # The web process alone: flows and timers would run beside it in a process of their own.
        settings |= {"DOUGONG_DATABASE_URL": url, "DOUGONG_WORKER": "external"}
    with _running([sys.executable, "-m", "dougong.cli", "serve"], settings, port, "/api/health", folder) as server:
        yield server


@contextmanager
def worker(folder: Path, url: str) -> Iterator[Server]:
    """The real worker process."""
    settings = {"DOUGONG_DATA_DIR": str(folder), "DOUGONG_DATABASE_URL": url, "DOUGONG_LOG_LEVEL": "warning"}
    with _running([sys.executable, "-m", "dougong.cli", "worker"], settings, 0, "", folder) as server:
        yield server


@contextmanager
def reference(folder: Path, url: str, world: Path) -> Iterator[Server]:
    """The hand-written server on the same database."""
    with _bare(
        "reference:app", {"BENCH_WORLD": str(world), "BENCH_DATABASE": url}, "/count?stage=s2", folder
    ) as server:
        yield server


@contextmanager
def flow_reference(folder: Path, url: str) -> Iterator[Server]:
    """The hand-written server of approvals."""
    with _bare("flow_reference:app", {"BENCH_DATABASE": url}, "/health", folder) as server:
        yield server


@contextmanager
def _bare(app: str, settings: Mapping[str, str], path: str, folder: Path) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "error", "--no-access-log"]
    with _running(command, settings, port, path, folder) as server:
        yield server


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], settings: Mapping[str, str], port: int, path: str, folder: Path) -> Iterator[Server]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOUGONG_")}
    environment |= {"PYTHONPATH": os.pathsep.join(IMPORTS), **settings}
    log = folder / f"server-{port}.log"
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            if port:
                _wait(process, f"http://127.0.0.1:{port}{path}", log)
            yield Server(process, port, time.perf_counter() - begun)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # our own server on loopback
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)  # cold start is what is being timed: look again, but leave the core to the server
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")
