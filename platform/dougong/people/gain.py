"""Whether moving others in the company would widen what the mover sees."""

from collections.abc import Collection

from dougong.kernel.ports import RoleNames
from dougong.kernel.workspace import Principal

BY_REPORTING = frozenset({"subordinates"})
BY_DEPARTMENT = frozenset({"department", "department_tree"})


async def gains_by(roles: RoleNames, principal: Principal, scopes: Collection[str]) -> bool:
    """True if a role of the caller sees rows by one of these scopes; an admin sees everything already."""
    if principal.admin:
        return False
    documents = await roles.roles(principal.workspace_id)
    return any(
        scope is not None and scope.rows in scopes
        for role in principal.roles
        if role in documents
        for grant in documents[role].grants
        for scope in (grant.scope, grant.edit_scope)
    )
