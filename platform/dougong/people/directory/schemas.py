"""Wire documents of people."""

from typing import Annotated

from pydantic import ConfigDict, Field

from dougong.people.wire import Email, Moment, Name, Page, Phone, RowId, Short, undefaulted
from dougong_engine.document import Doc

Locale = Annotated[str, Field(pattern=r"^(zh-CN|en)$")]
Departments = Annotated[list[RowId], Field(max_length=20)]


class PersonOut(Doc):
    """`contact` is null for callers who may not see how to reach the person."""

    id: RowId
    name: str
    position: str | None
    manager_id: RowId | None
    manager_name: str | None
    department_id: RowId | None
    department_name: str | None
    active: bool
    contact: "Contact | None" = None


class Contact(Doc):
    """What only people administrators and the person see."""

    email: str | None
    phone: str | None
    admin: bool
    can_sign_in: bool
    locale: str | None
    created_at: Moment


class PersonDetail(PersonOut):
    """One person; `departments` holds the main one too, `roles` only where contact is shown."""

    departments: list[RowId]
    roles: list[str]


class PeoplePage(Page):
    """In order of pinyin."""

    items: list[PersonOut]


class NewPerson(Doc):
    """`sign_in` makes an account for the email and answers its one-time password."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "林一", "email": "someone@example.org", "sign_in": True}]}
    )

    name: Name
    email: Email | None = None
    phone: Phone | None = None
    position: Short | None = None
    manager_id: RowId | None = None
    department_id: RowId | None = None
    departments: Departments = Field(default_factory=list)
    sign_in: bool = Field(default=False, strict=True)
    admin: bool = Field(default=False, strict=True)


class PersonChange(Doc):
    """Absent members stay as they are, null empties."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"position": "销售经理"}]})

    name: Name = Field(default="", json_schema_extra=undefaulted)
    email: Email | None = None
    phone: Phone | None = None
    position: Short | None = None
    manager_id: RowId | None = None
    department_id: RowId | None = None
    departments: Departments = Field(default_factory=list)
    active: bool = Field(default=True, strict=True)
    admin: bool = Field(default=False, strict=True)


class OneTimePassword(Doc):
    """Shown once; the person must choose an own one at the first sign-in."""

    login: str
    password: str


class PersonCreated(Doc):
    """`one_time` is null where no account was asked for."""

    person: PersonDetail
    one_time: OneTimePassword | None
