"""/api/departments"""

from dataclasses import asdict

from fastapi import APIRouter

from dougong.kernel.routes import BESIDE, Caller, able, route
from dougong.people.departments.schemas import DepartmentChange, DepartmentOut, DepartmentsOut, NewDepartment
from dougong.people.departments.service import Department, Departments
from dougong.people.wire import PathId


def router(departments: Departments) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/departments", tags=["people"])

    @route(routes, "GET", "", BESIDE)
    async def list_departments(principal: Caller) -> DepartmentsOut:
        """The tree of departments, for everybody who is signed in."""
        tree = await departments.tree(principal.workspace_id)
        return DepartmentsOut(items=[_out(one) for one in tree])

    @route(routes, "POST", "", able("people"), status_code=201)
    async def create_department(principal: Caller, body: NewDepartment) -> DepartmentOut:
        """A new department."""
        return _out(await departments.create(principal, body))

    @route(routes, "PATCH", "/{department_id}", able("people"))
    async def change_department(principal: Caller, department_id: PathId, body: DepartmentChange) -> DepartmentOut:
        """Rename, reorder, move with everything below it, or name another leader."""
        return _out(await departments.change(principal, department_id, body))

    @route(routes, "DELETE", "/{department_id}", able("people"), status_code=204)
    async def delete_department(principal: Caller, department_id: PathId) -> None:
        """Remove an empty department."""
        await departments.delete(principal, department_id)

    return routes


def _out(department: Department) -> DepartmentOut:
    return DepartmentOut(**asdict(department))
