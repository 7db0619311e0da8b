"""The parts of printing, wired once."""

from fastapi import APIRouter

from dougong.prints.composing import Composing
from dougong.prints.endpoints import prints_router
from dougong.prints.pdf import Pdf
from dougong.prints.service import Prints
from dougong.process.approval_records import ApprovalRecords
from dougong.process.service import Process
from dougong.records.reading import Reading


def prints_over(reading: Reading, process: Process) -> APIRouter:
    """The routes of prints."""
    database, runs = reading.stage.database, process.runs
    records = ApprovalRecords(database, runs.pinned, runs.statements)
    return prints_router(Prints(Composing(reading, records), Pdf()))
