"""Who gets a message by which channel, and sending it there."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dougong.notify.message import Channel, GiveUp, Kind, Message
from dougong.notify.store import NotificationRows, PreferenceRows

ALWAYS = "in_app"
"""The channel that carries every message: what nobody chose to miss can be found again there."""


class Delivery(NamedTuple):
    """One thing to do: a person by a channel. Each is retried on its own."""

    person_id: str
    channel: str


class Sending:
    """Chooses channels and hands messages to them; `channels` maps names such as `in_app` and `mail`."""

    def __init__(self, channels: Mapping[str, Channel], rows: NotificationRows, preferences: PreferenceRows) -> None:
        self._channels = dict(channels)
        self._rows = rows
        self._preferences = preferences

    @property
    def names(self) -> tuple[str, ...]:
        """Every channel that this deployment has."""
        return tuple(self._channels)

    async def plan(
        self, workspace_id: str, person_ids: Sequence[str], kind: Kind, channels: Sequence[str]
    ) -> list[Delivery]:
        """The deliveries for people and asked channels: in the app always, others unless the person declined.

        Channels that this deployment lacks, and people who are gone, are left out.
        """
        asked = dict.fromkeys([ALWAYS, *(one for one in channels if one in self._channels)])
        ids = list(dict.fromkeys(person_ids))
        wanted = await self._preferences.of(workspace_id, ids)
        there = await self._rows.recipients(workspace_id, ids)
        return [
            Delivery(person_id, channel)
            for person_id in ids
            if person_id in there
            for channel in asked
            if channel == ALWAYS or wanted.get((person_id, kind, channel), True)
        ]

    async def send(self, message: Message, channel: str) -> None:
        """Deliver one message by one channel. Raises `Retry` or `GiveUp`."""
        way = self._channels.get(channel)
        if way is None:
            raise GiveUp("notify.channel.unknown")
        there = await self._rows.recipients(message.workspace_id, [message.person_id])
        if message.person_id not in there:
            raise GiveUp("notify.person.gone")
        await way.send(message, there[message.person_id])
