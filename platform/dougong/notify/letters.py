"""The process runtime's way to people: its letters as messages of this package."""

from collections.abc import Sequence
from typing import cast

from dougong.kernel import outbox
from dougong.notify.message import GiveUp, Kind, Link, Message, Retry
from dougong.notify.sending import Sending
from dougong.notify.store import NotificationRows
from dougong.notify.wording import compose
from dougong.process.ports import Letter


class LetterBox:
    """Implements `process.ports.Messenger`."""

    def __init__(self, sending: Sending, rows: NotificationRows) -> None:
        self._sending = sending
        self._rows = rows

    async def plan(
        self, workspace_id: str, people: Sequence[str], what: str, channels: Sequence[str]
    ) -> Sequence[tuple[str, str]]:
        """Person and channel of each delivery, by what people chose."""
        return await self._sending.plan(workspace_id, people, cast(Kind, what), channels)

    async def deliver(self, letter: Letter, channel: str) -> None:
        """One delivery, in the reader's language. Raises TryAgain or GiveUp."""
        there = await self._rows.recipients(letter.workspace_id, [letter.person_id])
        reader = there.get(letter.person_id)
        if reader is None:
            raise outbox.GiveUp("notify.person.gone")
        kind = cast(Kind, letter.what)
        title, body = compose(kind, reader.locale, letter.values.get, letter.title, letter.body)
        link = Link(entity=letter.entity, record=letter.record, task=letter.task, run=letter.run)
        message = Message(letter.workspace_id, letter.person_id, kind, title, body, letter.key, link)
        try:
            await self._sending.send(message, channel)
        except Retry as failure:
            raise outbox.TryAgain(failure.code, failure.after) from None
        except GiveUp as failure:
            raise outbox.GiveUp(failure.code) from None
