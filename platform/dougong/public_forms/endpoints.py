"""/api/public: forms that anybody with their address may fill in; /api/forms/{id}/address: who gives it out."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import StringConstraints

from dougong.files.endpoints import AROUND
from dougong.files.multipart import file_body, read_parts
from dougong.kernel.http.answers import accepted_locale
from dougong.kernel.http.rules import BodyRule
from dougong.kernel.problem import refuse
from dougong.kernel.routes import ANONYMOUS, Caller, able, route
from dougong.kernel.shapes import Done
from dougong.public_forms.addresses import Addresses
from dougong.public_forms.answers import AddressShown, PublicFormShown, TitlesShown, UploadShown
from dougong.public_forms.rates import Turnstile
from dougong.public_forms.strangers import MEGABYTE, Strangers
from dougong.records.endpoints import object_of
from dougong.records.repeats import Answer, Repeats
from dougong_engine.document import Doc, Json

FORMS, FILES = "/api/public/forms/{token}", "/api/public/files/{token}"
ANSWER_BYTES = 256 * 1024
LARGEST = 25
DESIGN = able("design")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
Token = Annotated[str, Path()]
FormId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Key = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Person = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
SENT: dict[str, Any] = {"type": "object", "description": "Values by the key of their field", "example": {"name": "…"}}
BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": SENT}}}}


class AddressAsked(Doc):
    """`owner` answers for the records where the form names no role; without it that stays as it is."""

    open: bool
    owner: Person | None = None


def public_bodies() -> tuple[BodyRule, ...]:
    """What the gate must let through to the routes for strangers."""
    uploads = BodyRule("/api/public/files/", LARGEST * MEGABYTE + AROUND, frozenset({"multipart/form-data"}))
    return uploads, BodyRule("/api/public/", ANSWER_BYTES)


def strangers_router(strangers: Strangers, turnstile: Turnstile, repeats: Repeats) -> APIRouter:
    """The only routes besides signing in that need no session: a token in the address stands for one form."""
    routes = APIRouter(tags=["public forms"])

    @route(routes, "GET", FORMS, ANONYMOUS, answer=PublicFormShown)
    async def read_public_form(request: Request, token: Token) -> dict[str, Json]:
        """The form behind an address, in the language of the browser."""
        turnstile.reads(_ip(request))
        return await strangers.form(_checked(token), _locale(request))

    @route(routes, "GET", FORMS + "/records/{key}", ANONYMOUS, answer=TitlesShown)
    async def list_titles(
        request: Request, token: Token, key: Key, q: Annotated[str, Query(max_length=100)] = ""
    ) -> dict[str, Any]:
        """Up to twenty records that a link of the form may lead to, by title."""
        turnstile.reads(_ip(request))
        return {"records": await strangers.titles(_checked(token), _locale(request), key, q.strip())}

    @route(routes, "POST", FORMS, ANONYMOUS, answer=Done, status_code=201, openapi_extra=BODY)
    async def hand_in_form(request: Request, token: Token) -> dict[str, Any]:
        """Hand the form in: a new record, once for each Idempotency-Key."""
        turnstile.sends(_checked(token), _ip(request))
        body, locale = await request.body(), _locale(request)
        sent = object_of(body)

        async def work() -> Answer:
            await strangers.hand_in(token, locale, sent)
            return Answer(201, {"done": True})

        found = await repeats.once(request, await strangers.sender(token, locale), body, work)
        told: dict[str, Any] = found.body
        return told

    @route(routes, "POST", FILES, ANONYMOUS, answer=UploadShown, status_code=201, openapi_extra=file_body("Any file"))
    async def attach_file(request: Request, token: Token) -> dict[str, Json]:
        """Upload one file; put its id into a field of the form within 24 hours."""
        turnstile.sends(_checked(token), _ip(request))
        parts = read_parts(request.headers.get("content-type", ""), request.stream())
        file = await strangers.attach(token, _locale(request), parts)
        return {"id": file.id, "name": file.name, "type": file.type, "size": file.size}

    return routes


def addresses_router(addresses: Addresses) -> APIRouter:
    """The public address of a form, for people with the ability `design`."""
    routes = APIRouter(prefix="/api/forms/{id}/address", tags=["public forms"])

    @route(routes, "GET", "", DESIGN, answer=AddressShown)
    async def read_address(principal: Caller, id: FormId) -> dict[str, Json]:
        """The public address of a form, and how many answers came through it."""
        return await addresses.shown(principal, id)

    @route(routes, "PUT", "", DESIGN, answer=AddressShown)
    async def put_address(principal: Caller, id: FormId, body: AddressAsked) -> dict[str, Json]:
        """Open or shut the address of a form; it is made when it is first opened."""
        return await addresses.put(principal, id, is_open=body.open, owner=body.owner)

    @route(routes, "POST", "/renewal", DESIGN, answer=AddressShown)
    async def renew_address(principal: Caller, id: FormId) -> dict[str, Json]:
        """Give the form another address; the old one is dead at once."""
        return await addresses.renew(principal, id)

    return routes


def _checked(token: str) -> str:
    if not TOKEN.fullmatch(token):
        raise refuse(404, "public_form.unknown")
    return token


def _locale(request: Request) -> str:
    return accepted_locale(request.headers.get("accept-language", ""))


def _ip(request: Request) -> str:
    return request.client.host if request.client else ""
