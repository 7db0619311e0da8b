"""What somebody asks when a flow is tried: over which record, for whom, and what people would answer."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from dougong_engine.document import Id, Json

PersonId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
MOST = 100
"""Answers, and timers that fire, in one trial."""


class Supposed(BaseModel):
    """What somebody would answer at a node, as soon as the node waits for it.

    approve, reject, send_back: by `person`, or by whoever holds the node's first task; `fields` maps key → value, `to`
    is the node to return to (none: the initiator). resubmit: the initiator hands the matter in again (`node` is
    `initiator`). reply, fail: another system answers a request with `reply`, or not at all. timeout: nobody answers
    and the node's next timer falls due; answers that come later in the list wait for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    node: Id
    verdict: Literal["approve", "reject", "send_back", "resubmit", "reply", "fail", "timeout"]
    person: PersonId | None = None
    fields: dict[str, Json] = Field(default_factory=dict, max_length=500)
    to: Id | None = None
    reply: Json = None


class Trial(BaseModel):
    """Over which record, started by whom and when, with what answers; `timeouts` timers fire where nobody answers.

    `chosen` maps node → the people whom the initiator picks at the start. Without `clock` the trial begins now.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "record": "0198f2a0-0000-7000-8000-000000000001",
                    "initiator": "0198f2a0-0000-7000-8000-000000000002",
                    "decisions": [{"node": "manager", "verdict": "approve"}],
                    "timeouts": 1,
                    "clock": "2026-11-22T01:00:00Z",
                }
            ]
        },
    )

    record: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")] | None = None
    initiator: PersonId | None = None
    chosen: dict[Id, Annotated[tuple[PersonId, ...], Field(max_length=200)]] = Field(
        default_factory=dict, max_length=MOST
    )
    decisions: Annotated[tuple[Supposed, ...], Field(max_length=MOST)] = ()
    timeouts: Annotated[int, Field(ge=0, le=MOST)] = 0
    clock: Annotated[AwareDatetime, Field(ge=datetime.fromisoformat("2000-01-01T00:00:00Z"))] | None = None
