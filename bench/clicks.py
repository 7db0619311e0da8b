"""Each of many requests once, over a few connections: wrk can only repeat requests for a time."""

import asyncio
from collections.abc import Iterator, Sequence


async def post_each(port: int, token: str, paths: Sequence[str], at_once: int) -> list[str]:
    """POST an empty object to each path; answers the status lines that were not 200."""
    waiting = iter(paths)
    failed: list[str] = []
    await asyncio.gather(*(_connection(port, token, waiting, failed) for _ in range(at_once)))
    return failed


async def _connection(port: int, token: str, waiting: Iterator[str], failed: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 2"
    for path in waiting:
        writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n\r\n{{}}".encode())
        status, *fields = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length = next(int(one.partition(":")[2]) for one in fields if one.lower().startswith("content-length:"))
        await reader.readexactly(length)
        if status.split(" ")[1] != "200":
            failed.append(status)
    writer.close()
    await writer.wait_closed()
