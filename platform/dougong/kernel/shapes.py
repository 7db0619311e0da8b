"""Shapes that the answers of several features share, as OpenAPI and the front end know them."""

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from dougong_engine.document import Json

CLOSED = ConfigDict(extra="forbid")
"""For answers whose members are all listed."""

OPEN = ConfigDict(extra="allow")
"""For answers in which members of a type, or of an app, stand beside the listed ones."""


@with_config(CLOSED)
class Named(TypedDict):
    """An object or person by id, with the name."""

    id: str
    name: str


@with_config(CLOSED)
class Made(TypedDict):
    """The id of what was made."""

    id: str


@with_config(CLOSED)
class Done(TypedDict):
    """It was done; there is nothing more to tell."""

    done: Literal[True]


@with_config(CLOSED)
class ProblemShown(TypedDict):
    """One problem: its stable code, where it is, and a sentence in the caller's language."""

    code: str
    path: list[str | int]
    params: dict[str, Json]
    message: str


@with_config(OPEN)
class RefusalShown(TypedDict):
    """A refusal that is part of an answer: code and title repeat the first problem."""

    type: str
    title: str
    status: int
    code: str
    problems: list[ProblemShown]


@with_config(OPEN)
class RecordShown(TypedDict):
    """A record; its fields stand beside these by key, as far as the reader may see them."""

    id: str
    version: int


@with_config(OPEN)
class ApiShown(TypedDict):
    """An OpenAPI document, as the OpenAPI specification words it."""

    openapi: str
    info: dict[str, Json]
    paths: dict[str, Json]


@with_config(CLOSED)
class HealthShown(TypedDict):
    """The server and its database answer."""

    status: Literal["ok"]
