"""The parts of the platform over one database, wired once for the web process and the worker."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any

from fastapi import APIRouter

from dougong.ai.chat import Chat, endpoint
from dougong.core import Core
from dougong.dashboards.building import Building
from dougong.dashboards.building_endpoints import building_router
from dougong.dashboards.class_writing import ClassWriting
from dougong.dashboards.endpoints import dashboards_router
from dougong.dashboards.groups import Groups
from dougong.dashboards.service import Boards
from dougong.design.beginning import Beginning
from dougong.design.beginning_endpoints import beginning_router
from dougong.design.browsing import Browsing
from dougong.design.describing import Describing
from dougong.design.draft_endpoints import draft_router
from dougong.design.draft_rows import DraftRows
from dougong.design.drafts import Drafts
from dougong.design.endpoints import router as design_router
from dougong.design.entity_drafts import EntityDrafts
from dougong.design.entity_endpoints import entity_router
from dougong.design.flow_drafts import FlowDrafts
from dougong.design.flow_endpoints import flow_router
from dougong.design.personal_endpoints import personal_router
from dougong.design.personal_rows import PersonalViewRows
from dougong.design.personal_views import PersonalViews
from dougong.design.presence import Presence
from dougong.design.presence_endpoints import presence_router
from dougong.design.sentence import Sentences
from dougong.files.disk import DiskStore
from dougong.files.endpoints import files_router
from dougong.files.multipart import PartHead
from dougong.files.service import Files
from dougong.files.store import StoredFile
from dougong.imports.beginning import TableBeginning
from dougong.imports.beginning_endpoints import table_router
from dougong.imports.endpoints import imports_router
from dougong.imports.export_job_routes import exports_router
from dougong.imports.export_routes import ExportRoutes
from dougong.imports.parts import imports_over
from dougong.kernel import assets
from dougong.kernel.clock import wall_clock
from dougong.kernel.egress import Egress
from dougong.kernel.egress_address import read_allow_list
from dougong.kernel.processor import kept_waiting
from dougong.kernel.routes import HotRoute
from dougong.kernel.sealing import Sealer
from dougong.kernel.settings import Settings, approval_key, secret_key
from dougong.kernel.signing import Signer
from dougong.kernel.workspace import Principal
from dougong.notify.browsers import OpenBrowsers
from dougong.notify.email import Email, mail_server
from dougong.notify.endpoints import events_router, notifications_router, preferences_router
from dougong.notify.in_app import InApp
from dougong.notify.letters import LetterBox
from dougong.notify.live import Live
from dougong.notify.message import Channel
from dougong.notify.sending import Sending
from dougong.notify.store import NotificationRows, PreferenceRows
from dougong.packages.installing import Installing
from dougong.packages.market import Market
from dougong.packages.parts import contraction_over, package_routers
from dougong.packages.shelf import Shelf
from dougong.packages.store import PackageStore
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.sweeping import sweep_sign_ins
from dougong.prints.parts import prints_over
from dougong.process.calling import EgressCaller
from dougong.process.checkpoints import WITNESS, Checkpoints, Witness
from dougong.process.moved_clock import moved_clock_router
from dougong.process.ports import Chore
from dougong.process.run_files import RunFiles
from dougong.process.service import Process, Surroundings
from dougong.public_forms.parts import public_form_routers
from dougong.records.audience import Audience
from dougong.records.bulk import Bulk
from dougong.records.endpoints import RecordRoutes
from dougong.records.repeats import Repeats
from dougong.records.showing import PrincipalOf, Showing
from dougong.records.story import Story
from dougong.records.story_endpoints import router as story_router
from dougong.records.trash import Trash
from dougong.search.endpoints import search_router
from dougong.search.indexing import SearchIndexing
from dougong.search.service import Searching
from dougong.search.store import SearchRows
from dougong.storage.driver.gathering import Gathering
from dougong.storage.driver.port import Database
from dougong.webhooks.consume import WebhookConsumer
from dougong.webhooks.deliver import Deliverer
from dougong.webhooks.delivery_store import DeliveryRows
from dougong.webhooks.endpoints import webhooks_router
from dougong.webhooks.inbox import WebhookInbox
from dougong.webhooks.service import WebhookService
from dougong.webhooks.store import WebhookRows

KEPT_LIMIT = 100
DELIVERIES_KEPT = timedelta(days=30)
HOURLY = timedelta(hours=1)


class InstallationKeys(Sequence[bytes]):
    """The keys of this installation, read when a secret is first sealed or opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __getitem__(self, index: Any) -> Any:
        return (secret_key(self._settings),)[index]

    def __len__(self) -> int:
        return 1


