"""How the page of a record is made up: facts at its head, blocks in its middle and beside."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc, Id
from dougong_engine.filters.condition import FieldPath
from dougong_engine.query.query import Sort

BlockKind = Literal["details", "history", "approvals", "related", "comments", "files"]


class Listed(Doc):
    """Records of `entity` in a list of their own: those whose link `through` points to the record.

    Without `through` they are those that the block's own link `field` holds. Without `columns` the page chooses.
    """

    entity: Id
    through: Id | None = None
    columns: tuple[FieldPath, ...] = ()
    sort: tuple[Sort, ...] = ()


class Block(Doc):
    """A part of the page; without a `name` it is called by what it shows.

    details: the record as its form lays it out · history: what happened · approvals: its runs · related: `records`, or
    else every list of records that link here · comments · files: what its file and photo fields hold.
    """

    id: Id
    kind: BlockKind
    name: Annotated[str, Field(max_length=200)] = ""
    field: Id | None = None
    records: Listed | None = None


class RecordPage(Doc):
    """`form` lays out the details (else the entity's first form); several blocks of one place share it as tabs."""

    form: Id | None = None
    facts: tuple[Id, ...] = ()
    main: tuple[Block, ...]
    side: tuple[Block, ...] = ()

    def blocks(self) -> Iterator[tuple[Literal["main", "side"], int, Block]]:
        """Every block with its place."""
        yield from (("main", index, one) for index, one in enumerate(self.main))
        yield from (("side", index, one) for index, one in enumerate(self.side))
