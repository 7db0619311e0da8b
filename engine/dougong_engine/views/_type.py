"""The contract of a view type."""

from dataclasses import dataclass

from dougong_engine.document import Doc


class ViewSpec(Doc):
    """The settings of a layout."""

    type: str


@dataclass(frozen=True, slots=True)
class ViewType:
    """A way to show records as data; `layout` names the component of the front end."""

    name: str
    spec: type[ViewSpec]
    layout: str
    phone: bool
