"""Keeps search documents in step with records, one event of the inbox after the other."""

from collections.abc import Sequence

from dougong.kernel.inbox import InboxEvent
from dougong.kernel.zone import clock_at
from dougong.process.facts import RecordFacts, load
from dougong.records.scene import Stage
from dougong.search.store import SearchRows
from dougong.storage.driver.port import Database, Step
from dougong.storage.entity_table import FOLDED, EntityTable


class SearchIndexing:
    """Implements `process.ports.EventConsumer`."""

    def __init__(self, stage: Stage, rows: SearchRows, database: Database | None = None) -> None:
        self._stage = stage
        self._rows = rows
        self._database = database or stage.database

    async def consume(self, event: InboxEvent) -> Sequence[Step]:
        """Steps that make the record's present texts findable, or nothing of a record that is gone."""
        if event.action == "delete":
            return self._rows.take_record_steps(event.workspace_id, event.entity_id, event.record_id)
        schema = await self._stage.catalogue.schema(event.workspace_id)
        table = schema.tables.get(event.entity_id)
        if table is None:
            return ()
        fields = _concerned(table, event)
        if not fields:
            return ()
        facts = RecordFacts(schema, event.entity_id, clock_at(self._stage.now(), schema.timezone))
        await load(self._database, self._database.dialect, facts, event.record_id, ())
        texts = {id: value if isinstance(value := facts.values.get((id,)), str) else None for id in fields}
        if event.action == "create":
            texts = {id: text for id, text in texts.items() if text}  # nothing was findable before
        return self._rows.put_steps(event.workspace_id, event.entity_id, event.record_id, texts)


def _concerned(table: EntityTable, event: InboxEvent) -> list[str]:
    """The fields whose texts a write may have changed: an update names those that were entered, not those computed."""
    every = searchable(table)
    if event.action != "update":
        return every
    changed = frozenset(event.payload["changed"])
    return [one for one in every if one in changed or table.place(one).spec.computed()]


def searchable(table: EntityTable) -> list[str]:
    """The fields whose texts are searched."""
    return [one.id for one in table.entity.fields if one.type in FOLDED and table.place(one.id).fold is not None]
