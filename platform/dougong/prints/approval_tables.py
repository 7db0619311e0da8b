"""The approval record of a sheet: a table for each run, with the value by which its decision log can be checked."""

from dougong.prints.sheet import ColumnDrawn, TableDrawn
from dougong.prints.wording import Wording
from dougong.process.approval_records import ApprovalLine, ApprovalRecord

COLUMNS = ("node", "person", "act", "at", "comment")


def approval_tables(found: list[ApprovalRecord], wording: Wording) -> list[TableDrawn]:
    """One table for each run; only a note where the reader may see none."""
    if not found:
        return [
            {"heading": "", "columns": [], "rows": [], "totals": None, "note": wording.said("print.approvals.none")}
        ]
    return [_table(one, wording) for one in found]


def _table(found: ApprovalRecord, wording: Wording) -> TableDrawn:
    columns: list[ColumnDrawn] = [{"name": wording.said(f"print.column.{one}"), "align": "left"} for one in COLUMNS]
    outcome = wording.said(f"print.outcome.{found.outcome or 'running'}")
    check = wording.said("print.approvals.check", value=found.head, count=found.entries, run=found.run)
    return {
        "heading": f"{wording.bounded(found.name)} · {outcome}",
        "columns": columns,
        "rows": [_row(one, wording) for one in found.lines],
        "totals": None,
        "note": check,
    }


def _row(line: ApprovalLine, wording: Wording) -> list[str]:
    """Node, person, act, time and comment."""
    people = "、".join(one for one in line.people if one)
    act = " ".join(one for one in (wording.said(f"print.act.{line.act}"), people) if one)
    by = wording.said("print.behalf", by=line.by, behalf=line.behalf) if line.behalf else line.by
    return [
        wording.bounded(line.node),
        wording.bounded(by),
        wording.said("print.void", act=act) if line.void else act,
        f"{wording.zone.local(line.at):%Y-%m-%d %H:%M}",
        wording.bounded(line.comment),
    ]
