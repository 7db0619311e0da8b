"""A publish as values: what is asked for, how far it got ready, what it did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dougong.design.filling import Filling
from dougong.design.naming import NamePlan
from dougong.design.permission_tests import TestsByApp
from dougong.design.publications import Origin
from dougong.storage.driver.port import Step
from dougong.storage.schema import Schema
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject

Beside = Callable[[Mapping[str, int]], Sequence[Step]]
"""What else goes live with the versions that the objects get (object id → version)."""


def nothing_beside(_: Mapping[str, int]) -> Sequence[Step]:
    """Only the design itself."""
    return ()


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the new design and the version that each object got."""

    publication_id: str
    versions: Mapping[str, int]
    schema: Schema


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published; `revisions` are those of the drafts that it was made from, `tests` those of its apps.

    what `beside` answers is written in the very transaction that makes the design live.
    """

    workspace_id: str
    person_id: str | None
    objects: tuple[DesignObject, ...]
    at: datetime
    gone: frozenset[str]
    origins: Mapping[str, Origin]
    revisions: Mapping[str, int]
    accept_empty: bool
    tests: TestsByApp
    beside: Beside = nothing_beside

    def entities(self) -> tuple[Entity, ...]:
        """The entities among the objects."""
        return tuple(one for one in self.objects if isinstance(one, Entity))


@dataclass(frozen=True, slots=True)
class Job:
    """A publish on its way: the design before and after, and the names that will be live."""

    id: str
    order: Order
    before: Schema
    after: Schema
    names: Mapping[str, NamePlan]
    filling: Filling
