"""An app: its name, its colour and its menu."""

from typing import Literal

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id, Key, Label


class MenuItem(Doc):
    """One page; `opens` is a view, a dashboard or a form."""

    id: Id
    opens: Id
    name: str = ""
    icon: str = ""


class MenuGroup(Doc):
    """Pages that serve one job."""

    id: Id
    name: Label
    items: tuple[MenuItem, ...]


class App(DesignObject):
    """`requires` names apps of the workspace whose entities this one links to."""

    kind: Literal["app"]
    key: Key
    icon: str = ""
    color: str = ""
    menu: tuple[MenuGroup, ...] = ()
    requires: tuple[Id, ...] = ()
