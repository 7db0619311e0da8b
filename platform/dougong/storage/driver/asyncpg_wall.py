"""The second wall of PostgreSQL as connections see it: which workspace's rows each of them may touch now.

The setting costs a round trip only where a connection goes over to another workspace; the pool prefers one that
need not.
"""

import re
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import asyncpg

from dougong.storage.driver.port import Statement

SETTING = "dougong.workspace"
EVERY = "*"
"""For statements that ask across workspaces: who a session belongs to, what waits in the inbox."""
_WORKSPACE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def workspace_of(statement: Statement, arguments: Sequence[object]) -> str:
    """The workspace that a statement names among its arguments, else every one."""
    if statement.workspace is None:
        return EVERY
    found = str(arguments[statement.workspace]).lower()
    return found if _WORKSPACE.fullmatch(found) else EVERY


def workspace_of_all(statement: Statement, rows: Sequence[Sequence[object]]) -> str:
    """The workspace that all runs of a statement name, else every one."""
    named = {workspace_of(statement, row) for row in rows}
    return named.pop() if len(named) == 1 else EVERY


class Wall:
    """Keeps the setting of each connection. Where it does not stand nothing is asked and nothing is set."""

    def __init__(self, *, stands: bool) -> None:
        self.stands = stands
        self._set: WeakKeyDictionary[asyncpg.Connection, str] = WeakKeyDictionary()

    def fits(self, connection: asyncpg.Connection, workspace: str) -> bool:
        """Whether the connection need not be changed for this workspace."""
        return not self.stands or self._set.get(connection) == workspace

    async def admit(self, connection: asyncpg.Connection, workspace: str) -> None:
        """Let the connection touch the rows of this workspace and of no other."""
        if self.fits(connection, workspace):
            return
        self.forget(connection)
        await connection.execute(f"SET {SETTING} = '{workspace}'")
        self._set[connection] = workspace

    def forget(self, connection: asyncpg.Connection) -> None:
        """A rollback may have taken the setting back."""
        self._set.pop(connection, None)
