"""What every design object has in common."""

from dougong_engine.document import Doc, Id, Label, Note

FORMAT = 1
"""The format in which objects are written now; older ones pass through `upgrade` first."""


class DesignObject(Doc):
    """One object is one JSON file with one stable id."""

    format: int
    kind: str
    id: Id
    app: Id
    name: Label
    description: Note = ""
