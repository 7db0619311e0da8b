"""The worker process: flows, timers and deliveries beside the web processes. Any number of them may run."""

import asyncio
import signal
from contextlib import suppress

import structlog

from dougong.core import Core, open_main_database
from dougong.kernel.settings import Settings
from dougong.kernel.settling import settle, step_back
from dougong.parts import Platform, stop
from dougong.people.sign_in.authenticator import SignInAuthenticator
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.store import SignInStore
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.migrate import bring_up_to_date

log = structlog.get_logger("worker")


def working_platform(settings: Settings, database: Database) -> Platform:
    """The platform without any way in: a worker only asks for people's rights."""
    core = Core(settings, database)
    people = SignInAuthenticator(SignInStore(database), core.roles, SignInRules(), core.clock.now)
    return Platform(core, people)


async def run(settings: Settings) -> int:
    """Works until the process is told to end; answers the exit status."""
    database = await open_main_database(settings, "worker")
    try:
        if database.dialect is Dialect.SQLITE:
            log.error("SQLite has one process only: the server itself works there")
            return 2
        await bring_up_to_date(database)
        platform = working_platform(settings, database)
        await platform.core.clock.read()
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, ended.set)
        settle()
        step_back()
        process = platform.process
        working = asyncio.create_task(process.loop.run(process.bell.here))
        log.info("worker runs")
        await ended.wait()
        await stop(working)
        return 0
    finally:
        await database.close()
