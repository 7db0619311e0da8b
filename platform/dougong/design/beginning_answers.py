"""What the routes of beginning answer, as OpenAPI and the front end know it."""

from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED
from dougong_engine.beginning.spec import Spec


@with_config(CLOSED)
class SentenceWay(TypedDict):
    """Whether a model is set up, and which; its address and key are never told."""

    ready: bool
    model: str | None


@with_config(CLOSED)
class WaysToBegin(TypedDict):
    """Which ways are open; a blank app, a table and a package always are."""

    sentence: SentenceWay


@with_config(CLOSED)
class ObjectBuilt(TypedDict):
    """An object that is new, or that was extended; apps and entities have a key."""

    id: str
    kind: str
    name: str
    key: str | None


@with_config(CLOSED)
class BegunShown(TypedDict):
    """What was built; `publication` is null for drafts, `role` has all rights on what is new."""

    app: str
    publication: str | None
    role: str
    objects: list[ObjectBuilt]


@with_config(CLOSED)
class PartShown(TypedDict):
    """A part to be ticked: a sentence in the reader's language, and the parts that it needs."""

    id: str
    kind: Literal["entity", "field", "link", "kanban", "rule", "approval", "role", "board", "card"]
    sentence: str
    needs: list[str]


@with_config(CLOSED)
class SpecShown(TypedDict):
    """A specification as a list of parts; it comes back with the parts that were chosen."""

    spec: Spec
    parts: list[PartShown]
