"""Row scopes as SQL predicates over a record's owner, or over the tasks about it."""

import re

import sqlalchemy as sa

from dougong.storage.people_tables import department_members, department_paths, people, reporting_paths
from dougong.storage.task_tables import run_readers, runs, tasks
from dougong.storage.types import TextType, UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.access.plan import TaskRows
from dougong_engine.design.role import Scope

ME = sa.bindparam("me", type_=UuidType())
WORKSPACE = sa.bindparam("ws", type_=UuidType())
DESIGN_ID = re.compile(r"[a-z][a-z0-9_]*")


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


def task_records(scope: TaskRows, entity_id: str) -> "sa.Select[tuple[object]] | sa.CompoundSelect[tuple[object]]":
    """Ids of an entity's records about which the caller has a task at these nodes, had one, or was given a copy."""
    mine = sa.select(runs.c.record_id).where(runs.c.workspace_id == WORKSPACE, runs.c.entity_id == _word(entity_id))
    of_task = sa.and_(tasks.c.workspace_id == runs.c.workspace_id, tasks.c.run_id == runs.c.id)
    held = mine.join(tasks, of_task).where(tasks.c.person_id == ME, _at_nodes(scope, tasks.c.node_id))
    if scope.open:
        return held.where(tasks.c.how.is_(None))
    of_copy = sa.and_(run_readers.c.workspace_id == runs.c.workspace_id, run_readers.c.run_id == runs.c.id)
    copied = mine.join(run_readers, of_copy).where(
        run_readers.c.person_id == ME, _at_nodes(scope, run_readers.c.node_id)
    )
    return sa.union_all(held, copied)


def _at_nodes(scope: TaskRows, node: "sa.ColumnElement[str]") -> "sa.ColumnElement[bool]":
    versions: dict[tuple[str, str], list[int]] = {}
    for flow, version, name in scope.nodes:
        versions.setdefault((flow, name), []).append(version)
    return sa.or_(
        sa.false(),
        *(
            sa.and_(
                runs.c.flow_id == _word(flow),
                node == _word(name),
                runs.c.version.in_([sa.literal_column(str(one), sa.Integer()) for one in sorted(some)]),
            )
            for (flow, name), some in sorted(versions.items())
        ),
    )


def _word(id: str) -> "sa.ColumnElement[str]":
    """An id of the design as a literal: part of what the statement is, so that it can be kept and used again."""
    if not DESIGN_ID.fullmatch(id):
        raise ValueError(id)
    return sa.literal_column(f"'{id}'", TextType())
