"""/api/people"""

from typing import Annotated

from fastapi import APIRouter, Query

from dougong.kernel.routes import BESIDE, Caller, able, route
from dougong.kernel.workspace import Principal
from dougong.people.directory.columns import Person
from dougong.people.directory.schemas import (
    Contact,
    NewPerson,
    OneTimePassword,
    PeoplePage,
    PersonChange,
    PersonCreated,
    PersonDetail,
    PersonOut,
)
from dougong.people.directory.service import People, Search, sees_contacts
from dougong.people.directory.standing import Standing
from dougong.people.tokens.service import in_session
from dougong.people.wire import UUID_PATTERN, PathId

Text = Annotated[str, Query(max_length=50)]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=1000)]
DepartmentId = Annotated[str | None, Query(pattern=UUID_PATTERN)]


def router(people: People, standing: Standing) -> APIRouter:
    """The routes over the directory."""
    routes = APIRouter(prefix="/api/people", tags=["people"])

    async def detail(principal: Principal, person_id: str) -> PersonDetail:
        person, roles = await people.get(principal, person_id)
        return _detail(person, roles, principal)

    @route(routes, "GET", "", BESIDE)
    async def list_people(
        principal: Caller,
        q: Text = "",
        department: DepartmentId = None,
        inactive: bool = False,
        limit: Limit = 100,
        cursor: Cursor = None,
    ) -> PeoplePage:
        """People in order of pinyin; `q` finds names, pinyin and initials; a department includes those below it."""
        items, following = await people.page(principal, Search(q, department, inactive, limit, cursor))
        return PeoplePage(items=[_row(one, principal) for one in items], next=following)

    @route(routes, "POST", "", able("people"), status_code=201)
    async def create_person(principal: Caller, body: NewPerson) -> PersonCreated:
        """A new person, with an account if asked."""
        if body.sign_in:
            in_session(principal)
        person_id, password = await people.create(principal, body)
        one_time = OneTimePassword(login=str(body.email), password=password) if password else None
        return PersonCreated(person=await detail(principal, person_id), one_time=one_time)

    @route(routes, "GET", "/{person_id}", BESIDE)
    async def read_person(principal: Caller, person_id: PathId) -> PersonDetail:
        """One person."""
        return await detail(principal, person_id)

    @route(routes, "PATCH", "/{person_id}", able("people"))
    async def change_person(principal: Caller, person_id: PathId, body: PersonChange) -> PersonDetail:
        """Change, deactivate or bring back a person; only an admin changes `admin`."""
        await people.change(principal, person_id, body)
        return await detail(principal, person_id)

    @route(routes, "POST", "/{person_id}/password", able("people"))
    async def reset_password(principal: Caller, person_id: PathId) -> OneTimePassword:
        """A new one-time password; every session and API token of the person ends."""
        in_session(principal)
        login, password = await standing.reset_password(principal, person_id)
        return OneTimePassword(login=login, password=password)

    return routes


def _contact(person: Person, principal: Principal) -> Contact | None:
    if not sees_contacts(principal) and person.id != principal.person_id:
        return None
    return Contact(
        email=person.email,
        phone=person.phone,
        admin=person.admin,
        can_sign_in=person.account_id is not None,
        locale=person.locale,
        created_at=person.created_at,
    )


def _shown(person: Person, principal: Principal) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "position": person.position,
        "manager_id": person.manager_id,
        "manager_name": person.manager_name,
        "department_id": person.department_id,
        "department_name": person.department_name,
        "active": person.active,
        "contact": _contact(person, principal),
    }


def _row(person: Person, principal: Principal) -> PersonOut:
    return PersonOut.model_validate(_shown(person, principal))


def _detail(person: Person, roles: list[str], principal: Principal) -> PersonDetail:
    shown = roles if sees_contacts(principal) or person.id == principal.person_id else []
    return PersonDetail.model_validate(
        {**_shown(person, principal), "departments": list(person.departments), "roles": sorted(shown)}
    )
