"""What was measured about flows, as JSON and as lines that a person reads."""

import statistics
from dataclasses import asdict, dataclass, field
from typing import Any

LEAST, TARGET = (0.25, 0.30), (0.40, 0.50)
"""Ratios to the hand-written approval, for h1 and h2."""
FALL = 0.25
"""So much may creates fall while h1 runs."""


@dataclass(slots=True)
class FlowReport:
    """Runs a second in turns.

    `reference` is the hand-written approval without HTTP, `decided` the same decided through a server, as h2 is.
    `meanwhile` is h1 while creates go on; `fall` is what these lose to it.
    """

    reference: list[float] = field(default_factory=list)
    decided: list[float] = field(default_factory=list)
    straight: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    meanwhile: list[float] = field(default_factory=list)
    fall: list[float] = field(default_factory=list)
    worker_ms: list[float] = field(default_factory=list)
    statements: float = 0.0
    worker_mb: float = 0.0
    errors: int = 0

    def document(self) -> dict[str, Any]:
        """As JSON."""
        ratios = {}
        if self.asked:
            ratios = {"h1": ratio(self.straight, self.reference), "h2": ratio(self.asked, self.decided)}
            ratios["h2 to the reference without HTTP"] = ratio(self.asked, self.reference)
        return {**asdict(self), "ratios": ratios, "least": LEAST, "target": TARGET}

    def line(self) -> str:
        """The newest turn."""
        return (
            f"straight {self.straight[-1]:.0f}/s ({self.meanwhile[-1]:.0f}/s meanwhile, creates fall by "
            f"{self.fall[-1]:.0%}), reference {self.reference[-1]:.0f}/s; approvals {self.asked[-1]:.0f}/s, "
            f"reference {self.decided[-1]:.0f}/s"
        )

    def lines(self) -> list[str]:
        """Two rows and what goes with them."""
        if not self.asked:
            return []
        found = ["", "Flows: one worker process beside a hand-written approval (asyncpg), runs a second"]
        rows = (
            ("h1 record event → condition, update, notify", self.straight, self.reference),
            ("h2 the same with an approval over HTTP", self.asked, self.decided),
        )
        for (title, ours, other), least, target in zip(rows, LEAST, TARGET, strict=True):
            reached = ratio(ours, other)
            mark = "" if reached >= least else "  below the least"
            found.append(
                f"{title:<46}{min(ours):>7.0f}{statistics.median(ours):>7.0f}{max(ours):>7.0f}   reference "
                f"{statistics.median(other):>6.0f}   ratio {reached:.2f}   least {least}   target {target}{mark}"
            )
        found.append(f"h2 to the reference without HTTP {ratio(self.asked, self.reference):.2f}")
        fall = statistics.median(self.fall)
        found += [
            f"h1 while creates go on {statistics.median(self.meanwhile):8.0f} /s",
            f"creates fall by        {fall:8.0%}      at most {FALL:.0%}{'' if fall <= FALL else '  too much'}",
            f"statements of an h1 run{self.statements:8.1f}",
            f"worker's CPU for it    {statistics.median(self.worker_ms):8.2f} ms",
            f"worker's memory        {self.worker_mb:8.0f} MB",
            f"failed requests        {self.errors:8}",
        ]
        return found


def ratio(ours: list[float], other: list[float]) -> float:
    """The median of the ratios of turns."""
    return float(statistics.median(one / max(two, 0.001) for one, two in zip(ours, other, strict=True)))
