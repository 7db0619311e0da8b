"""Many approvals, begun while others are decided, each clicked as soon as its task is there."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg
import uvloop

LOOK_SECONDS = 0.04
"""So often somebody looks for new tasks."""
IN_FLIGHT, CHUNK = 200, 50
"""So many are under way at once; they are begun in requests of so many."""
MOST_SECONDS = 120.0


@dataclass(slots=True)
class Clicks:
    """People who approve what they are asked, over a few connections that are kept.

    `begin` begins so many approvals, `open_tasks` is the statement that lists the ids of open tasks, and `path` holds
    `@id`.
    """

    begin: Callable[[int], None]
    url: str
    open_tasks: str
    port: int
    token: str
    path: str
    at_once: int
    failed: list[str] = field(default_factory=list)
    _decided: int = 0
    _waiting: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)

    def approve(self, many: int) -> None:
        """So many tasks; RuntimeError if they do not come in time or one is refused."""
        uvloop.run(asyncio.wait_for(self._approve(many), MOST_SECONDS))
        if self.failed:
            raise RuntimeError(f"{len(self.failed)} approvals failed: {sorted(set(self.failed))}")

    async def _approve(self, many: int) -> None:
        connections = [asyncio.ensure_future(self._connection()) for _ in range(self.at_once)]
        seen: set[str] = set()
        begun = 0
        async with await psycopg.AsyncConnection.connect(self.url, autocommit=True) as looking:
            while len(seen) < many:
                while begun < many and begun - self._decided < IN_FLIGHT:
                    more = min(CHUNK, many - begun)
                    await asyncio.to_thread(self.begin, more)
                    begun += more
                rows = await (await looking.execute(self.open_tasks.encode())).fetchall()
                for id in {str(row[0]) for row in rows} - seen:
                    self._waiting.put_nowait(id)
                    seen.add(id)
                await asyncio.sleep(LOOK_SECONDS)  # the machine belongs to who makes the tasks
        for _ in connections:
            self._waiting.put_nowait(None)
        await asyncio.gather(*connections)

    async def _connection(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = "\r\n".join(
            [
                "Host: 127.0.0.1",
                f"Authorization: Bearer {self.token}",
                "Content-Type: application/json",
                "Content-Length: 2",
            ]
        )
        while (id := await self._waiting.get()) is not None:
            writer.write(f"POST {self.path.replace('@id', id)} HTTP/1.1\r\n{head}\r\n\r\n{{}}".encode())
            status, *fields = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            length = next(int(one.partition(":")[2]) for one in fields if one.lower().startswith("content-length:"))
            await reader.readexactly(length)
            if status.split(" ")[1] != "200":
                self.failed.append(status)
            self._decided += 1
        writer.close()
        await writer.wait_closed()
