"""What the routes of beginning take."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from dougong.design.beginning import Destination
from dougong_engine.beginning.spec import Name, Spec
from dougong_engine.document import Doc, Json, Key

AppId = Annotated[str, StringConstraints(pattern=r"^app_[a-z0-9_]{1,58}$")]
PartId = Annotated[str, StringConstraints(max_length=200)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


ENTITY: dict[str, Json] = {
    "key": "device",
    "name": "设备",
    "title": "name",
    "fields": [
        {"key": "name", "name": "名称", "type": "text", "required": True},
        {"key": "state", "name": "状态", "type": "choice", "options": ["在用", "报修", "报废"]},
    ],
    "kanban": "state",
}


def example(**members: Any) -> ConfigDict:
    """How a body may look."""
    return ConfigDict(json_schema_extra={"examples": [members]})


class Target(Doc):
    """`app` extends an app, otherwise a new one gets `app_name` (and, if it is free, `app_key`).

    `publish`: at once and all together; otherwise everything is left as drafts.
    """

    app: AppId | None = None
    app_name: Name | None = None
    app_key: Key | None = None
    publish: bool = True

    def destination(self) -> Destination:
        """The same for the service."""
        return Destination(self.app, self.app_name or "", self.app_key or "", self.publish)


class BlankAsked(Target):
    """An entity with a title, its form and its grid.

    `approval`: the initiator's manager approves new records (`one`), and then the head of their department (`two`).
    """

    model_config = example(name="设备", app_name="设备管理", publish=True, approval="two")

    name: Name
    key: Key | None = None
    approval: Literal["none", "one", "two"] = "none"


class SentenceAsked(Doc):
    """What the app shall be, in the author's words."""

    model_config = example(sentence="管理设备和报修，费用超过一千元要经理审批")

    sentence: Sentence


class SpecChosen(Target):
    """A specification, and which of its parts are wanted (all without `parts`)."""

    model_config = example(
        spec={"name": "设备管理", "entities": [ENTITY]}, parts=["entity:device", "field:device.name"], publish=True
    )

    spec: Spec
    parts: Annotated[tuple[PartId, ...], Field(max_length=10_000)] | None = None
