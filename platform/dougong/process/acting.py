"""As whom a flow acts: with the rights that it lists, as its initiator, or as the holder of a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.kernel.workspace import Principal, Via
from dougong.records.planning import Holder, holder
from dougong.storage.driver.expressions import any_of
from dougong.storage.facts import Fetch
from dougong.storage.people_tables import people, role_members
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.access.plan import Held
from dougong_engine.approvals.settings import Approval
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Right
from dougong_engine.flows.node import FieldRights
from dougong_engine.flows.nodes.cc import Cc

_WS = sa.bindparam("ws", type_=UuidType())
_P = people.c
_SHOWN = (_P.id, _P.name, _P.admin, sa.func.coalesce(_P.locale, workspaces.c.locale), _P.epoch + workspaces.c.epoch)

NAMED = (
    sa.select(*_SHOWN)
    .join(workspaces, workspaces.c.id == _P.workspace_id)
    .where(_P.workspace_id == _WS, _P.active, any_of(_P.id, "people"))
)
ADMINS = (
    sa.select(*_SHOWN)
    .join(workspaces, workspaces.c.id == _P.workspace_id)
    .where(_P.workspace_id == _WS, _P.active, _P.admin)
    .order_by(_P.created_at, _P.id)
    .limit(1)
)
ROLES = sa.select(role_members.c.role_id).where(
    role_members.c.workspace_id == _WS, role_members.c.person_id == sa.bindparam("person", type_=UuidType())
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A caller, the rights with which he acts here, and the door that history names."""

    principal: Principal
    who: Holder
    via: Via


class Nobody(Exception):
    """There is no active person left as whom the flow could act."""


async def active(fetch: Fetch, statements: Statements, workspace_id: str, wanted: Sequence[str | None]) -> Principal:
    """The first of these people who is still there, else the first administrator; without rights of his own.

    History names him as the one who wrote, next to the run that made him.
    """
    ids = [one for one in wanted if one is not None]
    bound: dict[str, Any] = {"ws": workspace_id, "people": ids}
    found: dict[str, Any] = {str(row[0]): row for row in await fetch.fetch(statements(NAMED), bound)} if ids else {}
    row = next((found[one] for one in ids if one in found), None)
    if row is None:
        rows: list[Any] = await fetch.fetch(statements(ADMINS), {"ws": workspace_id})
        if not rows:
            raise Nobody
        row = rows[0]
    return _principal(workspace_id, row)


async def person(fetch: Fetch, statements: Statements, workspace_id: str, person_id: str) -> Principal:
    """That person with the roles of this moment. Raises Nobody when they have left."""
    rows: list[Any] = await fetch.fetch(statements(NAMED), {"ws": workspace_id, "people": [person_id]})
    if not rows:
        raise Nobody
    roles = await fetch.fetch(statements(ROLES), {"ws": workspace_id, "person": person_id})
    return _principal(workspace_id, rows[0], tuple(sorted(str(one) for (one,) in roles)), admin=bool(rows[0][2]))


def _principal(workspace_id: str, row: Any, roles: tuple[str, ...] = (), *, admin: bool = False) -> Principal:
    id, name, _, locale, epoch = row
    return Principal(
        workspace_id=workspace_id,
        person_id=id,
        account_id=None,
        name=name,
        roles=roles,
        admin=admin,
        abilities=frozenset(),
        epoch=epoch,
        locale=locale,
        kind="flow",
    )


def flow_rights(flow: Flow, version: int) -> Holder:
    """The rights that a flow lists for itself."""
    return Holder(("flow", flow.id, version), False, own=flow.rights)


def node_fields(flow: Flow, node_id: str) -> FieldRights | None:
    """The field rights that a node gives; None for one that gives none."""
    node = flow.node(node_id)
    return node.fields if isinstance(node, Approval | Cc) else None


def held_at(flow: Flow, version: int, node_id: str) -> Held | None:
    """What tasks and copies at a node give, on the records that they are about; None for a node that gives nothing."""
    fields, node = node_fields(flow, node_id), flow.node(node_id)
    if fields is None:
        return None
    rights = tuple(sorted((id, right_of(right)) for id, right in fields.items()))
    after = node.read_after if isinstance(node, Approval) else True
    return Held(flow.entity, ((flow.id, version, node_id),), (("*", "read"), *rights), after)


def task_rights(flow: Flow, version: int, node_id: str | None, principal: Principal) -> Holder:
    """The rights of somebody's roles, and of their tasks at a node."""
    held = None if node_id is None else held_at(flow, version, node_id)
    return holder(principal, () if held is None else (held,))


def right_of(right: str) -> Right:
    """The right of a role that the right of a node amounts to."""
    match right:
        case "hidden":
            return "none"
        case "edit" | "required":
            return "write"
        case _:
            return "read"
