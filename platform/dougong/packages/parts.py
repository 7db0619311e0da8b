"""The parts of packages, wired over records, the design and whatever runs flows."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

from fastapi import APIRouter

from dougong.design.contraction import Contraction
from dougong.design.tables import personal_views
from dougong.kernel.workspace import Principal
from dougong.packages.app_endpoints import app_router
from dougong.packages.endpoints import router
from dougong.packages.installing import Installing
from dougong.packages.leaving import Leaving
from dougong.packages.tables import sample_records
from dougong.packages.upgrades import Upgrades
from dougong.packages.upgrading import Upgrading
from dougong.packages.upload_endpoints import upload_router
from dougong.records.tables import comments
from dougong.search.tables import search_documents
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import counters, history, stage_spans

RunWide = Callable[[Principal, str, Literal["retry", "cancel"], str], Awaitable[None]]


def package_routers(installing: Installing, run_wide: RunWide, now: Callable[[], datetime]) -> tuple[APIRouter, ...]:
    """The market and the installed apps; open runs of an app that is taken away end by the hand of whoever does it."""

    async def end_run(principal: Principal, run_id: str) -> None:
        await run_wide(principal, run_id, "cancel", "")

    database = installing.publishing.database
    leaving = Leaving(installing.store, installing.publishing, end_run, now)
    upgrading = Upgrading(installing, Upgrades(database))
    return router(installing), upload_router(installing), app_router(upgrading, leaving)


def contraction_over(database: Database) -> Contraction:
    """The last step of publishing, with every table that keeps something beside an entity's records."""
    beside = (history, stage_spans, counters, comments, search_documents, personal_views, sample_records)
    return Contraction(database, beside)
