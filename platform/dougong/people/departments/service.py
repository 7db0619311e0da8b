"""Changing the tree of departments; everything under a department moves with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dougong.kernel.ids import new_id
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.departments.schemas import DepartmentChange, NewDepartment
from dougong.people.departments.store import DepartmentStore
from dougong.people.gain import BY_DEPARTMENT, gains_by
from dougong.people.sort_names import sort_name
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.port import Row, Session, in_transaction
from dougong_engine.document import Json

MOST = 5_000
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Department:
    """A department; `members` counts people in it, not below it."""

    id: str
    parent_id: str | None
    name: str
    position: int
    leader_id: str | None
    members: int


class Departments:
    """The tree of one workspace at a time."""

    def __init__(self, store: DepartmentStore, roles: RoleNames, now: Callable[[], datetime]) -> None:
        self._store = store
        self._roles = roles
        self._now = now

    async def tree(self, workspace_id: str) -> list[Department]:
        """Every department, in order of place among its siblings."""
        return [_department(row) for row in await self._store.tree(workspace_id)]

    async def create(self, principal: Principal, new: NewDepartment) -> Department:
        """A department under another one, or a new root."""
        workspace_id = principal.workspace_id
        department_id = new_id()

        async def work(session: Session) -> Department:
            await self._store.lock(session, workspace_id)
            if await self._store.count(session, workspace_id) >= MOST:
                raise refuse(409, "department.many", most=MOST)
            await self._check_leader(session, workspace_id, new.leader_id)
            if new.parent_id is not None:
                await self._check_parent(session, workspace_id, new.parent_id)
            row: dict[str, object] = {
                "workspace_id": workspace_id,
                "id": department_id,
                "parent_id": new.parent_id,
                "name": new.name,
                "sort_name": sort_name(new.name),
                "position": new.position,
                "leader_id": new.leader_id,
            }
            await self._store.insert(session, row)
            await self._trace(session, principal, "department.created", department_id, {"name": new.name})
            return await self._found(session, workspace_id, department_id)

        return await in_transaction(self._store.database, work)

    async def change(self, principal: Principal, department_id: str, change: DepartmentChange) -> Department:
        """Rename, reorder, move or give another leader; only what the change names."""
        workspace_id = principal.workspace_id
        wanted = change.model_dump(exclude_unset=True)

        async def work(session: Session) -> Department:
            await self._store.lock(session, workspace_id)
            now = await self._found(session, workspace_id, department_id)
            if "name" in wanted:
                name = wanted["name"]
                await self._store.set(session, workspace_id, department_id, "name", name, sort_name(name))
            if "position" in wanted:
                await self._store.set(session, workspace_id, department_id, "position", wanted["position"])
            if "leader_id" in wanted:
                await self._check_leader(session, workspace_id, wanted["leader_id"])
                await self._store.set(session, workspace_id, department_id, "leader_id", wanted["leader_id"])
            if "parent_id" in wanted and wanted["parent_id"] != now.parent_id:
                await self._move(session, principal, now, wanted["parent_id"])
            await self._trace(session, principal, "department.changed", department_id, wanted)
            return await self._found(session, workspace_id, department_id)

        return await in_transaction(self._store.database, work)

    async def delete(self, principal: Principal, department_id: str) -> None:
        """Only an empty one: refuses (409) while people or departments are in it."""
        workspace_id = principal.workspace_id

        async def work(session: Session) -> None:
            await self._store.lock(session, workspace_id)
            now = await self._found(session, workspace_id, department_id)
            if now.members or await self._store.has_children(session, workspace_id, department_id):
                raise refuse(409, "department.in_use", name=now.name, members=now.members)
            await self._store.delete(session, workspace_id, department_id)
            await self._trace(session, principal, "department.deleted", department_id, {"name": now.name})

        await in_transaction(self._store.database, work)

    async def _move(self, session: Session, principal: Principal, moved: Department, parent_id: str | None) -> None:
        workspace_id = principal.workspace_id
        if parent_id is not None:
            await self._check_parent(session, workspace_id, parent_id)
            if await self._store.is_below(session, workspace_id, moved.id, parent_id):
                raise refuse(409, "department.cycle", ("parent_id",), name=moved.name)
            mine = await self._store.belongs_above(session, workspace_id, parent_id, principal.person_id)
            if mine and await gains_by(self._roles, principal, BY_DEPARTMENT):
                raise refuse(403, "person.self", ("parent_id",))
        await self._store.move(session, workspace_id, moved.id, parent_id)

    async def _check_parent(self, session: Session, workspace_id: str, parent_id: str) -> None:
        depth = await self._store.depth(session, workspace_id, parent_id)
        if depth == 0:
            raise refuse(422, "department.unknown", ("parent_id",))
        if depth >= DEEPEST:
            raise refuse(422, "department.deep", ("parent_id",), most=DEEPEST)

    async def _check_leader(self, session: Session, workspace_id: str, person_id: str | None) -> None:
        if person_id is not None and not await self._store.has_person(session, workspace_id, person_id):
            raise refuse(422, "person.unknown", ("leader_id",))

    async def _found(self, session: Session, workspace_id: str, department_id: str) -> Department:
        row = await self._store.one(session, workspace_id, department_id)
        if row is None:
            raise refuse(404, "department.unknown")
        return _department(row)

    async def _trace(
        self, session: Session, principal: Principal, action: str, department_id: str, detail: dict[str, Json]
    ) -> None:
        subject = f"department:{department_id}"
        entry = AuditEntry(principal.workspace_id, self._now(), principal.person_id, action, subject, detail)
        await self._store.audit(session, entry)


def _department(row: Row) -> Department:
    return Department(*row)  # type: ignore[arg-type]  # the columns in order
