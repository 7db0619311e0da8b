"""Wire documents of sign-in and of the caller's own page."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from dougong.people.wire import Moment, Name, RowId
from dougong_engine.design.role import Ability
from dougong_engine.document import Doc

# Not stripped and not normalised: a password is what was typed. Longer ones are refused before hashing.
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Locale = Literal["zh-CN", "en"]


class SignIn(Doc):
    """`login` is the email of the account; without `workspace` it is the account's first one."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"login": "someone@example.org", "password": "a long password"}]}
    )

    login: Annotated[str, StringConstraints(min_length=1, max_length=254)]
    password: Password
    workspace: RowId | None = None


class SignedIn(Doc):
    """With `must_change` everything but choosing a password is refused."""

    person_id: RowId
    workspace_id: RowId
    must_change: bool


class NewPassword(Doc):
    """Both as typed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"current_password": "the old one", "new_password": "a longer new one"}]}
    )

    current_password: Password
    new_password: Password


class MyPerson(Doc):
    """The caller's row of the directory."""

    id: RowId
    name: str
    email: str | None


class MyWorkspace(Doc):
    """A workspace that the caller's account is in."""

    id: RowId
    name: str


class RoleName(Doc):
    """A role of the caller."""

    id: str
    name: str


class Me(Doc):
    """Who is signed in and what the shell needs to know about them."""

    person: MyPerson
    workspace: MyWorkspace
    workspaces: list[MyWorkspace]
    roles: list[RoleName]
    abilities: list[Ability]
    admin: bool
    locale: Locale
    timezone: str
    must_change: bool


class MyChange(Doc):
    """Null takes the workspace's language."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"locale": "en"}]})

    locale: Locale | None


class SessionOut(Doc):
    """`current` marks the one that asks."""

    id: RowId
    created_at: Moment
    seen_at: Moment
    user_agent: str
    ip: str
    current: bool


class SessionsOut(Doc):
    """Latest used first."""

    items: list[SessionOut]


class NewToken(Doc):
    """A wider scope includes the narrower ones; without `days` the token has no end."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "ERP", "scopes": ["read"], "days": 90}]})

    name: Name
    scopes: Annotated[list[Literal["read", "write", "admin"]], Field(min_length=1, max_length=3)]
    days: Annotated[int, Field(ge=1, le=3650, strict=True)] | None = 90


class TokenOut(Doc):
    """A token without its secret."""

    id: RowId
    name: str
    scopes: list[str]
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None


class TokensOut(Doc):
    """Newest first."""

    items: list[TokenOut]


class TokenCreated(Doc):
    """`secret` is shown this once."""

    secret: str
    token: TokenOut
