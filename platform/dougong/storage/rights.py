"""The stamps of rights: whoever changes a right raises them in the same transaction."""

import sqlalchemy as sa

from dougong.storage.driver.expressions import any_of
from dougong.storage.people_tables import people
from dougong.storage.types import UuidType
from dougong.storage.workspaces import workspaces

_WORKSPACE = sa.bindparam("in_workspace", type_=UuidType())

RAISE_PERSON = (
    sa.update(people)
    .where(people.c.workspace_id == _WORKSPACE, people.c.id == sa.bindparam("of_person", type_=UuidType()))
    .values(epoch=people.c.epoch + 1)
)
"""Values: in_workspace, of_person."""

RAISE_PEOPLE = (
    sa.update(people)
    .where(people.c.workspace_id == _WORKSPACE, any_of(people.c.id, "of_people"))
    .values(epoch=people.c.epoch + 1)
)
"""Values: in_workspace, of_people (a list)."""

RAISE_WORKSPACE = sa.update(workspaces).where(workspaces.c.id == _WORKSPACE).values(epoch=workspaces.c.epoch + 1)
"""For changes that touch everybody, as publishing a role. Values: in_workspace."""

LOCK_STRUCTURE = sa.update(workspaces).where(workspaces.c.id == _WORKSPACE).values(number=workspaces.c.number)
"""Serialises changes of the trees and of who is admin until the transaction ends. Values: in_workspace."""
