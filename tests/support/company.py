"""A small company, and a small judge of conditions: what a run needs to know of the world."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.filters.condition import All, Condition, Either, Not, Test

ORDER = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


@dataclass
class Company:
    """People as plain dicts; a person who is not in `gone` can act."""

    managers: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    owner: str = "olga"
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def active(self, person: str) -> bool:
        return person not in self.gone

    def manager_of(self, person: str) -> str | None:
        return self.managers.get(person)

    def members_of(self, role: str) -> tuple[str, ...]:
        return self.roles.get(role, ())

    def department_of(self, person: str) -> str | None:
        return self.departments.get(person)

    def head_of(self, department: str) -> str | None:
        return self.heads.get(department)

    def parent_of(self, department: str) -> str | None:
        return self.parents.get(department)

    def bound_to(self, slot: str) -> tuple[str, ...]:
        return self.slots.get(slot, ())

    def app_owner(self) -> str | None:
        return self.owner


def holds(condition: Condition, values: Mapping[str, Json]) -> bool:
    """A small judge of conditions: the operators that these tests use."""
    match condition:
        case Test(field=name, op=op, value=value):
            have = values.get(name)
            table = {
                "is": have == value,
                "is_not": have != value,
                "is_empty": have in (None, ""),
                "is_not_empty": have not in (None, ""),
            }
            if op in ORDER:
                return have is not None and ORDER[op](Decimal(str(have)), Decimal(str(value)))
            if op not in table:
                raise Invalid([Problem("filter.operator.unknown")])
            return table[op]
        case All(all=parts):
            return all(holds(one, values) for one in parts)
        case Either(any=parts):
            return any(holds(one, values) for one in parts)
        case Not(not_=part):
            return not holds(part, values)
