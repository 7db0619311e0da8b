"""The wire documents of webhooks."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from dougong.kernel.http.application import DESIGN
from dougong.webhooks.delivery_store import State
from dougong.webhooks.event import EventKind
from dougong_engine.document import Id, Json

Name = Annotated[str, Field(min_length=1, max_length=100)]
Url = Annotated[str, Field(min_length=8, max_length=2_000)]
Events = Annotated[tuple[EventKind, ...], Field(min_length=1, max_length=4)]
_FORMS = [{"$ref": f"#/components/schemas/{DESIGN}{form}"} for form in ("Test", "All", "Either", "Not")]
Filter = Annotated[Json, WithJsonSchema({"anyOf": [*_FORMS, {"type": "null"}]})]
"""A condition tree with ids for fields; it is read where fields are known, which tells places precisely."""


class Wire(BaseModel):
    """A frozen document with no unknown members."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NewWebhook(Wire):
    """`entity` None means every entity; without `secret` one is made and shown once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "ERP", "url": "https://erp.example.org/hook", "events": ["record.created"]}]
        }
    )

    name: Name
    url: Url
    events: Events
    entity: Id | None = None
    filter: Filter = None
    active: bool = True
    secret: str | None = None


class ChangedWebhook(Wire):
    """What is absent stays. Another host or port needs `secret` or `renew_secret`; the changer becomes the owner."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"active": False}]})

    name: Name | None = None
    url: Url | None = None
    events: Events | None = None
    entity: Id | None = None
    filter: Filter = None
    active: bool | None = None
    secret: str | None = None
    renew_secret: bool = False


class WebhookShown(Wire):
    """A webhook without its secret; that is shown once, by `WebhookWithSecret`."""

    id: str
    name: str
    url: str
    events: list[EventKind]
    entity: str | None
    filter: Filter
    active: bool
    owner: str
    created_at: datetime
    updated_at: datetime


class WebhookWithSecret(WebhookShown):
    """The answer to making or changing one; `secret` only where a new one was made just now."""

    secret: str | None


class Webhooks(Wire):
    """All of a workspace."""

    items: list[WebhookShown]


class DeliveryShown(Wire):
    """One line of the log: state pending, delivered, failed or skipped, and the latest try.

    `reason` says in the caller's language what `code` means; null where nothing went wrong.
    """

    id: str
    event: str
    type: str
    entity: str | None
    record: str | None
    version: int | None
    at: datetime
    state: State
    attempt: int
    next_try_at: datetime | None
    tried_at: datetime | None
    status: int | None
    code: str | None
    reason: str | None
    ms: int | None
    response_head: str | None


class DeliveryPage(Wire):
    """Latest first; `next` is a cursor, null at the end."""

    items: list[DeliveryShown]
    next: str | None
