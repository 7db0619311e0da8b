"""/api/design: drafts, checks, publishing and versions, for people with the ability `design`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from dougong.design.draft_answers import (
    DesignRows,
    Draft,
    DraftGone,
    DraftKept,
    ObjectStarted,
    ObjectUsers,
    PublishedShown,
    PublishPreview,
    VersionRows,
    VersionShown,
)
from dougong.design.drafts import Consent, Drafts
from dougong.design.schemas import DraftsAsked, DraftSaved, DraftsPublished, ObjectMade, RollBack
from dougong.kernel.routes import Caller, able, route

ObjectId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Version = Annotated[int, Path(ge=1, le=1_000_000_000)]
Revision = Annotated[int, Query(ge=0)]
AppId = Annotated[str | None, Query(pattern=r"^app_[a-z0-9_]{1,58}$")]
DESIGN = able("design")


def draft_router(drafts: Drafts) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/design", tags=["design"])

    @route(routes, "GET", "", DESIGN, answer=DesignRows)
    async def list_design(principal: Caller, app: AppId = None) -> dict[str, Any]:
        """Every design object with its published version and the state of its draft."""
        return {"objects": await drafts.objects(principal, app)}

    @route(routes, "POST", "", DESIGN, answer=ObjectStarted, status_code=201)
    async def create_object(principal: Caller, body: ObjectMade) -> dict[str, Any]:
        """A new object as a draft."""
        return await drafts.create(principal, body.document)

    @route(routes, "POST", "/check", DESIGN, answer=PublishPreview)
    async def check_drafts(principal: Caller, body: DraftsAsked) -> dict[str, Any]:
        """What publishing these drafts would change, how risky that is, and what speaks against it."""
        return await drafts.check(principal, body.ids)

    @route(routes, "POST", "/publish", DESIGN, answer=PublishedShown)
    async def publish_drafts(principal: Caller, body: DraftsPublished) -> dict[str, Any]:
        """Publish these drafts together: all or nothing."""
        return await drafts.publish(principal, body.ids, Consent(body.confirm, body.accept_empty))

    @route(routes, "DELETE", "/{id}", DESIGN, status_code=204)
    async def delete_object(principal: Caller, id: ObjectId, confirm: bool = False) -> None:
        """Take an object out of the design; refused while others use it. Its data stays for 30 days."""
        await drafts.remove(principal, id, Consent(confirm))

    @route(routes, "GET", "/{id}/users", DESIGN, answer=ObjectUsers)
    async def list_object_users(principal: Caller, id: ObjectId) -> dict[str, Any]:
        """Which objects mention this one and where, drafts included."""
        return {"users": await drafts.users(principal, id)}

    @route(routes, "GET", "/{id}/draft", DESIGN, answer=Draft)
    async def read_draft(principal: Caller, id: ObjectId) -> dict[str, Any]:
        """The draft of an object, or what is published while it has none."""
        return await drafts.read(principal, id)

    @route(routes, "PUT", "/{id}/draft", DESIGN, answer=DraftKept)
    async def save_draft(principal: Caller, id: ObjectId, body: DraftSaved) -> dict[str, Any]:
        """Save a draft over the revision that it was made from; a stale one is a 409 with both documents."""
        return await drafts.save(principal, id, body.revision, body.document)

    @route(routes, "DELETE", "/{id}/draft", DESIGN, answer=DraftGone)
    async def discard_draft(principal: Caller, id: ObjectId, revision: Revision) -> dict[str, Any]:
        """Back to what is published."""
        return await drafts.discard(principal, id, revision)

    _version_routes(routes, drafts)
    return routes


def _version_routes(routes: APIRouter, drafts: Drafts) -> None:
    """What was published, and the way back to it."""

    @route(routes, "GET", "/{id}/versions", DESIGN, answer=VersionRows)
    async def list_versions(principal: Caller, id: ObjectId) -> dict[str, Any]:
        """The published versions, newest first."""
        return {"versions": await drafts.versions(principal, id)}

    @route(routes, "GET", "/{id}/versions/{version}", DESIGN, answer=VersionShown)
    async def read_version(principal: Caller, id: ObjectId, version: Version) -> dict[str, Any]:
        """The document of one version."""
        return {"id": id, "version": version, "document": await drafts.version(principal, id, version)}

    @route(routes, "POST", "/{id}/rollback", DESIGN, answer=PublishedShown)
    async def roll_back_object(principal: Caller, id: ObjectId, body: RollBack) -> dict[str, Any]:
        """Publish an older version as a new one."""
        return await drafts.roll_back(principal, id, body.version, Consent(body.confirm, body.accept_empty))
