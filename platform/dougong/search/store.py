"""The SQL of search documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.kernel.record_ports import Place
from dougong.search.ddl import GRAMS
from dougong.search.tables import search_documents
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Dialect, Statement, Step
from dougong.storage.types import TextType, UuidType
from dougong_engine.search.grams import Search, document, document_grams

_D = search_documents.c
_KEY = (_D.workspace_id, _D.entity_id, _D.record_id, _D.field_id)
_OF = _D.workspace_id == sa.bindparam("of_workspace", type_=UuidType())
_ENTITY = _D.entity_id == sa.bindparam("of_entity", type_=TextType())
_RECORD = _D.record_id == sa.bindparam("of_record", type_=UuidType())
_FIELD = _D.field_id == sa.bindparam("of_field", type_=TextType())
TOP = 2**62


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that has all pieces; whether the asker may read its place is not decided yet."""

    number: int
    place: Place
    text: str


class SearchRows:
    """Steps and reads of search documents, compiled once for a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.dialect
        self._put = _upsert(dialect)
        self._take_field = compile_statement(sa.delete(search_documents).where(_OF, _ENTITY, _RECORD, _FIELD), dialect)
        self._take_record = compile_statement(sa.delete(search_documents).where(_OF, _ENTITY, _RECORD), dialect)
        self._take_workspace = compile_statement(sa.delete(search_documents).where(_OF), dialect)
        self._question = _tsquery if dialect is Dialect.POSTGRESQL else _match
        self._find = _find(dialect)

    def put_steps(
        self, workspace_id: str, entity_id: str, record_id: str, texts: Mapping[str, str | None]
    ) -> list[Step]:
        """Steps that make fields of a record findable by their present texts; an empty one is no longer found."""
        steps: list[Step] = []
        for field_id, text in texts.items():
            folded = document(text or "")
            grams = document_grams(folded)
            if not grams:
                steps.append((self._take_field, _named(workspace_id, entity_id, record_id, field_id)))
                continue
            values = {
                "workspace_id": workspace_id,
                "entity_id": entity_id,
                "record_id": record_id,
                "field_id": field_id,
                "text": folded,
                "grams": " ".join((_workspace_token(workspace_id), *grams)),
            }
            steps.append((self._put, values))
        return steps

    def take_record_steps(self, workspace_id: str, entity_id: str, record_id: str) -> list[Step]:
        """Steps after which nothing of a record is found."""
        return [(self._take_record, _named(workspace_id, entity_id, record_id))]

    def take_workspace_steps(self, workspace_id: str) -> list[Step]:
        """Steps after which nothing of a workspace is found."""
        return [(self._take_workspace, _named(workspace_id, ""))]

    async def candidates(
        self, workspace_id: str, search: Search, pairs: Sequence[str], below: int, most: int
    ) -> list[Candidate]:
        """Documents with every piece, in fields named by `pairs` (`entity:field`), latest first, below a number."""
        values = {
            "of_workspace": workspace_id,
            "question": self._question(workspace_id, search),
            "pairs": list(pairs),
            "below": below,
            "most": most,
        }
        rows = await self._database.fetch(self._find, values)
        return [
            Candidate(int(str(number)), Place(str(entity), str(record), str(field)), str(text))
            for number, entity, record, field, text in rows
        ]


def _named(workspace_id: str, entity_id: str, record_id: str = "", field_id: str = "") -> dict[str, object]:
    every = {"of_workspace": workspace_id, "of_entity": entity_id, "of_record": record_id, "of_field": field_id}
    return {name: value for name, value in every.items() if value}


def _workspace_token(workspace_id: str) -> str:
    """The piece that all documents of a workspace share, so that others are never even looked at."""
    return f"k{workspace_id.replace('-', '')}"


def _match(workspace_id: str, search: Search) -> str:
    """The question for FTS5; pieces are letters and digits only, so nothing in it can be read as syntax."""
    pieces = [f'"{gram.token}"{"*" if gram.prefix else ""}' for gram in search.grams]
    return " AND ".join([f'"{_workspace_token(workspace_id)}"', *pieces])


def _tsquery(workspace_id: str, search: Search) -> str:
    """The question for PostgreSQL, safe for the same reason."""
    pieces = [f"'{gram.token}'{':*' if gram.prefix else ''}" for gram in search.grams]
    return " & ".join([f"'{_workspace_token(workspace_id)}'", *pieces])


def _upsert(dialect: Dialect) -> Statement:
    makers: dict[Dialect, Any] = {Dialect.SQLITE: sqlite.insert, Dialect.POSTGRESQL: postgresql.insert}
    insert = makers[dialect](search_documents)
    columns = ("workspace_id", "entity_id", "record_id", "field_id", "text", "grams")
    insert = insert.values({name: sa.bindparam(name, type_=search_documents.c[name].type) for name in columns})
    return compile_statement(
        insert.on_conflict_do_update(
            index_elements=list(_KEY),
            set_={"text": insert.excluded.text, "grams": insert.excluded.grams},
            # A text that stays the same costs no work in the index.
            where=_D.text != insert.excluded.text,
        ),
        dialect,
    )


def _find(dialect: Dialect) -> Statement:
    question = sa.bindparam("question", type_=sa.Text())
    found: sa.FromClause = search_documents
    if dialect is Dialect.POSTGRESQL:
        hit: sa.ColumnElement[bool] = _D.grams.op("@@", is_comparison=True)(sa.cast(question, postgresql.TSQUERY))
        number: sa.ColumnElement[int] = _D.number
        # As a sum it is no key: else the planner would walk the whole table backwards to save the sort.
        latest: sa.ColumnElement[int] = number + sa.literal_column("0", sa.BigInteger())
    else:
        index = sa.table(GRAMS, sa.column("rowid", sa.Integer()))
        found = index.join(search_documents, _D.number == index.c.rowid)
        hit = sa.literal_column(GRAMS, sa.Text()).op("MATCH", is_comparison=True)(question)
        number = latest = index.c.rowid
    statement = (
        sa.select(_D.number, _D.entity_id, _D.record_id, _D.field_id, _D.text)
        .select_from(found)
        .where(
            hit,
            _OF,
            number < sa.bindparam("below", type_=sa.BigInteger()),
            any_of(_D.entity_id + sa.literal_column("':'", TextType()) + _D.field_id, "pairs"),
        )
        .order_by(latest.desc())
        .limit(sa.bindparam("most", type_=sa.Integer()))
    )
    return compile_statement(statement, dialect)
