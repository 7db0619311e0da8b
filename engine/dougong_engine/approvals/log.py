"""The decision log: append-only entries, each chained to the one before by a digest."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from dougong_engine.document import Json

Act = Literal[
    "submit",
    "approve",
    "reject",
    "auto_approve",
    "send_back",
    "resubmit",
    "transfer",
    "add_before",
    "add_after",
    "add_beside",
    "take_back",
    "escalate",
    "timeout",
    "comment",
    "copy",
    "withdraw",
    "cancel",
    "rerun",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be logged; number, time and chain are added when the step is sealed.

    `by` None is the flow itself, `behalf` the person for whom `by` acted, `people` those whom the act concerns, `voids`
    the numbers of entries that no longer count, `snapshot` the digest of the record as the person saw it.
    """

    act: Act
    by: str | None
    task: str | None = None
    behalf: str | None = None
    people: tuple[str, ...] = ()
    why: str = ""
    comment: str = ""
    signature: str | None = None
    attachments: tuple[str, ...] = ()
    snapshot: str = ""
    voids: tuple[int, ...] = ()


DRAFTED = tuple(one.name for one in fields(Draft))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log; `number` starts at 1."""

    number: int
    at: datetime
    node: str
    visit: int
    draft: Draft


_FORM = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)


def digest(value: Json) -> str:
    """SHA-256 of the one JSON form of a value, in hex."""
    return hashlib.sha256(_FORM.encode(value).encode()).hexdigest()


def plain(entry: Entry) -> dict[str, Json]:
    """The entry as JSON; what persons wrote is there as a digest only, so that erasing it leaves the chain whole."""
    act = {name: getattr(entry.draft, name) for name in DRAFTED}
    act["comment"] = digest(entry.draft.comment) if entry.draft.comment else ""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "node": entry.node,
        "visit": entry.visit,
        **{name: list(value) if isinstance(value, tuple) else value for name, value in act.items()},
    }


def chain(head: str, entry: Entry) -> str:
    """The new head after the entry."""
    return digest([head, plain(entry)])


def verify(lines: Iterable[tuple[Entry, str]], head: str) -> int | None:
    """None if the entries with their heads lead from nothing to `head`; otherwise the number of the first that does
    not fit. A missing end is reported as the number after the last entry."""
    now, count = "", 0
    for count, (entry, after) in enumerate(lines, start=1):
        now = chain(now, entry)
        if entry.number != count or now != after:
            return count
    return None if now == head else count + 1
