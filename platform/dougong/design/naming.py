"""Which columns the next version of an entity will use: those it has, those kept hidden, or new ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dougong.storage.physical import TABLE, Name, Names, items, missing, next_table
from dougong_engine.changes.risk import WIDER, values_differ
from dougong_engine.design.entity import Entity
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.fields._computed import Computed
from dougong_engine.fields.link import Link
from dougong_engine.kinds import Storage

PENDING = "+"
"""Before an item: the column that a publish prepares for it while the live one serves on."""

SHADOW = "@"
"""Between an item and a column's name: a column that the item had before."""

KEPT = timedelta(days=30)
"""How long a hidden column's data waits to come back."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The mark of a hidden column that never held data of a published version."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A generated name, and since when nothing uses it."""

    name: Name
    hidden_at: datetime | None


StoredNames = Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class NamePlan:
    """The names for an entity's next version; `pending` are those that are not live under their item yet."""

    names: Names
    pending: Names


def plan_names(
    entity: Entity, before: Entity | None, stored: StoredNames, all_names: Mapping[str, Names], at: datetime
) -> NamePlan:
    """A name for every stored item. `all_names` are those of the whole workspace, so that no table number repeats."""
    fresh = _fresh(before, entity) if before is not None else frozenset[str]()
    chosen: dict[str, Name] = {}
    wanted = [(TABLE, (Storage.ROWS, 0), False)]
    wanted += [(item, (spec.storage(), spec.scale()), spec.computed()) for item, spec in items(entity)]
    for item, shape, computed in wanted:
        found = None if shape[0] is Storage.NONE else _kept(item, shape, stored, at, item in fresh, computed)
        if found is not None:
            chosen[item] = found
    numbered = {f"{SHADOW}{number}": one.name for number, one in enumerate(stored.values())}
    made = missing(entity, {**numbered, **chosen}, next_table(all_names))
    names = {**chosen, **made}
    live = {item: one for item, one in stored.items() if one.hidden_at is None}
    pending = {item: name for item, name in names.items() if item not in live or live[item].name != name}
    return NamePlan(names, pending)


def _kept(
    item: str, shape: tuple[Storage, int], stored: StoredNames, at: datetime, fresh: bool, computed: bool
) -> Name | None:
    """A column that is there already and may hold the item's values."""

    def fits(one: Stored | None) -> bool:
        return one is not None and (one.name.storage, one.name.scale) == shape

    def restorable(one: Stored) -> bool:
        # A computed field is made anew, so any old column of its shape will do.
        return one.hidden_at is None or computed or at - one.hidden_at <= KEPT

    live = stored.get(item)
    if live is not None and fits(live) and restorable(live) and not fresh:
        return live.name
    prepared = stored.get(PENDING + item)
    if prepared is not None and fits(prepared):
        return prepared.name
    shadows = [one for name, one in stored.items() if name.startswith(item + SHADOW) and name != item]
    usable = [one for one in shadows if item and fits(one) and restorable(one)]
    return max(usable, key=lambda one: one.hidden_at or NEVER).name if usable else None


def _fresh(before: Entity, after: Entity) -> frozenset[str]:
    """Items whose live column cannot hold the new values while the old version still serves."""
    old = dict(items(before))
    changed = {item for item, spec in items(after) if item in old and _needs_column(old[item], spec)}
    while True:
        # What is computed from a changed field changes too, and no old reader may see it early.
        names = {item.rpartition(".")[2] for item in changed}
        more = {
            item
            for item, spec in items(after)
            if item in old and item not in changed and spec.computed() and _mentions(spec, names)
        }
        if not more:
            return frozenset(changed)
        changed |= more


def _needs_column(old: FieldSpec, new: FieldSpec) -> bool:
    if isinstance(new, Computed) or isinstance(old, Computed):
        return values_differ(old, new)
    if old.type != new.type:
        return (old.type, new.type) not in WIDER
    return isinstance(old, Link) and isinstance(new, Link) and old.entity != new.entity


def _mentions(spec: FieldSpec, names: Collection[str]) -> bool:
    """Whether a computed field may read one of these fields; errs on the side of yes."""
    text = " ".join(str(getattr(spec, member, "")) for member in ("expression", "rows", "field", "where"))
    return any(name in text for name in names)


def convertible(old: FieldSpec, new: FieldSpec) -> bool:
    """Whether values of the old field can mean something in the new one."""
    if isinstance(old, Link) and isinstance(new, Link) and old.entity != new.entity:
        return False
    unfit = (Storage.NONE, Storage.ROWS)
    if new.computed() or old.storage() in unfit or new.storage() in unfit:
        return False
    return field_type(old).refers == field_type(new).refers
