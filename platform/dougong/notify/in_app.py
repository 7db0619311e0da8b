"""The channel that always works: a row in the person's own list."""

from dougong.kernel.clock import Clock
from dougong.notify.live import Hint, tell
from dougong.notify.message import Message, Recipient
from dougong.notify.store import NotificationRows
from dougong.storage.driver.port import Database


class InApp:
    """Puts messages into people's lists and wakes their open browsers."""

    def __init__(self, database: Database, rows: NotificationRows, clock: Clock) -> None:
        self._database = database
        self._rows = rows
        self._clock = clock

    async def send(self, message: Message, to: Recipient) -> None:
        """Deliver; a second time changes nothing."""
        outcomes = await self._database.write([self._rows.add_step(message, self._clock.now())])
        if outcomes[0].affected:
            await tell(self._database, Hint(message.workspace_id, "notifications", (to.person_id,)))
