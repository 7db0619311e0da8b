"""What strangers do through the address of a form: look at it, choose, attach, hand it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dougong.files.service import Files, Parts
from dougong.files.store import StoredFile
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.people.sign_in.secret_tokens import token_hash
from dougong.process import acting
from dougong.public_forms.rows import Address, AddressRows
from dougong.public_forms.showing import shown, told
from dougong.records.planning import Holder
from dougong.records.reading import Question, Reading
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.audit import INSERT_AUDIT, AuditEntry
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.forms.public import PublicSide, closed, completed, grants, public_side

LISTED = 20
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A form behind an address that is open now, and a stranger with the rights that it gives."""

    address: Address
    form: Form
    entity: Entity
    side: PublicSide
    scene: Scene

    @property
    def cause(self) -> str:
        """How history names the form."""
        return f"form:{self.form.id}"


@dataclass(frozen=True, slots=True)
class Strangers:
    """Every method takes the token of the address and refuses 404 `public_form.unknown` for one that leads nowhere."""

    rows: AddressRows
    reading: Reading
    writing: Writing
    files: Files

    async def form(self, token: str, locale: str) -> dict[str, Json]:
        """The form, in the stranger's language. Refuses 403 where nobody can answer now."""
        opened = await self._opened(token, locale)
        return shown(opened.scene, opened.form, opened.entity)

    async def titles(self, token: str, locale: str, key: str, words: str) -> list[dict[str, str]]:
        """Records that the link with that key may lead to, by title."""
        opened = await self._opened(token, locale)
        link = next((one for one in opened.side.links if one.key == key), None)
        if link is None:
            raise refuse(404, "public_form.unknown")
        schema = opened.scene.planning.schema
        entity = schema.table(link.entity).entity
        title = entity.field(entity.title)
        assert title is not None
        sought = {"field": title.key, "op": "contains", "value": words} if words else None
        question = Question(filter=sought, fields=(title.key,), sort=(title.key,), limit=LISTED)
        page = await self.reading.page(opened.scene.principal, entity.key, question, opened.scene.who)
        return [{"id": str(one["id"]), "title": str(one.get(title.key) or "")} for one in page.records]

    async def sender(self, token: str, locale: str) -> Principal:
        """Whose repeated requests a stranger's are: those of the address, also when nobody can answer now."""
        return _sender(await self._address(token), locale)

    async def attach(self, token: str, locale: str, parts: Parts) -> StoredFile:
        """One file for a field of the form, kept for a day or until the form is sent."""
        opened = await self._opened(token, locale)
        limits = opened.side.public.files
        if limits is None:
            raise refuse(404, "public_form.unknown")
        return await self.files.receive(_sender(opened.address, locale), _bounded(parts, limits.megabytes))

    async def hand_in(self, token: str, locale: str, raw: Mapping[str, Json]) -> None:
        """A new record through the whole write contract. Raises Refusal, silent about hidden fields."""
        for last in (False, True):
            opened = await self._opened(token, locale)
            try:
                await self._store(opened, completed(opened.side, opened.entity, raw))
            except RightsChanged:
                if last:
                    raise
            except EngineError as error:
                raise told(opened.side, opened.scene.named(refused(error))) from None
            except Refusal as refusal:
                raise told(opened.side, opened.scene.named(refusal)) from None
            else:
                self.writing.stage.changed()
                return

    async def _store(self, opened: Opened, values: Mapping[str, Json]) -> None:
        scene, id = opened.scene, new_id()
        door = Door(via="public", cause=opened.cause, form=opened.form.id)

        async def work(session: Session) -> None:
            intent = await self.writing.creation(scene, session, opened.entity.key, values, door, id)
            if not await self.rows.count_one(session, opened.address, opened.side.public.most):
                raise refuse(409, "public_form.full")
            await self.writing.commit.within(scene, intent, session)
            await session.execute(self.rows.sql(INSERT_AUDIT), _audited(opened, id).values())

        await in_transaction(self.rows.database, work)

    async def _address(self, token: str) -> Address:
        found = await self.rows.by_token(token_hash(token))
        if found is None:
            raise refuse(404, "public_form.unknown")
        return found

    async def _opened(self, token: str, locale: str) -> Opened:
        address = await self._address(token)
        stage = self.writing.stage
        schema = await stage.catalogue.newest(address.workspace_id)
        form = schema.design.get(Form, address.form_id)
        entity = None if form is None else schema.design.entity(form.entity)
        side = None if form is None or entity is None else public_side(form, entity)
        if form is None or entity is None or side is None:
            raise refuse(404, "public_form.unknown")
        reason = closed(side.public, stage.now(), address.taken)
        if reason is not None:
            raise refuse(403, reason)
        principal = await self._principal(address, side, locale)
        scene = await stage.scene(principal, _holder(form, schema.versions[form.id], side, schema.design.entity))
        return Opened(address, form, entity, side, scene)

    async def _principal(self, address: Address, side: PublicSide, locale: str) -> Principal:
        """Who answers for what comes in: a name and a stamp of rights, but none of the rights."""
        role = side.public.owner
        first = None if role is None else await self.rows.first_holder(address.workspace_id, role)
        wanted = (first, address.owner_id)
        try:
            found = await acting.active(self.rows.database, self.rows.sql, address.workspace_id, wanted)
        except acting.Nobody:
            raise refuse(404, "public_form.unknown") from None
        return replace(found, kind="public", locale=locale, sender_id=address.id)


def _holder(form: Form, version: int, side: PublicSide, entity_of: Callable[[str], Entity | None]) -> Holder:
    titles = {one.entity: found.title for one in side.links if (found := entity_of(one.entity)) is not None}
    return Holder(("public", form.id, version), False, own=grants(form, side, titles))


def _sender(address: Address, locale: str) -> Principal:
    return Principal(
        workspace_id=address.workspace_id,
        person_id=address.id,
        account_id=None,
        name="",
        roles=(),
        admin=False,
        abilities=frozenset(),
        epoch=0,
        locale=locale,
        kind="public",
    )


async def _bounded(parts: Parts, megabytes: int) -> Parts:
    """The same parts, refused (413) as soon as the file is too big."""
    size = 0
    async for part, piece in parts:
        size += len(piece)
        if size > megabytes * MEGABYTE:
            raise refuse(413, "upload.large", ("file",), megabytes=megabytes)
        yield part, piece


def _audited(opened: Opened, id: str) -> AuditEntry:
    """Nobody of the workspace did it."""
    workspace, at = opened.address.workspace_id, opened.scene.clock.now
    return AuditEntry(workspace, at, None, "public_form.answered", f"form:{opened.form.id}", {"record": id})
