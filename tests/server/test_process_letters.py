"""The runtime bound to its neighbours: messages reach people, texts become findable, webhooks get deliveries."""

from dougong.kernel.ids import new_id
from dougong.notify.in_app import InApp
from dougong.notify.letters import LetterBox
from dougong.notify.sending import Sending
from dougong.notify.store import NotificationRows, PreferenceRows
from dougong.notify.tables import notifications
from dougong.process.service import Process, Surroundings
from dougong.records.showing import Showing
from dougong.search.indexing import SearchIndexing
from dougong.search.store import SearchRows
from dougong.search.tables import search_documents
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.port import Database
from dougong.webhooks.consume import WebhookConsumer
from dougong.webhooks.delivery_store import DeliveryRows
from dougong.webhooks.inbox import WebhookInbox
from dougong.webhooks.store import Webhook, WebhookRows
from dougong.webhooks.tables import webhook_deliveries
from dougong_engine.document import Json
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import flow, ledger_office
from support.process import Works


class NobodyElse:
    """No webhook of these tests asks for people's rights."""

    async def principal_of(self, workspace_id: str, person_id: str) -> None:
        return None


def bound(works: Works) -> None:
    """Gives the runtime its real neighbours."""
    store, office = works.database, works.office
    rows = NotificationRows(store)
    sending = Sending({"in_app": InApp(store, rows, works.clock)}, rows, PreferenceRows(store))
    hooks = WebhookConsumer(WebhookRows(store), DeliveryRows(store), Showing(office.reading, NobodyElse()))

    around = Surroundings(
        messenger=LetterBox(sending, rows, store),
        caller=works.far,
        consumers=(WebhookInbox(hooks), SearchIndexing(office.stage, SearchRows(store))),
    )
    works.process = Process(office.writing, office.reading, works.clock, around)


async def test_one_event_reaches_readers_search_and_webhooks(database: Database) -> None:  # noqa: F811
    body: dict[str, Json] = {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "title": "新工单 {{name}}"}
    works = await ledger_office(database, flow("flw_tell", [body]))
    bound(works)
    admin = await works.office.as_("admin")
    hook = Webhook(
        workspace_id=works.office.workspace_id,
        id=new_id(),
        name="ERP",
        url="https://erp.example.test/hook",
        secret="sealed",
        events=("record.created",),
        entity_id="ent_ticket",
        filter=None,
        owner_id=admin.person_id,
        active=True,
        created_at=works.clock.now(),
        updated_at=works.clock.now(),
    )
    audited = AuditEntry(hook.workspace_id, works.clock.now(), admin.person_id, "webhook.made", hook.id, {})
    await WebhookRows(database).insert(hook, audited)
    await works.office.writing.create(admin, "ticket", {"name": "打印机故障", "number": 1})
    await works.settle()
    (letter,) = await works.rows(notifications)
    assert (letter["title"], letter["person_id"]) == ("新工单 打印机故障", admin.person_id)
    found = {one["field_id"]: one["text"] for one in await works.rows(search_documents)}
    assert found["name"] == "打印机故障"
    (delivery,) = await works.rows(webhook_deliveries)
    assert (delivery["webhook_id"], delivery["kind"], delivery["version"]) == (hook.id, "record.created", 1)
