"""Load: wrk with a script per operation, and pgbench for what the database itself can do."""

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from operations import Ask, Operation
from servers import Server
from world import World

SCRIPT = """
wrk.headers["Authorization"] = "Bearer @token"
wrk.headers["Content-Type"] = "application/json"
local ids = {@ids}
local n = math.floor(os.time() % 10000) * 1000
local method, path, body = "@method", [==[@path]==], [==[@body]==]
local varies = path:find("@id", 1, true) or body:find("@n", 1, true)
request = function()
  n = n + 1
  if not varies then return wrk.format(method, path, nil, #body > 0 and body or nil) end
  local target = path:gsub("@id", ids[n % #ids + 1])
  local text = body:gsub("@n", tostring(n))
  return wrk.format(method, target, nil, #text > 0 and text or nil)
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "errors": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


class ToolMissing(SystemExit):
    """A program that the benchmarks need is not installed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of wrk: rows (or requests) a second, latencies in milliseconds, failed requests.

    `cpu_us` is the CPU time of the server's process for one row or request, in microseconds: what else the machine
    does disturbs it least.
    """

    rate: float
    p50_ms: float
    p99_ms: float
    errors: int
    cpu_us: float


def need(*programs: str) -> None:
    """Raises ToolMissing unless all are there."""
    missing = [one for one in programs if shutil.which(one) is None]
    if missing:
        raise ToolMissing(
            f"not found: {', '.join(missing)} (Debian/Ubuntu: apt install wrk postgresql postgresql-client)"
        )


class Load:
    """Runs requests against servers of one world."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._folder = folder

    def run(self, name: str, ask: Ask, server: Server, concurrency: int, seconds: float, rows: int = 1) -> Run:
        """Send that request over and over with so many connections."""
        script = self._folder / f"{name}.lua"
        filled = {"@token": self._world.token, "@ids": ", ".join(f'"{one}"' for one in self._world.ids)}
        filled |= {"@method": ask.method, "@path": ask.path, "@body": ask.body}
        text = SCRIPT
        for mark, value in filled.items():
            text = text.replace(mark, value, 1)
        script.write_text(text)
        command = ["wrk", "-t1", f"-c{concurrency}", f"-d{max(1, round(seconds))}s", "--timeout", "30s"]
        used = server.cpu_seconds()
        done = subprocess.run(
            [*command, "-s", str(script), f"http://127.0.0.1:{server.port}"],
            capture_output=True,
            text=True,
            check=False,
        )
        found = re.search(r"RESULT (\{.*\})", done.stdout)
        if found is None:
            raise RuntimeError(f"wrk failed: {done.stdout}{done.stderr}")
        told = json.loads(found[1])
        rate = told["requests"] * rows / told["seconds"]
        cpu = (server.cpu_seconds() - used) / max(told["requests"] * rows, 1) * 1e6
        return Run(rate, told["p50_ms"], told["p99_ms"], told["errors"], cpu)


def database_limit(operation: Operation, url: str, seconds: float) -> float | None:
    """Transactions a second of the operation's statement alone, prepared, from 16 clients; None if it has none."""
    if not operation.limit:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(operation.limit)
        script.flush()
        length = str(max(1, round(seconds)))
        command = ["pgbench", "-n", "-M", "prepared", "-c", "16", "-j", "2", "-T", length, "-f", script.name, url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(f"pgbench failed: {done.stderr}")
    return float(found[1])
