"""What designers do with the public address of a form: give it out, shut it, replace it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.sealing import NotOpened, Sealer
from dougong.kernel.workspace import Principal
from dougong.people.sign_in.secret_tokens import new_session_token, token_hash
from dougong.public_forms.rows import Address, AddressRows
from dougong.records.scene import Scene, Stage
from dougong.storage.audit import AuditEntry
from dougong_engine.design.form import Form
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.forms.public import public_side

PATH = "/f/"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the forms of a workspace, for people with the ability `design`."""

    rows: AddressRows
    stage: Stage
    sealer: Sealer
    now: Callable[[], datetime]

    async def shown(self, principal: Principal, form_id: str) -> dict[str, Json]:
        """The answer of `AddressShown`; its path is null before the form had one."""
        found = await self.rows.by_form(principal.workspace_id, form_id)
        if found is None:
            return {"path": None, "open": False, "taken": 0, "owner": None, "changed_at": None}
        name = await self.rows.name_of(principal.workspace_id, found.owner_id)
        return {
            "path": self._path(found),
            "open": found.open,
            "taken": found.taken,
            "owner": None if name is None else {"id": found.owner_id, "name": name},
            "changed_at": found.changed_at.isoformat().replace("+00:00", "Z"),
        }

    async def put(self, principal: Principal, form_id: str, *, is_open: bool, owner: str | None) -> dict[str, Json]:
        """Open or shut the address; the first time it is made. Without `owner` it stays, at first it is the caller.

        Refuses 409 `public_form.not_public`, 403 for a form that gives strangers more than the caller has, and 404
        `person.unknown`.
        """
        found = await self.rows.by_form(principal.workspace_id, form_id)
        if is_open:
            await self._must_hold(principal, form_id)
        if owner is not None and await self.rows.name_of(principal.workspace_id, owner) is None:
            raise refuse(404, "person.unknown", ("owner",))
        action = "public_form.opened" if is_open else "public_form.shut"
        entry = self._entry(principal, action, form_id, owner)
        if found is None:
            await self.rows.insert(self._made(principal, form_id, owner, is_open=is_open), entry)
        else:
            changed = replace(found, open=is_open, owner_id=owner or found.owner_id, changed_at=self.now())
            await self.rows.change(changed, entry)
        return await self.shown(principal, form_id)

    async def renew(self, principal: Principal, form_id: str) -> dict[str, Json]:
        """Another address in the place of the one that got about; the old one is dead at once."""
        found = await self.rows.by_form(principal.workspace_id, form_id)
        if found is None:
            raise refuse(409, "public_form.not_public")
        hashed, sealed = self._token(form_id)
        renewed = replace(found, token_hash=hashed, token=sealed, changed_at=self.now())
        await self.rows.renew(renewed, self._entry(principal, "public_form.renewed", form_id, None))
        return await self.shown(principal, form_id)

    def _made(self, principal: Principal, form_id: str, owner: str | None, *, is_open: bool) -> Address:
        hashed, sealed = self._token(form_id)
        return Address(
            workspace_id=principal.workspace_id,
            form_id=form_id,
            id=new_id(),
            token_hash=hashed,
            token=sealed,
            open=is_open,
            owner_id=owner or principal.person_id,
            taken=0,
            changed_at=self.now(),
        )

    def _token(self, form_id: str) -> tuple[str, str]:
        """A new token: hashed to be found by, sealed to be shown again."""
        token = new_session_token()
        return token_hash(token), self.sealer.seal(form_id, token)

    def _path(self, address: Address) -> str | None:
        try:
            return PATH + self.sealer.open(address.form_id, address.token)
        except NotOpened:
            return None

    async def _must_hold(self, principal: Principal, form_id: str) -> None:
        """Nobody gives strangers a form that does more than they may do themselves."""
        scene = await self.stage.scene(principal)
        design = scene.planning.schema.design
        form = design.get(Form, form_id)
        entity = None if form is None else design.entity(form.entity)
        side = None if form is None or entity is None else public_side(form, entity)
        if entity is None or side is None:
            raise refuse(409, "public_form.not_public")
        access = scene.planning.access(scene.who, entity.id)
        if not access.may("create"):
            raise refuse(403, "access.action", action="create", entity=entity.name)
        hidden = [id for id in sorted({*side.filled, *side.fixed}) if not access.create.get(id)]
        specs = [one for id in hidden if (one := entity.field(id)) is not None]
        specs += [one for one in side.links if not _lists(scene, one.entity)]
        if specs:
            raise scene.named(Refusal(403, [Problem("access.field", (one.key,), {"field": one.name}) for one in specs]))

    def _entry(self, principal: Principal, action: str, form_id: str, owner: str | None) -> AuditEntry:
        detail: dict[str, Json] = {} if owner is None else {"owner": owner}
        return AuditEntry(principal.workspace_id, self.now(), principal.person_id, action, f"form:{form_id}", detail)


def _lists(scene: Scene, entity_id: str) -> bool:
    """Whether the caller sees the titles of all records there."""
    access = scene.planning.access(scene.who, entity_id)
    entity = scene.planning.schema.table(entity_id).entity
    return access.everywhere(access.read.get(entity.title, frozenset()))
