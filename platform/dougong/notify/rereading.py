"""What of a notification its reader may still see: rights may have been withdrawn since it was written."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from dougong.kernel.workspace import Principal
from dougong.notify.store import Notification
from dougong.process.glances import Place
from dougong.process.titles import restricted

Readable = Callable[[Principal, Mapping[Place, frozenset[str]]], Awaitable[Mapping[Place, Mapping[str, object]]]]
"""Of these paths of these records those that the principal may read now, with their values."""


async def nothing_readable(_: Principal, __: Mapping[Place, frozenset[str]]) -> Mapping[Place, Mapping[str, object]]:
    """For deployments and tests without records."""
    return {}


async def as_read_now(reader: Principal, found: Sequence[Notification], readable: Readable) -> list[Notification]:
    """The same notifications; one that tells a value which the reader may not see now says only that it does."""
    wanted: dict[Place, frozenset[str]] = {}
    for one in found:
        if one.told:
            wanted[_place(one)] = wanted.get(_place(one), frozenset()) | frozenset(one.told)
    seen = {} if reader.admin or not wanted else await readable(reader, wanted)
    hidden = restricted(reader.locale)
    return [
        one
        if reader.admin or seen.get(_place(one), {}).keys() >= set(one.told)
        else replace(one, title=hidden, body="")
        for one in found
    ]


def _place(one: Notification) -> Place:
    """The record that a notification is about."""
    link = one.link if isinstance(one.link, dict) else {}
    return str(link.get("entity", "")), str(link.get("record", ""))
