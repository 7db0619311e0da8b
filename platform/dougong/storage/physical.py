"""Generated names of tables and columns: user text never becomes SQL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dougong_engine.design.entity import Entity
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Storage

TABLE = ""
"""The item that stands for the entity's own table."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name under which an item is stored, and in what shape it was created."""

    name: str
    storage: Storage
    scale: int


Names = Mapping[str, Name]
"""By item: "" is the entity's table, `field` a column or side table, `field.column` a sub-table's column."""


def items(entity: Entity) -> Iterator[tuple[str, FieldSpec]]:
    """Every stored item of an entity apart from its table, with its field."""
    for spec in entity.fields:
        yield spec.id, spec
        if isinstance(spec, SubTable):
            for column in spec.fields:
                yield f"{spec.id}.{column.id}", column


def missing(entity: Entity, names: Names, next_table: int) -> dict[str, Name]:
    """Names for what is not stored yet; `next_table` is the first free number of the workspace.

    A field whose shape changed gets a new name: its old column stays beside it until the change is confirmed.
    """
    made: dict[str, Name] = {}
    tables = next_table
    columns = 1 + max((_number(one.name) for item, one in names.items() if one.name.startswith("f_")), default=0)
    if TABLE not in names:
        made[TABLE] = Name(f"t_{tables}", Storage.ROWS, 0)
        tables += 1
    for item, spec in items(entity):
        shape = spec.storage(), spec.scale()
        old = names.get(item)
        if shape[0] is Storage.NONE or (old is not None and (old.storage, old.scale) == shape):
            continue
        if shape[0] in (Storage.LINKS, Storage.ROWS):
            made[item] = Name(f"{'l' if shape[0] is Storage.LINKS else 't'}_{tables}", *shape)
            tables += 1
        else:
            made[item] = Name(f"f_{columns}", *shape)
            columns += 1
    return made


def next_table(names: Mapping[str, Names]) -> int:
    """The first table number that no entity of the workspace uses."""
    used = (_number(one.name) for each in names.values() for one in each.values() if not one.name.startswith("f_"))
    return 1 + max(used, default=0)


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])
