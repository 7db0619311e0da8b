"""Holds permission tests against the roles of a design, before it is published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dougong_engine.access.plan import Access, Inputs, hide_with_inputs, plan
from dougong_engine.computed.plan import entity_plan
from dougong_engine.design.entity import SYSTEM_IDS, Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role, Scope
from dougong_engine.errors import Problem
from dougong_engine.filters.condition import All, Condition, Either, Not, Test
from dougong_engine.filters.operator import OPERATORS
from dougong_engine.packages.format import PermissionTest, Relation

HOLDS: dict[str, frozenset[Relation]] = {
    "own": frozenset({"own"}),
    "subordinates": frozenset({"own", "subordinate"}),
    "department": frozenset({"own", "department"}),
    "department_tree": frozenset({"own", "department"}),
    "all": frozenset({"own", "subordinate", "department", "other"}),
}
"""For records in which relation to the reader a scope is sure to hold."""

READERS = frozenset({"me", "my_department", "my_departments", "my_subordinates"})
"""Tokens that stand for the reader or those around him."""

OWNERS: dict[str, Relation] = {"me": "own", "my_subordinates": "subordinate"}
"""What a record is whose owner is one of those that the token stands for."""

EITHER = frozenset({True, False})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test: `problem` where the roles do not keep it; not `asked` where its role, entity or field is
    gone, so that it says nothing."""

    test: PermissionTest
    asked: bool
    problem: Problem | None = None


def failing(design: Design, tests: Iterable[PermissionTest]) -> Iterator[Problem]:
    """The tests that the roles of the design do not keep."""
    return (one.problem for one in outcomes(design, tests) if one.problem is not None)


def outcomes(design: Design, tests: Iterable[PermissionTest]) -> Iterator[Outcome]:
    """What comes of each test.

    A condition on other things than the reader may hold for any record, so that what it opens counts as open.
    """
    rights = _Rights(design)
    for test in tests:
        role, entity = design.get(Role, test.role), design.entity(test.entity)
        if role is None or entity is None or (test.field is not None and not _has(entity, test.field)):
            yield Outcome(test, asked=False)
        elif rights.may(role, entity, test) is test.allowed:
            yield Outcome(test, asked=True)
        else:
            yield Outcome(test, asked=True, problem=_broken(test, role, entity))


def _broken(test: PermissionTest, role: Role, entity: Entity) -> Problem:
    field = entity.field(test.field) if test.field is not None else None
    params = {
        "test": test.name,
        "role": role.name,
        "action": test.action,
        "entity": entity.name,
        "field": "" if test.field is None else test.field if field is None else field.name,
        "record": test.record,
    }
    code = "publish.permission_test.refused" if test.allowed else "publish.permission_test.granted"
    return Problem(code, (role.id, test.id), params)


def _has(entity: Entity, field: str) -> bool:
    return entity.field(field) is not None or field in SYSTEM_IDS


class _Rights:
    """The rights that each role alone gives in a design."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._inputs = cache(self._computed)

    def may(self, role: Role, entity: Entity, test: PermissionTest) -> bool:
        access = self._access(role, entity)
        match test.action:
            case "read":
                where = access.rows if test.field is None else access.read.get(test.field, frozenset())
            case "create" if test.field is not None:
                where = access.create.get(test.field, frozenset())
            case "update" if test.field is not None:
                where = access.write.get(test.field, frozenset())
            case action:
                where = access.acts.get(action, frozenset())
        scopes = (access.scopes[one] for one in where)
        return any(isinstance(one, Scope) and _holds(one, test.record) for one in scopes)

    def _access(self, role: Role, entity: Entity) -> Access:
        def granted(id: str) -> Access:
            other = self._design.entity(id)
            return plan(other if other is not None else entity, role.grants)

        return hide_with_inputs(entity.id, cache(granted), self._inputs)

    def _computed(self, id: str) -> Inputs:
        entity = self._design.entity(id)
        return entity_plan(self._design, entity).inputs if entity is not None else {}


def _holds(scope: Scope, record: Relation) -> bool:
    if scope.rows == "condition":
        return scope.where is None or True in _outcomes(scope.where, record)
    return record in HOLDS[scope.rows]


def _outcomes(condition: Condition, record: Relation) -> frozenset[bool]:
    """What a condition may come to for a record in that relation to the reader."""
    match condition:
        case Test():
            return _outcome(condition, record)
        case All(all=parts):
            return _together([_outcomes(part, record) for part in parts], decisive=False)
        case Either(any=parts):
            return _together([_outcomes(part, record) for part in parts], decisive=True)
        case Not(not_=part):
            return frozenset(not one for one in _outcomes(part, record))


def _together(parts: list[frozenset[bool]], *, decisive: bool) -> frozenset[bool]:
    """The outcomes of parts of which a single `decisive` one settles the whole."""
    settled = {decisive} if any(decisive in one for one in parts) else set[bool]()
    return frozenset(settled | ({not decisive} if all((not decisive) in one for one in parts) else set()))


def _outcome(test: Test, record: Relation) -> frozenset[bool]:
    who = test.value.get("token") if isinstance(test.value, dict) else None
    if who not in READERS:
        return EITHER
    if record == "other":
        met = False
    elif test.field == "owner" and who in OWNERS:
        met = record == OWNERS[str(who)]
    else:
        return EITHER
    operator = OPERATORS.get(test.op)
    return frozenset({met is not (operator is not None and operator.on_empty)})


__all__ = ["Outcome", "failing", "outcomes"]
