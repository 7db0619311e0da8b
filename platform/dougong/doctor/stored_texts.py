"""The folded and the sortable form beside a text must be those of the text."""

import sqlalchemy as sa

from dougong.doctor.finding import Finding, Ward, found
from dougong.storage.fold_text import fold_text
from dougong.storage.sort_text import sort_text

STALE = "text.form_stale"


async def check(ward: Ward) -> list[Finding]:
    """Every record, the trash included."""
    findings: list[Finding] = []
    for table in ward.schema.tables.values():
        for place in table.places.values():
            if place.column is None or place.fold is None:
                continue
            sort = place.sort if place.sort is not None else sa.null()
            rows = await ward.rows(sa.select(table.table.c.id, place.column, place.fold, sort))
            wrong = [
                id
                for id, text, folded, sorted_ in rows
                if folded != fold_text(text)
                or (place.sort is not None and sorted_ != (None if text is None else sort_text(str(text))))
            ]
            findings += found(STALE, f"{table.entity.id}.{place.spec.id}", wrong)
    return findings
