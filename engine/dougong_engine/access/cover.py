"""Whether somebody's roles cover another role: nobody may hand out more than they hold."""

from collections.abc import Iterable, Mapping

from dougong_engine.design.role import Grant, Right, Role, Scope

# Masked shows part of a value; what one may do with each right, narrower first.
STRENGTH: Mapping[Right, int] = {"none": 0, "masked": 1, "read": 2, "write": 3}
# A scope covers itself and those named here, whatever the caller's place in the company.
NARROWER: Mapping[str, frozenset[str]] = {
    "all": frozenset({"own", "subordinates", "department", "department_tree", "condition"}),
    "subordinates": frozenset({"own"}),
    "department_tree": frozenset({"department"}),
}


def covers(held: Iterable[Role], wanted: Role) -> bool:
    """Whether each ability and each grant of `wanted` lies within one role of `held`.

    Errs on the side of refusing: grants are compared one with one, never as unions.
    """
    roles = tuple(held)
    abilities = {ability for role in roles for ability in role.abilities}
    grants = [grant for role in roles for grant in role.grants]
    return abilities.issuperset(wanted.abilities) and all(
        any(_grant_covers(own, grant) for own in grants) for grant in wanted.grants
    )


def _grant_covers(own: Grant, other: Grant) -> bool:
    return (
        own.entity == other.entity
        and _scope_covers(own.scope, other.scope)
        and _scope_covers(own.edit_scope or own.scope, other.edit_scope or other.scope)
        and set(own.actions).issuperset(other.actions)
        and set(own.buttons).issuperset(other.buttons)
        and _fields_cover(own.fields, other.fields)
    )


def _scope_covers(own: Scope, other: Scope) -> bool:
    return own == other or other.rows in NARROWER.get(own.rows, frozenset())


def _fields_cover(own: Mapping[str, Right], other: Mapping[str, Right]) -> bool:
    names = {*own, *other, "*"}
    return all(STRENGTH[_right(own, name)] >= STRENGTH[_right(other, name)] for name in names)


def _right(fields: Mapping[str, Right], name: str) -> Right:
    return fields.get(name, fields.get("*", "none"))
