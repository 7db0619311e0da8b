"""What keeps every run and every chain of runs finite."""

from dataclasses import dataclass

from dougong_engine.copies import replace
from dougong_engine.errors import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts; a workspace may lower them, never raise them.

    depth: runs that start each other · repeats: the same flow on the same record in one chain · actions: nodes that
    write or call out, over the whole chain · visits: nodes entered in one run's life · step: nodes entered by one
    event · tasks: open at once in one run · nodes, nesting: of a graph · signers: at one approval.
    """

    depth: int = 16
    repeats: int = 12
    actions: int = 500
    visits: int = 2000
    step: int = 500
    tasks: int = 2000
    nodes: int = 300
    nesting: int = 8
    signers: int = 200


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Link:
    """How often a flow has run on a record in this chain."""

    flow: str
    record: str
    times: int


@dataclass(frozen=True, slots=True)
class Cause:
    """The chain of runs that led here: its length, what it has done, and who ran on what."""

    depth: int = 0
    actions: int = 0
    links: tuple[Link, ...] = ()

    def then(self, flow: str, record: str | None, actions: int = 0) -> "Cause":
        """The chain with one more run, after `actions` more writes or calls."""
        about = record or ""
        times = self.times(flow, about)
        others = tuple(one for one in self.links if (one.flow, one.record) != (flow, about))
        return Cause(self.depth + 1, self.actions + actions, (*others, Link(flow, about, times + 1)))

    def times(self, flow: str, record: str | None) -> int:
        """How often the flow has already run on the record."""
        return next((one.times for one in self.links if (one.flow, one.record) == (flow, record or "")), 0)

    def spent(self, actions: int) -> "Cause":
        """The chain after so many more writes or calls."""
        return replace(self, actions=self.actions + actions)


class Breach(Exception):
    """A limit was reached: the step is rolled back as a whole."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


NO_CAUSE = Cause()
"""A chain that begins here."""


def admit(cause: Cause, flow: str, record: str | None, limits: Limits = LIMITS) -> Problem | None:
    """Why a chain may not start this flow on this record, or None; `cause` does not count the new run yet."""
    chain = [one.flow for one in cause.links]
    if cause.depth >= limits.depth:
        return Problem("flow.limit.depth", params={"flow": flow, "limit": limits.depth, "chain": chain})
    if cause.times(flow, record) >= limits.repeats:
        return Problem("flow.limit.repeats", params={"flow": flow, "limit": limits.repeats, "chain": chain})
    if cause.actions >= limits.actions:
        return Problem("flow.limit.actions", params={"flow": flow, "limit": limits.actions, "chain": chain})
    return None
