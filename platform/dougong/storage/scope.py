"""Row scopes as SQL predicates over a record's owner."""

import sqlalchemy as sa

from dougong.storage.people_tables import department_members, department_paths, people, reporting_paths
from dougong.storage.types import UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.design.role import Scope

ME = sa.bindparam("me", type_=UuidType())
WORKSPACE = sa.bindparam("ws", type_=UuidType())


def stamp() -> "sa.ScalarSelect[int]":
    """The caller's epoch (person's plus workspace's) as a subquery; null for someone who is no longer active.

    Data statements carry it so that rights read under another epoch are void at once.
    """
    return (
        sa.select(people.c.epoch + workspaces.c.epoch)
        .join(workspaces, workspaces.c.id == people.c.workspace_id)
        .where(people.c.workspace_id == WORKSPACE, people.c.id == ME, people.c.active)
        .scalar_subquery()
    )


def my_departments() -> "sa.Select[tuple[object]]":
    """Ids of the departments that the caller belongs to."""
    return sa.select(department_members.c.department_id).where(
        department_members.c.workspace_id == WORKSPACE, department_members.c.person_id == ME
    )


def my_subordinates() -> "sa.Select[tuple[object]]":
    """Ids of everyone below the caller."""
    return sa.select(reporting_paths.c.person_id).where(
        reporting_paths.c.workspace_id == WORKSPACE, reporting_paths.c.manager_id == ME
    )


def owner_in(scope: Scope, owner: "sa.ColumnElement[object]") -> "sa.ColumnElement[bool] | None":
    """The predicate of a scope that depends on the owner alone; None for all rows. Conditions are not its business."""
    match scope.rows:
        case "all":
            return None
        case "own":
            return owner == ME
        case "subordinates":
            return sa.or_(owner == ME, owner.in_(my_subordinates()))
        case "department":
            return owner.in_(_members(my_departments()))
        case "department_tree":
            below = sa.select(department_paths.c.department_id).where(
                department_paths.c.workspace_id == WORKSPACE, department_paths.c.ancestor_id.in_(my_departments())
            )
            # Wrapped, PostgreSQL looks each owner up in one hash instead of guessing how few rows a join would leave.
            return sa.func.coalesce(owner.in_(_members(below)), sa.false())
        case "condition":
            raise TypeError("a scope by condition is compiled by the reader")


def _members(departments: "sa.Select[tuple[object]]") -> "sa.Select[tuple[object]]":
    return sa.select(department_members.c.person_id).where(
        department_members.c.workspace_id == WORKSPACE, department_members.c.department_id.in_(departments)
    )
