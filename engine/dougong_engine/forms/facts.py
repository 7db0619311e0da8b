"""What the pure write needs to know from the database, and what it was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dougong_engine.computed.plan import EntityPlan, Path
from dougong_engine.design.entity import Evidence
from dougong_engine.fields import Value
from dougong_engine.forms.patch import Patch

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ReadSet:
    """What to load before a write can be judged; everything is bounded by the design.

    `linked`: link field → (record id, paths wanted beyond it). `refs`: field → ids that must exist and be visible to
    the writer. `evidence`: gate evidence to be counted among other records.
    """

    linked: Mapping[str, tuple[str, frozenset[Path]]] = field(default_factory=dict)
    refs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found. `record` is the stored record (None for a new one), sub-table rows included.

    `linked`: link field → values by path beyond it, empty for a record that does not exist. `known`: field → the ids
    that exist. `counts`: evidence id → records found.
    """

    record: Values | None = None
    linked: Mapping[str, Mapping[Path, Value]] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def needs(plan: EntityPlan, patch: Patch, record: Values | None) -> ReadSet:
    """What the write of `patch` over `record` has to know; `record` is None for a new one."""
    old = {} if record is None else record
    linked = {
        link: (id, beyond)
        for link, beyond in plan.linked.items()
        if isinstance(id := patch.values.get(link, old.get(link)), str)
    }
    refs = {
        id: _ids(value)
        for id, value in patch.values.items()
        if value and id in plan.referring and (record is None or record.get(id) != value)
    }
    return ReadSet(linked, refs, tuple(_evidence(plan, patch, record)))


def _ids(value: Value) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, tuple) else (str(value),)


def _evidence(plan: EntityPlan, patch: Patch, record: Values | None) -> list[Evidence]:
    """Evidence among other records, of the stages that this write may leave or finish."""
    if record is None:
        return []
    found: list[Evidence] = []
    for gate in plan.entity.gates:
        moved = gate.field in patch.values and patch.values[gate.field] != record.get(gate.field)
        if not moved and gate.done is None:
            continue
        here = record.get(gate.field)
        for stage in gate.stages:
            if stage.option == here or (not moved and stage is gate.stages[-1]):
                found += (one for one in stage.evidence if one.kind == "records")
    return found
