"""Approval: people decide, by rules of their own for order, passing and rejecting."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Doc, Id, Json
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.node import FieldRights, NodeSpec

Ratio = Annotated[Decimal, Field(gt=0, le=1)]
Hours = Annotated[Decimal, Field(gt=0, le=8760)]
ActionName = Literal[
    "approve",
    "reject",
    "send_back",
    "transfer",
    "add_before",
    "add_after",
    "add_beside",
    "take_back",
    "urge",
    "cc",
    "comment",
    "draft",
]


class ActionSetting(Doc):
    """How one action is offered; `label` renames it."""

    on: bool = True
    label: str = ""
    comment: bool = False
    signature: bool = False
    attachment: bool = False


class TimeoutStep(Doc):
    """What happens to a task that has been open for `after_hours` (of working time if `working`).

    remind: tell the holder (and `to`) · escalate: the holder's manager is told and may decide in his stead · transfer:
    the task goes to `to` · pass, reject: the task counts so · send_back: to the initiator · branch: the node is left
    through port `timeout` · flag: nothing but the flag. `flag` maps field id → value to set on the record with any of
    them. A reminder repeats every `repeat_hours`, at most `at_most` times in all.
    """

    after_hours: Hours
    working: bool = False
    do: Literal["remind", "escalate", "transfer", "pass", "reject", "send_back", "branch", "flag"]
    channels: tuple[str, ...] = ("in_app",)
    to: tuple[Assignee, ...] = ()
    repeat_hours: Hours | None = None
    at_most: Annotated[int, Field(ge=1, le=100)] = 1
    flag: dict[Id, Json] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> "TimeoutStep":
        if self.do == "transfer" and not self.to:
            raise ValueError("a timeout that transfers needs 'to'")
        if self.do == "flag" and not self.flag:
            raise ValueError("a timeout that flags needs 'flag'")
        return self


class Approval(NodeSpec):
    """Ports: `approved`, `rejected`, and `timeout` if a timeout step leaves through it.

    `empty`: what happens when the rules name nobody: the people of `fallback` (default: the app's owner), the manager
    next above, or pass. `initiator`: what happens when the initiator is among the approvers. A rejection with
    `reject_ends` = process closes whatever else is open in the run before it goes on (or ends the run, if the port
    leads nowhere); with branch it stays within its branch. `restart_on_transfer` restarts the timers of a task that
    is transferred; otherwise they run on.
    """

    type: Literal["approval"]
    assignees: tuple[Assignee, ...]
    empty: Literal["fallback", "manager", "pass"] = "fallback"
    fallback: tuple[Assignee, ...] = ()
    order: Literal["together", "one_by_one"] = "together"
    passing: Literal["any", "all", "ratio"] = "all"
    passing_ratio: Ratio | None = None
    rejecting: Literal["one", "all", "ratio"] = "one"
    rejecting_ratio: Ratio | None = None
    early_stop: bool = True
    reject_ends: Literal["process", "branch"] = "process"
    initiator: Literal["act", "pass", "manager"] = "act"
    actions: dict[ActionName, ActionSetting] = Field(default_factory=dict)
    fields: FieldRights = Field(default_factory=dict)
    read_after: bool = True
    restart_on_transfer: bool = False
    timeouts: tuple[TimeoutStep, ...] = ()
    channels: tuple[str, ...] = ("in_app",)

    @model_validator(mode="after")
    def _ratios(self) -> "Approval":
        if (self.passing == "ratio") != (self.passing_ratio is not None):
            raise ValueError("an approval has 'passing_ratio' exactly when its pass rule is ratio")
        if (self.rejecting == "ratio") != (self.rejecting_ratio is not None):
            raise ValueError("an approval has 'rejecting_ratio' exactly when its reject rule is ratio")
        return self


DEFAULTS: dict[ActionName, ActionSetting] = {
    "reject": ActionSetting(comment=True),
    "send_back": ActionSetting(comment=True),
}
"""How actions are offered that the node does not name; all others are on and ask for nothing."""


def setting(spec: Approval, action: ActionName) -> ActionSetting:
    """How the node offers an action."""
    return spec.actions.get(action) or DEFAULTS.get(action) or ActionSetting()
