"""The first start and the operator's way back in."""

from dataclasses import dataclass
from datetime import datetime

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.people.sign_in.passwords import Passwords, one_time_password
from dougong.people.sign_in.store import SignInStore
from dougong.people.store import BootstrapStore
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong_engine.document import Json

# With the sort name beside it: the pinyin dictionaries are not worth loading for the first start.
ADMIN_NAMES = {"zh-CN": ("管理员", "guan li yuan"), "en": ("Administrator", "administrator")}
WORKSPACE_NAMES = {"zh-CN": "我的工作区", "en": "My workspace"}
TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """What the first start prints."""

    workspace_id: str
    person_id: str
    email: str
    password: str


async def bootstrap(
    database: Database,
    now: datetime,
    email: str = "admin@dougong.local",
    locale: str = "zh-CN",
    timezone: str = TIMEZONE,
) -> FirstAdmin | None:
    """Workspace number 1 with its admin; None where one exists already, also when another process was quicker."""
    if await BootstrapStore(database).has_workspace():
        return None
    try:
        return await create_workspace(database, now, WORKSPACE_NAMES[locale], email, locale, timezone=timezone)
    except UniqueClash:
        return None


async def create_workspace(
    database: Database,
    now: datetime,
    name: str,
    email: str,
    locale: str,
    passwords: Passwords | None = None,
    *,
    timezone: str = TIMEZONE,
) -> FirstAdmin:
    """A workspace with the next number, an account and its person, who is admin. UniqueClash: the email is taken."""
    store = BootstrapStore(database)
    password = one_time_password()
    hashed = await (passwords or Passwords()).hash(password)
    workspace_id, account_id, person_id = new_id(), new_id(), new_id()
    login = email.strip().lower()

    async def work(session: Session) -> None:
        number = await store.last_number(session) + 1
        workspace = {
            "id": workspace_id,
            "number": number,
            "name": name,
            "timezone": timezone,
            "locale": locale,
            "epoch": 0,
            "design_revision": 0,
            "created_at": now,
        }
        account = {
            "id": account_id,
            "email": login,
            "password_hash": hashed,
            "must_change": True,
            "created_at": now,
            "disabled": False,
        }
        person = _first_person(workspace_id, person_id, account_id, login, locale, now)
        await store.insert(session, workspace, account, person)
        detail: dict[str, Json] = {"number": number, "name": name}
        await store.audit(session, AuditEntry(workspace_id, now, None, "workspace.created", "workspace", detail))

    await in_transaction(database, work)
    return FirstAdmin(workspace_id, person_id, login, password)


def _first_person(
    workspace_id: str, person_id: str, account_id: str, login: str, locale: str, now: datetime
) -> dict[str, object]:
    name, sorted_as = ADMIN_NAMES.get(locale, ADMIN_NAMES["en"])
    return {
        "workspace_id": workspace_id,
        "id": person_id,
        "account_id": account_id,
        "name": name,
        "sort_name": sorted_as,
        "email": login,
        "phone": None,
        "position": None,
        "manager_id": None,
        "department_id": None,
        "active": True,
        "admin": True,
        "epoch": 0,
        "locale": None,
        "created_at": now,
    }


async def reset_from_console(database: Database, now: datetime, email: str) -> str:
    """A new one-time password for whoever runs the server; sessions end. Refuses (404) an unknown address."""
    store, sign_in = BootstrapStore(database), SignInStore(database)
    account_id = await store.account_id(email.strip().lower())
    if account_id is None:
        raise refuse(404, "account.unknown", email=email)
    password = one_time_password()
    steps = sign_in.set_password(account_id, await Passwords().hash(password), one_time=True)
    members = await store.members(account_id)

    async def work(session: Session) -> None:
        for statement, values in steps:
            await session.execute(statement, values)
        for workspace_id, person_id in members:
            entry = AuditEntry(workspace_id, now, None, "password.reset", f"person:{person_id}", {"from": "console"})
            await store.audit(session, entry)

    await in_transaction(database, work)
    return password
