"""What the routes of entity drafts answer, as OpenAPI and the front end know it."""

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.design.draft_answers import Risk
from dougong.kernel.shapes import CLOSED
from dougong_engine.document import Json


@with_config(CLOSED)
class UserShown(TypedDict):
    """An object that mentions what was asked about, and in how many places."""

    by: str
    kind: str
    app: str
    name: str
    places: int


@with_config(CLOSED)
class UsersShown(TypedDict):
    """Who mentions the entity, and who each field; a column of a sub-table is named `table.column`."""

    object: list[UserShown]
    fields: dict[str, list[UserShown]]


@with_config(CLOSED)
class ReasonShown(TypedDict):
    """Why a change is no small one."""

    code: str
    params: dict[str, Json]
    message: str


@with_config(CLOSED)
class ConversionShown(TypedDict):
    """The risk of a change of a field, and how many of the `tried` values would be lost.

    `tried` are the filled values that the caller may read, up to a limit (`capped`); without `readable` none is.
    """

    level: Risk
    reasons: list[ReasonShown]
    tried: int
    lost: int
    capped: bool
    readable: bool
