"""A table with a column of every stored type, and the statements that driver tests run on it."""

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.types import BooleanType, DateType, DecimalType, JsonType, MomentType, TextType, UuidType

metadata = sa.MetaData()
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", UuidType(), primary_key=True),
    sa.Column("number", sa.BigInteger()),
    sa.Column("title", TextType()),
    sa.Column("amount", DecimalType(2)),
    sa.Column("share", DecimalType(6)),
    sa.Column("done", BooleanType()),
    sa.Column("due", DateType()),
    sa.Column("seen", MomentType()),
    sa.Column("extra", JsonType()),
    sa.Index("notes_by_number", "number", unique=True),
)

INSERT = sa.insert(notes)
ADD = sa.insert(notes).values(id=sa.bindparam("id"), number=sa.bindparam("number"), title=sa.bindparam("title"))
BY_ID = sa.select(notes).where(notes.c.id == sa.bindparam("id"))
COUNT = sa.select(sa.func.count()).select_from(notes)
TITLES = sa.select(notes.c.number, notes.c.title).order_by(notes.c.number)
RENAME = sa.update(notes).where(notes.c.number == sa.bindparam("key")).values(title=sa.bindparam("title"))
SOME = sa.select(notes.c.number).where(any_of(notes.c.number, "numbers")).order_by(notes.c.number)


def ready(executable: sa.Executable, dialect: Dialect, *, bounded: bool = False) -> Statement:
    """The statement for a database."""
    return compile_statement(executable, dialect, bounded=bounded)


def note_id(number: int) -> str:
    """A UUID that says its number."""
    return f"00000000-0000-7000-8000-{number:012d}"


def note(number: int, title: str = "") -> dict[str, object]:
    """The values of `ADD`."""
    return {"id": note_id(number), "number": number, "title": title or f"note {number}"}
