"""Wire documents of departments."""

from typing import Annotated

from pydantic import ConfigDict, Field

from dougong.people.wire import Name, RowId, undefaulted
from dougong_engine.document import Doc

Place = Annotated[int, Field(ge=0, le=100_000, strict=True)]


class DepartmentOut(Doc):
    """`members` counts the people directly in it."""

    id: RowId
    parent_id: RowId | None
    name: str
    position: int
    leader_id: RowId | None
    members: int


class DepartmentsOut(Doc):
    """The whole tree as a list, siblings in order."""

    items: list[DepartmentOut]


class NewDepartment(Doc):
    """Without `parent_id` it is a root."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "华东大区", "position": 1}]})

    name: Name
    parent_id: RowId | None = None
    position: Place = 0
    leader_id: RowId | None = None


class DepartmentChange(Doc):
    """Absent members stay as they are; `parent_id` null makes it a root, `leader_id` null leaves it without leader."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "华东一区"}]})

    name: Name = Field(default="", json_schema_extra=undefaulted)
    parent_id: RowId | None = None
    position: Place = 0
    leader_id: RowId | None = None
