"""A person as the directory reads it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the directory. `departments` holds the main one too; `can_sign_in` says that an account exists."""

    id: str
    name: str
    sort_name: str
    email: str | None
    phone: str | None
    position: str | None
    manager_id: str | None
    manager_name: str | None
    department_id: str | None
    department_name: str | None
    active: bool
    admin: bool
    locale: str | None
    account_id: str | None
    created_at: datetime
    departments: tuple[str, ...] = ()
