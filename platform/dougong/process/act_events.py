"""From what a person sends to the event that the interpreter understands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.process.facts import RecordFacts
from dougong_engine.approvals.log import digest
from dougong_engine.document import Json
from dougong_engine.flows import event as events
from dougong_engine.flows.event import INITIATOR, RunEvent, Words

Verb = Literal[
    "approve",
    "reject",
    "return",
    "transfer",
    "add_signer",
    "comment",
    "cc",
    "urge",
    "withdraw",
    "take_back",
    "save",
    "resubmit",
]


class Decision(BaseModel):
    """What a person adds to an act: values by field key, people, a place to return to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    comment: str = Field(default="", max_length=4000)
    fields: dict[str, Json] = Field(default_factory=dict)
    version: int | None = None
    to: str | None = Field(default=None, max_length=100)
    people: tuple[str, ...] = Field(default=(), max_length=200)
    how: Literal["before", "after", "beside"] = "before"
    resume: Literal["again", "straight"] = "again"
    signature: str | None = Field(default=None, max_length=100)
    attachments: tuple[str, ...] = Field(default=(), max_length=50)

    def files(self) -> tuple[str, ...]:
        """Ids of uploads that come with the act."""
        return (*([self.signature] if self.signature is not None else []), *self.attachments)


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an id in an address means: a task of a run, or (task None) the run itself."""

    run_id: str
    task: str | None


def patch_of(fields: Mapping[str, Json], facts: RecordFacts) -> dict[str, Json]:
    """Values by field id. 422 for a key that the entity does not have."""
    entity = facts.schema.table(facts.entity_id).entity
    found: dict[str, Json] = {}
    for key, value in fields.items():
        spec = entity.field_by_key(key)
        if spec is None:
            raise refuse(422, "field.unknown", ("fields", key), field=key, entity=entity.name)
        found[spec.id] = value
    return found


def _snapshot(facts: RecordFacts) -> str:
    """The digest of the record as it stood."""
    return digest({id: facts.value(id) for id in facts.own})


def event_of(principal: Principal, place: Addressed, verb: Verb, one: Decision, facts: RecordFacts) -> RunEvent:
    """The act as an event. 404 for a verb that needs a task where there is none."""
    at, by = facts.clock.now, principal.person_id
    words = Words(one.comment, one.signature, one.attachments)
    match verb:
        case "urge":
            return events.Urged(at=at, by=by)
        case "withdraw":
            return events.Withdrawn(at=at, by=by, words=words)
        case _:
            pass
    task = place.task
    if task is None:
        raise refuse(404, "approval.task.unknown", task=place.run_id)
    match verb:
        case "approve" | "reject":
            patch = patch_of(one.fields, facts)
            return events.Decided(
                at=at, by=by, task=task, verdict=verb, words=words, patch=patch, snapshot=_snapshot(facts)
            )
        case "return":
            to = one.to or INITIATOR
            return events.SentBack(
                at=at, by=by, task=task, to=to, resume=one.resume, words=words, snapshot=_snapshot(facts)
            )
        case "resubmit":
            patch = patch_of(one.fields, facts)
            return events.Resubmitted(at=at, by=by, task=task, words=words, patch=patch, snapshot=_snapshot(facts))
        case "transfer":
            return events.Transferred(at=at, by=by, task=task, to=str(one.to), words=words)
        case "add_signer":
            return events.SignerAdded(
                at=at, by=by, task=task, how=one.how, people=one.people, words=words, snapshot=_snapshot(facts)
            )
        case "take_back":
            return events.TakenBack(at=at, by=by, task=task)
        case "save":
            return events.Drafted(at=at, by=by, task=task, patch=patch_of(one.fields, facts), words=words)
        case "cc":
            return events.Copied(at=at, by=by, task=task, people=one.people, words=words)
        case _:
            return events.Commented(at=at, by=by, task=task, words=words)
