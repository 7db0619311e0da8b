"""What the routes of drafts take."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from dougong_engine.document import Id, Json

Ids = Annotated[list[Id], Field(max_length=2000)]
EXAMPLE: dict[str, Json] = {
    "format": 1,
    "kind": "entity",
    "id": "ent_visit",
    "app": "app_sales",
    "name": "拜访",
    "key": "visit",
    "title": "subject",
    "fields": [{"id": "subject", "key": "subject", "name": "主题", "type": "text", "required": True}],
}


def _body(**example: Any) -> ConfigDict:
    return ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [example]})


class DraftSaved(BaseModel):
    """A draft and the revision that it was made from."""

    model_config = _body(revision=3, document=EXAMPLE)

    revision: Annotated[int, Field(ge=0)]
    document: dict[str, Json]


class ObjectMade(BaseModel):
    """A new object; its id is made by the server, and what its kind needs at least is put in."""

    model_config = _body(document={"kind": "entity", "app": "app_sales", "name": "拜访", "key": "visit"})

    document: dict[str, Json]


class DraftsAsked(BaseModel):
    """Which drafts; all without `ids`."""

    model_config = _body(ids=["ent_visit", "frm_visit"])

    ids: Ids | None = None


class DraftsPublished(DraftsAsked):
    """`confirm` accepts that data may be lost; `accept_empty` that older records keep required fields empty."""

    model_config = _body(ids=["ent_visit", "frm_visit"], confirm=False, accept_empty=False)

    confirm: bool = False
    accept_empty: bool = False


class RollBack(BaseModel):
    """Which version to publish anew."""

    model_config = _body(version=2, confirm=False, accept_empty=False)

    version: Annotated[int, Field(ge=1)]
    confirm: bool = False
    accept_empty: bool = False


class FieldAsked(BaseModel):
    """A field of the entity with other settings, perhaps of another type."""

    model_config = _body(to={"id": "subject", "key": "subject", "name": "主题", "type": "long_text"})

    to: dict[str, Json]
