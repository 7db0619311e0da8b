"""Cards in columns, one column an option."""

from typing import Literal

from dougong_engine.filters.condition import FieldPath
from dougong_engine.views._type import ViewSpec, ViewType


class Kanban(ViewSpec):
    """`by` is a choice field; `total` is summed in each column's head."""

    type: Literal["kanban"]
    by: FieldPath
    card: tuple[FieldPath, ...]
    total: FieldPath | None = None


VIEW = ViewType(name="kanban", spec=Kanban, layout="kanban", phone=True)
