"""A node's answer to a happening: where its path goes, and what it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dougong_engine.approvals.log import Draft
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import Effect
from dougong_engine.flows.state import Memory


@dataclass(frozen=True, slots=True)
class Stay:
    """The path stays here."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The path goes on through a port; `alone`: everything else in the run stops first. `ending` is the outcome if
    nothing more is decided."""

    port: str = ""
    alone: bool = False
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """One path for each port."""

    ports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The whole run ends."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Break:
    """The node has failed; it can be retried."""

    code: str
    params: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Return:
    """The matter goes back to the initiator or to an earlier human node."""

    to: str
    resume: Literal["again", "straight"]
    entry: Draft


@dataclass(frozen=True, slots=True)
class Refuse:
    """What was asked is not allowed: nothing changes, and the asker is told why."""

    problem: Problem


Verb = Stay | Leave | Split | End | Break | Return | Refuse


@dataclass(frozen=True, slots=True)
class Move:
    """`memory` None leaves it as it is. `changed`: fields of the run's record that this move has changed. `told` is a
    problem for the asker that comes after something was tried; the platform rolls back what was."""

    verb: Verb = Stay()
    memory: Memory | None = None
    effects: tuple[Effect, ...] = ()
    entries: tuple[Draft, ...] = ()
    output: Json = None
    changed: tuple[str, ...] = ()
    told: Problem | None = None


def refuse(code: str, *path: str | int, **params: object) -> Move:
    """A refusal with one problem."""
    return Move(Refuse(Problem(code, path, params)))
