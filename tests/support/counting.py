"""A database that counts how often it is asked."""

from dougong.storage.driver.port import NOTHING, Database, Row, Statement, Values


class CountingDatabase:
    """Counts reads outside transactions and passes everything on."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.reads = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """One more read."""
        self.reads += 1
        return await self._inner.fetch(statement, values)
