"""The ids and keys of what is built: all of them follow from the specification and from where it is to stand."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from dougong_engine.beginning.spec import EntityPart, Spec
from dougong_engine.beginning.values import key_of
from dougong_engine.design.app import App
from dougong_engine.design.check import RESERVED_KEYS
from dougong_engine.design.entity import TAKEN_KEYS
from dougong_engine.design.objects import PREFIXES
from dougong_engine.design.role import Role

Say = Callable[[str, Mapping[str, object]], str]
"""The sentence of a code in the language of the app."""

STATUS = "approval_status"


@dataclass(frozen=True, slots=True)
class Site:
    """Where an app is built: `seed` makes its ids unlike all others, `keys` are those of other entities.

    `app` is the app to extend (None: a new one), `keeper` the role in it that gets all rights (None: a new one).
    """

    seed: str
    key: str
    keys: Collection[str] = ()
    app: App | None = None
    keeper: Role | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What an entity of the specification becomes: its id and key, and the ids of its fields by their keys."""

    part: EntityPart
    id: str
    key: str
    fields: Mapping[str, str]
    form: str
    grid: str
    kanban: str | None
    status: str | None
    """The field that says how far the approval is, where there is one."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Its views."""
        return (self.grid,) if self.kanban is None else (self.grid, self.kanban)


def object_id(kind: str, seed: str, number: int) -> str:
    """The id of the number-th object of a kind, from 0."""
    return f"{PREFIXES[kind]}{seed}_{number}" if number else f"{PREFIXES[kind]}{seed}"


@dataclass(slots=True)
class Ids:
    """Hands out ids, kind by kind."""

    seed: str
    _used: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        """An id that this building has not used."""
        number = self._used.get(kind, 0)
        self._used[kind] = number + 1
        return object_id(kind, self.seed, number)


def name_all(spec: Spec, site: Site, ids: Ids) -> dict[str, Built]:
    """Every entity with its ids, by its key in the specification."""
    approved = {one.entity for one in spec.approvals}
    taken = {*RESERVED_KEYS, *site.keys}
    found: dict[str, Built] = {}
    for part in spec.entities:
        key = key_of(part.key, taken, "entity")
        taken.add(key)
        fields = _fields(part)
        found[part.key] = Built(
            part,
            ids.next("entity"),
            key,
            fields,
            ids.next("form"),
            ids.next("view"),
            ids.next("view") if part.kanban is not None else None,
            key_of(STATUS, fields.values(), STATUS) if part.key in approved else None,
        )
    return found


def _fields(part: EntityPart) -> dict[str, str]:
    """Keys that every record has already, and those that look like an object's id, get others."""
    taken = set(TAKEN_KEYS)
    found: dict[str, str] = {}
    for one in part.fields:
        found[one.key] = key_of(one.key, taken, "field")
        taken.add(found[one.key])
    return found
