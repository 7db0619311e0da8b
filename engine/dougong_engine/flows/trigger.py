"""What starts a flow."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import model_validator

from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import Condition

On = Literal[
    "created", "updated", "deleted", "stage_entered", "stage_left", "schedule", "button", "form_submitted", "webhook"
]

NEEDS: dict[str, str] = {"schedule": "cron", "button": "label", "stage_entered": "gate", "stage_left": "gate"}
"""What a trigger cannot do without."""


DIRECT: frozenset[On] = frozenset({"button", "schedule", "webhook"})
"""Causes that are meant for one flow."""


class Trigger(Doc):
    """One cause of a run.

    `fields`: an update counts only if it changes one of them. `where` must hold for the record as it is, `was` as it
    was before the change. `gate` and `stage` (an option id; None means any stage) narrow stage triggers, `form` narrows
    form submissions. `cron` has five fields in the workspace's zone; with `where` a schedule starts one run for each
    matching record, without it one run that has no record. `catch_up` says whether a time missed while nothing ran
    starts once or is skipped.
    """

    on: On
    fields: tuple[Id, ...] = ()
    where: Condition | None = None
    was: Condition | None = None
    gate: Id | None = None
    stage: Id | None = None
    form: Id | None = None
    cron: str | None = None
    catch_up: Literal["once", "skip"] = "once"
    label: str = ""
    confirm: str = ""

    @model_validator(mode="after")
    def _complete(self) -> "Trigger":
        need = NEEDS.get(self.on)
        if need is not None and not getattr(self, need):
            raise ValueError(f"a trigger on {self.on} needs {need!r}")
        return self


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that may start flows. `changed` are the fields that an update changed; `stage` the option entered or
    left at `gate`; `flow` the flow whose button was pressed or whose schedule or address was called."""

    on: On
    entity: str
    changed: tuple[str, ...] = ()
    gate: str | None = None
    stage: str | None = None
    form: str | None = None
    flow: str | None = None


Judge = Callable[[Condition], bool]
"""Whether a condition holds for a record."""


def matches(flow: str, entity: str, trigger: Trigger, event: Occurrence, now: Judge, before: Judge | None) -> bool:
    """True if the occurrence starts the flow; `before` judges the record as it was, None if there was none."""
    if trigger.on != event.on or entity != event.entity:
        return False
    if event.on in DIRECT and event.flow != flow:
        return False
    if trigger.fields and event.on == "updated" and not set(trigger.fields) & set(event.changed):
        return False
    if trigger.gate is not None and (trigger.gate != event.gate or trigger.stage not in (None, event.stage)):
        return False
    if trigger.form is not None and trigger.form != event.form:
        return False
    if trigger.was is not None and (before is None or not before(trigger.was)):
        return False
    return trigger.where is None or now(trigger.where)
