"""The parts of public forms, wired over records, files and the design."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter

from dougong.files.service import Files
from dougong.kernel.sealing import Sealer
from dougong.kernel.settings import Settings
from dougong.public_forms.addresses import Addresses
from dougong.public_forms.endpoints import addresses_router, strangers_router
from dougong.public_forms.rates import turnstile
from dougong.public_forms.rows import AddressRows
from dougong.public_forms.strangers import Strangers
from dougong.records.reading import Reading
from dougong.records.repeats import Repeats
from dougong.records.writing import Writing


def public_form_routers(
    reading: Reading, writing: Writing, files: Files, sealer: Sealer, settings: Settings, now: Callable[[], datetime]
) -> tuple[APIRouter, ...]:
    """The routes for strangers, and those of the designers who let them in."""
    database = writing.stage.database
    rows = AddressRows(database)
    pace = turnstile(settings.public_answers_per_minute_form, settings.public_answers_per_minute_address)
    strangers = Strangers(rows, reading, writing, files)
    return (
        strangers_router(strangers, pace, Repeats(database, now)),
        addresses_router(Addresses(rows, writing.stage, sealer, now)),
    )