async def stop(worker: "asyncio.Task[None] | None") -> None:
    """Ends a worker; what it was doing is done again by the next one."""
    if worker is not None:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


class Platform:
    """Everything that the browser talks to apart from people/ and access/."""

    def __init__(self, core: Core, people: PrincipalOf) -> None:
        self.core = core
        self.showing = Showing(core.reading, people)
        contents, incoming = DiskStore(core.settings.files_dir), core.settings.files_dir / "incoming"
        self._kept: dict[tuple[str, str], StoredFile] = {}
        self.live = Live(Audience(core.stage, people).of)
        self.presence = Presence(core.database, DraftRows(core.database))
        self.notifications = NotificationRows(core.database)
        self.preferences = PreferenceRows(core.database)
        channels: dict[str, Channel] = {"in_app": InApp(core.database, self.notifications, core.clock)}
        self._channels = channels
        server = mail_server(core.settings)
        if server is not None:
            channels["mail"] = Email(server)
        self.sending = Sending(channels, self.notifications, self.preferences)
        self.search_rows = SearchRows(core.database)
        self.sealer = Sealer(InstallationKeys(core.settings))
        self.webhooks = WebhookRows(core.database)
        self.deliveries = DeliveryRows(core.database)
        self.egress = Egress(read_allow_list(core.settings.egress_allow))
        self.process = Process(core.writing, core.reading, core.clock, self._surroundings())
        self.files = Files(
            core.file_rows,
            contents,
            RunFiles(self.showing, self.process.documents),
            core.clock,
            incoming,
            largest=core.settings.upload_bytes,
        )
        core.stage.changed = self.process.bell.ring
        store = PackageStore(core.database)
        market = Shelf(Market(assets.templates(), core.settings.data_dir / "packages"), core.database)
        self.installing = Installing(market, store, core.publishing, core.writing, self._keep)
        self.imports = imports_over(
            core.stage, core.reading, core.writing, people, core.roles, core.clock.now, contents, incoming
        )

        self.beginning = Beginning(core.stage, DraftRows(core.database), core.publishing)
        self.tables = TableBeginning(self.imports.importing, self.beginning, people)

    def hot_routes(self) -> list[HotRoute]:
        """Records and acts on tasks."""
        core = self.core
        repeats = Repeats(core.database, core.clock.now)
        export = ExportRoutes(self.imports.exporting).routes()
        records = RecordRoutes(core.reading, core.writing, Bulk(core.writing), Trash(core.writing), repeats)
        return [*export, *records.routes(), *self.process.hot_routes()]

    def routers(self) -> tuple[APIRouter, ...]:
        """Every other route."""
        core = self.core
        drafts = Drafts(core.stage, DraftRows(core.database), core.publishing, self.process.approvers)
        return (
            design_router(Browsing(core.stage), Describing(core.stage)),
            draft_router(drafts),
            entity_router(EntityDrafts(drafts, core.reading)),
            flow_router(FlowDrafts(drafts, self.process.trials)),
            presence_router(self.presence),
            *self._beginning_routers(),
            personal_router(PersonalViews(core.stage, PersonalViewRows(core.database))),
            prints_over(core.reading, self.process),
            story_router(Story(core.writing), core.reading, Trash(core.writing)),
            building_router(Building(core.stage), ClassWriting(Bulk(core.writing))),
            dashboards_router(Groups(core.stage), Boards(core.stage), ClassWriting(Bulk(core.writing))),
            *package_routers(self.installing, self.process.acts.run_wide, core.clock.now),
            imports_router(self.imports.importing, core.settings.import_csv_bytes, core.settings.import_excel_bytes),
            exports_router(self.imports.export_jobs),
            files_router(self.files),
            *public_form_routers(core.reading, core.writing, self.files, self.sealer, core.settings, core.clock.now),
            notifications_router(self.notifications, core.clock, self.process.glances.values),
            preferences_router(self.sending, self.preferences),
            events_router(self.live, self.notifications, self.showing.readable),
            search_router(Searching(self.search_rows, self.showing)),
            webhooks_router(WebhookService(self.webhooks, self.deliveries, self.showing, self.sealer, core.clock)),
            *self.process.routers(),
            *self._test_routers(),
        )

    def _beginning_routers(self) -> tuple[APIRouter, ...]:
        core, settings = self.core, self.core.settings
        repeats = Repeats(core.database, core.clock.now)
        sentences = Sentences(Chat(self.egress, endpoint(settings)))
        return (
            beginning_router(self.beginning, sentences, repeats),
            table_router(self.tables, repeats, settings.import_csv_bytes, settings.import_excel_bytes),
        )

    def _test_routers(self) -> tuple[APIRouter, ...]:
        if not self.core.settings.test_clock:
            return ()
        return (moved_clock_router(self.core.database, self.core.clock, self.process.bell),)

    def _surroundings(self) -> Surroundings:
        """What flows need from notify, webhooks and search, and what their worker does besides.

        What several events or letters of a round read for it goes out together.
        """
        core = self.core
        deliverer = Deliverer(self.webhooks, self.deliveries, self.showing, self.egress, self.sealer, core.clock)
        repeats = Repeats(core.database, core.clock.now)
        signer = Signer(lambda: approval_key(core.settings))
        checkpoints = Checkpoints(core.database, signer, Witness(core.settings.data_dir / WITNESS))
        together = Gathering(core.database)
        return Surroundings(
            messenger=self._letter_box(together),
            caller=EgressCaller(self.egress),
            browsers=OpenBrowsers(core.database),
            together=together,
            waited=lambda: kept_waiting() + core.answering.seconds,
            consumers=(
                # First, since it reads the record at the moment at which the triggers do.
                SearchIndexing(core.stage, self.search_rows, together),
                WebhookInbox(WebhookConsumer(WebhookRows(together), self.deliveries, self.showing)),
            ),
            parts=(deliverer.deliver_due,),
            chores=(
                Chore("sessions", HOURLY, lambda _: sweep_sign_ins(core.database, SignInRules(), wall_clock())),
                Chore("uploads", HOURLY, lambda _: self.files.expire()),
                Chore("deliveries", timedelta(hours=6), lambda now: self.deliveries.prune(now - DELIVERIES_KEPT)),
                Chore("repeats", HOURLY, lambda _: repeats.forget_old()),
                Chore("contraction", timedelta(hours=6), contraction_over(core.database).contract),
                Chore("checkpoints", HOURLY, checkpoints.seal),
                Chore("exports", HOURLY, lambda _: self.imports.export_jobs.expire()),
            ),
        )

    def _letter_box(self, database: Database) -> LetterBox:
        rows = NotificationRows(database)
        return LetterBox(Sending(self._channels, rows, PreferenceRows(database)), rows, database)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """What runs while the server does."""
        await self.core.clock.read()
        await self.live.start(self.core.database)
        await self.presence.start()
        worker = None
        if self.core.settings.worker == "embedded":
            worker = asyncio.create_task(self.process.loop.run(self.process.bell.here))
        importer = asyncio.create_task(self.imports.runner.serve())
        exporter = asyncio.create_task(self.imports.export_jobs.serve())
        try:
            yield
        finally:
            await stop(exporter)
            await stop(importer)
            await stop(worker)
            self.live.close()
            self.presence.close()

    async def _keep(self, principal: Principal, name: str, data: bytes) -> str:
        """A file of a package as an upload of the installer; the same picture again is not cleaned again."""
        mark = principal.workspace_id, sha256(data).hexdigest()
        known = self._kept.get(mark)
        if known is not None:
            return (await self.files.again(principal, known)).id

        async def parts() -> AsyncIterator[tuple[PartHead, bytes]]:
            yield PartHead("file", name.rpartition("/")[2]), data

        if len(self._kept) >= KEPT_LIMIT:
            self._kept.clear()
        made = self._kept[mark] = await self.files.receive(principal, parts())
        return made.id
