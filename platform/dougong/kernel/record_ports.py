"""What files, search and webhooks must ask the record layer before they show anything."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from dougong.kernel.workspace import Principal
from dougong_engine.document import Json


class Place(NamedTuple):
    """One field of one record."""

    entity_id: str
    record_id: str
    field_id: str


class FileRights(Protocol):
    """Who may see a file that hangs on a record."""

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        """True if the principal may read that field of that record now, and the field still holds the file."""
        ...


class Readable(Protocol):
    """What a search may look at and show."""

    async def searchable(self, principal: Principal) -> Mapping[str, Collection[str]]:
        """Entity id → fields that some role of the principal grants on some rows; everything else is not searched."""
        ...

    async def titles(self, principal: Principal, places: Collection[Place]) -> Mapping[Place, str]:
        """The places that the principal may read now, each with its record's title (empty where that is hidden)."""
        ...


class Askable(Protocol):
    """What somebody may ask about records for later."""

    async def readable(self, principal: Principal) -> Collection[str]:
        """The entities of which the principal may read some records now."""
        ...

    async def condition(self, principal: Principal, entity_id: str, raw: Json) -> Json:
        """A condition (by field ids) as it may be kept.

        Refuses (422) what is no condition, fits no field or reads a field that is hidden from the principal.
        """
        ...


class RecordPayload(Protocol):
    """A record as a webhook's owner may read it."""

    async def payload(self, workspace_id: str, person_id: str, entity_id: str, record_id: str) -> Json:
        """The record by keys with that person's rights of this moment; None if they may not read it or it is gone."""
        ...

    async def matches(self, workspace_id: str, person_id: str, entity_id: str, record_id: str, condition: Json) -> bool:
        """Whether the record, as that person may read it, meets a condition tree now; no if that cannot be asked."""
        ...
