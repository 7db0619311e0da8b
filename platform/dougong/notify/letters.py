"""The process runtime's way to people: its letters as messages of this package."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from dougong.kernel import outbox
from dougong.notify.live import Hint, tell
from dougong.notify.message import GiveUp, Kind, Link, Message, Retry
from dougong.notify.sending import Sending
from dougong.notify.store import NotificationRows
from dougong.notify.wording import compose
from dougong.process.ports import Letter
from dougong.storage.driver.port import Database, Step


class LetterBox:
    """Implements `process.ports.Messenger`."""

    def __init__(self, sending: Sending, rows: NotificationRows, database: Database) -> None:
        self._sending = sending
        self._rows = rows
        self._database = database

    async def plan(
        self, workspace_id: str, people: Sequence[str], what: str, channels: Sequence[str]
    ) -> Sequence[tuple[str, str]]:
        """Person and channel of each delivery, by what people chose."""
        return await self._sending.plan(workspace_id, people, cast(Kind, what), channels)

    async def deliver(self, letter: Letter, channel: str) -> None:
        """One delivery, in the reader's language. Raises TryAgain or GiveUp."""
        try:
            await self._sending.send(_message(letter), channel)
        except Retry as failure:
            raise outbox.TryAgain(failure.code, failure.after) from None
        except GiveUp as failure:
            raise outbox.GiveUp(failure.code) from None

    def steps(self, letter: Letter, at: datetime) -> Sequence[Step]:
        """The row in the reader's list; a second one of the same letter changes nothing."""
        return [self._rows.add_step(_message(letter), at)]

    async def hint(self, workspace_id: str, people: Sequence[str]) -> None:
        """A hint to open browsers; losing it costs them their next poll."""
        await tell(self._database, Hint(workspace_id, "notifications", tuple(dict.fromkeys(people))))


def _message(letter: Letter) -> Message:
    """The letter in words."""
    kind = cast(Kind, letter.what)
    title, body = compose(kind, letter.locale, letter.values.get, letter.title, letter.body)
    link = Link(entity=letter.entity, record=letter.record, task=letter.task, run=letter.run)
    return Message(letter.workspace_id, letter.person_id, kind, title, body, letter.key, link, letter.told)
