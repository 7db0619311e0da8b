"""What the shell asks first: who am I, where, and what may I do."""

from typing import cast

from dougong.kernel.ports import RoleNames
from dougong.kernel.workspace import Principal
from dougong.people.sign_in.schemas import Locale, Me, MyPerson, MyWorkspace, RoleName
from dougong.people.sign_in.store import SignInStore


class Mirror:
    """Answers `GET /api/me`."""

    def __init__(self, store: SignInStore, roles: RoleNames) -> None:
        self._store = store
        self._roles = roles

    async def me(self, principal: Principal) -> Me:
        """The caller, read anew."""
        row = await self._store.own_page(principal.workspace_id, principal.person_id)
        documents = await self._roles.roles(principal.workspace_id, principal.locale)
        memberships = await self._store.memberships(principal.account_id) if principal.account_id else []
        return Me(
            person=MyPerson(id=principal.person_id, name=principal.name, email=row.email),
            workspace=MyWorkspace(id=principal.workspace_id, name=row.workspace),
            workspaces=[MyWorkspace(id=workspace, name=name) for workspace, _, name in memberships],
            roles=[RoleName(id=role, name=documents[role].name) for role in principal.roles if role in documents],
            abilities=sorted(principal.abilities),
            admin=principal.admin,
            locale=cast("Locale", principal.locale if principal.locale in ("zh-CN", "en") else "zh-CN"),
            timezone=row.timezone,
            must_change=row.must_change,
        )
