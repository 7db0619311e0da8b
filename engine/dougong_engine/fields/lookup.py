"""A field of a linked record, joined when read and never stored."""

from typing import Literal

from dougong_engine.document import Id
from dougong_engine.fields._computed import COMPUTED_OPERATORS, Computed, refuse
from dougong_engine.fields._type import FieldType
from dougong_engine.fields._values import plain
from dougong_engine.kinds import Storage


class Lookup(Computed):
    """`field` of the record that the link field `through` points to."""

    type: Literal["lookup"]
    through: Id
    field: Id

    def storage(self) -> Storage:
        return Storage.NONE


FIELD = FieldType(
    name="lookup",
    spec=Lookup,
    operators=COMPUTED_OPERATORS,
    widget="computed",
    cell="computed",
    parse=refuse,
    dump=plain,
)
