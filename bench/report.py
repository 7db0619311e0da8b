"""What was measured, as JSON and as a table that a person reads."""

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flow_report import FlowReport
from load import Run
from operations import Operation

WEAK = 0.10
"""A reference that reads (a) at less than this share of pgbench proves nothing."""
MEMORY_MB = 180.0
COLD_START_SECONDS = 1.8


@dataclass(slots=True)
class Row:
    """One operation at one concurrency: runs of both sides in turns."""

    operation: Operation
    concurrency: int
    ours: list[Run] = field(default_factory=list)
    reference: list[Run] = field(default_factory=list)
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """The median of the ratios of runs that stood side by side."""
        pairs = zip(self.ours, self.reference, strict=True)
        return float(statistics.median(one.rate / max(other.rate, 0.001) for one, other in pairs))

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "operation": self.operation.name,
            "title": self.operation.title,
            "concurrency": self.concurrency,
            "ours": summary(self.ours),
            "reference": summary(self.reference),
            "pgbench": self.limit,
            "ratio": self.ratio,
            "minimum": self.operation.minimum,
            "target": self.operation.target,
        }


@dataclass(slots=True)
class Report:
    """Everything of one run of the benchmarks."""

    rows_of_data: int
    load_average: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    embedded: list[Row] = field(default_factory=list)
    memory_mb: float = 0.0
    cold_start: list[float] = field(default_factory=list)
    statements: dict[str, float] = field(default_factory=dict)
    flows: FlowReport = field(default_factory=FlowReport)

    @property
    def invalid(self) -> str | None:
        """Why this run proves nothing; None if it does."""
        for row in (*self.rows, *self.embedded):
            if failed := sum(one.errors for one in (*row.ours, *row.reference)):
                return f"{failed} requests of {row.operation.name} failed"
        for row in self.rows:
            if row.operation.name == "a" and row.concurrency > 1 and row.limit:
                share = statistics.median(one.rate for one in row.reference) / row.limit
                if share < WEAK:
                    return f"the reference reads (a) at only {share:.2f} of pgbench"
        return None

    def save(self, path: Path) -> None:
        """Write the JSON."""
        document = {
            "rows": self.rows_of_data,
            "interpreter": interpreter(),
            "invalid": self.invalid,
            "load_average": self.load_average,
            "operations": [row.document() for row in self.rows],
            "embedded": [row.document() for row in self.embedded],
            "memory_mb": self.memory_mb,
            "cold_start_seconds": self.cold_start,
            "statements_per_request": self.statements,
            "flows": self.flows.document(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")

    def text(self) -> str:
        """The table."""
        lines = [
            f"Dougong beside bare FastAPI + asyncpg, PostgreSQL, {self.rows_of_data:,} rows; rows or requests a second"
        ]
        lines += _table(self.rows, self.statements)
        if self.embedded:
            lines += ["", "The same on embedded SQLite, beside the reference on PostgreSQL"]
            lines += _table(self.embedded, {})
        lines += self.flows.lines()
        lines += ["", f"memory after load      {self.memory_mb:8.0f} MB   at most {MEMORY_MB:.0f}"]
        if self.cold_start:
            seconds = statistics.median(self.cold_start)
            lines.append(f"cold start, embedded   {seconds:8.2f} s    at most {COLD_START_SECONDS}")
        lines.append(f"interpreter            {interpreter()}")
        lines.append(f"load average           {' '.join(f'{one:.1f}' for one in self.load_average)}")
        lines.append(
            f"INVALID: {self.invalid}" if self.invalid else "valid: nothing failed, and the reference is a fast one"
        )
        return "\n".join(lines)


def interpreter() -> str:
    """Which Python both sides ran on; one that was built without optimisation takes a third longer for everything."""
    return f"{platform.python_implementation()} {platform.python_version()} ({platform.python_compiler()})"


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """Lowest, median and highest rate; medians of the latencies; all errors; every run."""
    rates = [one.rate for one in runs]
    return {
        "min": min(rates),
        "median": statistics.median(rates),
        "max": max(rates),
        "p50_ms": statistics.median(one.p50_ms for one in runs),
        "p99_ms": statistics.median(one.p99_ms for one in runs),
        "errors": sum(one.errors for one in runs),
        "cpu_us": statistics.median(one.cpu_us for one in runs),
        "runs": [asdict(one) for one in runs],
    }


HEAD = (
    f"{'operation':<48}{'conc':>5}{'min':>9}{'median':>9}{'max':>9}{'p50 ms':>8}{'p99 ms':>8}{'errors':>7}{'CPU µs':>8}"
    f"{'reference':>11}{'CPU µs':>8}{'pgbench':>9}{'SQL':>5}{'ratio':>7}{'least':>7}{'target':>7}"
)


def _table(rows: Sequence[Row], statements: dict[str, float]) -> list[str]:
    lines = [HEAD]
    for row in rows:
        ours, other = summary(row.ours), summary(row.reference)
        asked = statements.get(row.operation.name, 0)
        mark = "" if row.ratio >= row.operation.minimum else "  below the least"
        lines.append(
            f"{row.operation.name + '  ' + row.operation.title:<48}{row.concurrency:>5}"
            f"{ours['min']:>9.0f}{ours['median']:>9.0f}{ours['max']:>9.0f}{ours['p50_ms']:>8.1f}{ours['p99_ms']:>8.1f}"
            f"{ours['errors']:>7}{ours['cpu_us']:>8.0f}{other['median']:>11.0f}{other['cpu_us']:>8.0f}"
            f"{row.limit or 0:>9.0f}{asked:>5.1f}"
            f"{row.ratio:>7.2f}{row.operation.minimum:>7.2f}{row.operation.target:>7.2f}{mark}"
        )
    return lines
