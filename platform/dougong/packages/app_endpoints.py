"""/api/apps/…: what can be done with an app that is there: upgraded, taken away, brought back, tested."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dougong.design.permission_tests import stored_tests
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.routes import Caller, able, route
from dougong.packages.app_answers import (
    AppRestored,
    PeopleOfApp,
    PermissionsTested,
    RemovalPreview,
    RemovedApps,
    Upgraded,
    UpgradePreview,
)
from dougong.packages.endpoints import AppId, SlotNames
from dougong.packages.leaving import Leaving
from dougong.packages.permission_documents import tested
from dougong.packages.rebinding import Rebinding
from dougong.packages.upgrade_documents import upgrade_document
from dougong.packages.upgrading import Upgrading, Wish
from dougong.records.endpoints import json_response
from dougong_engine.packages.format import PermissionTest
from dougong_engine.packages.permission_tests import failing

PlaceName = Annotated[str, Field(min_length=1, max_length=200)]


class Place(BaseModel):
    """A conflict of the preview."""

    model_config = ConfigDict(extra="forbid")

    object: Annotated[str, Field(max_length=63)]
    path: Annotated[tuple[PlaceName, ...], Field(max_length=40)] = ()


class UpgradeWish(BaseModel):
    """The preview that was seen, and where the package's side is taken instead of what is here."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"revision": 12, "version": "1.1.0", "theirs": []}}
    )

    revision: int
    version: Annotated[str, Field(max_length=30)]
    theirs: Annotated[tuple[Place, ...], Field(max_length=1000)] = ()
    slots: SlotNames = Field(default_factory=dict)
    accept_empty: bool = False


class Slots(BaseModel):
    """Whom slots shall stand for; those that are not named stay as they are."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"slots": {"keeper": "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11"}}}
    )

    slots: SlotNames


class Undo(BaseModel):
    """`confirm`: changes made since the upgrade go back with it."""

    model_config = ConfigDict(extra="forbid")

    confirm: bool = False


class Tests(BaseModel):
    """The permission tests of an app."""

    model_config = ConfigDict(extra="forbid")

    tests: Annotated[tuple[PermissionTest, ...], Field(max_length=1000)]


def app_router(upgrading: Upgrading, leaving: Leaving) -> APIRouter:
    """The routes over the services of installed apps."""
    routes = APIRouter(prefix="/api/apps", tags=["packages"])
    _upgrades(routes, upgrading)
    _people(routes, Rebinding(upgrading.installing))
    _leaving(routes, leaving)
    _tests(routes, upgrading)
    return routes


def _upgrades(routes: APIRouter, upgrading: Upgrading) -> None:
    @route(routes, "GET", "/{id}/upgrade", able("packages"), answer=UpgradePreview)
    async def preview_upgrade(principal: Caller, id: AppId) -> dict[str, Any]:
        """What an upgrade to the market's version would take, keep and ask."""
        return upgrade_document(await upgrading.plan(principal, id), principal.locale)

    @route(routes, "POST", "/{id}/upgrade", able("packages"), answer=Upgraded)
    async def upgrade_app(principal: Caller, id: AppId, body: UpgradeWish) -> dict[str, Any]:
        """Upgrade as previewed, as one publish."""
        theirs = frozenset((one.object, one.path) for one in body.theirs)
        wish = Wish(body.revision, body.version, theirs, body.slots, body.accept_empty)
        return await upgrading.upgrade(principal, id, wish)

    @route(routes, "POST", "/{id}/upgrade/undo", able("packages"), answer=Upgraded)
    async def undo_upgrade(principal: Caller, id: AppId, body: Undo) -> dict[str, Any]:
        """Back to what the app was before its last upgrade."""
        return await upgrading.undo(principal, id, confirm=body.confirm)


def _people(routes: APIRouter, rebinding: Rebinding) -> None:
    @route(routes, "GET", "/{id}/slots", able("packages"), answer=PeopleOfApp)
    async def read_slots(principal: Caller, id: AppId) -> dict[str, Any]:
        """Whom the app's slots stand for, and who holds the roles that its flows ask."""
        return await rebinding.shown(principal, id)

    @route(routes, "PUT", "/{id}/slots", able("packages"), answer=PeopleOfApp)
    async def rebind_slots(principal: Caller, id: AppId, body: Slots) -> dict[str, Any]:
        """Other people behind slots, as one publish."""
        return await rebinding.rebind(principal, id, body.slots)


def _leaving(routes: APIRouter, leaving: Leaving) -> None:
    @route(routes, "GET", "/removed", able("packages"), answer=RemovedApps)
    async def removed_apps(principal: Caller) -> Response:
        """Apps that were uninstalled and can come back."""
        return json_response({"apps": await leaving.removed(principal)})

    @route(routes, "GET", "/{id}/removal", able("packages"), answer=RemovalPreview)
    async def preview_removal(principal: Caller, id: AppId) -> dict[str, Any]:
        """What uninstalling would take away, and who uses it."""
        return await leaving.preview(principal, id)

    @route(routes, "DELETE", "/{id}", able("packages"), status_code=204)
    async def uninstall_app(principal: Caller, id: AppId) -> None:
        """Take an app away; its data stays for 30 days."""
        await leaving.uninstall(principal, id)

    @route(routes, "POST", "/{id}/restore", able("packages"), answer=AppRestored)
    async def restore_app(principal: Caller, id: AppId) -> dict[str, int]:
        """Bring an uninstalled app back with its data."""
        return await leaving.restore(principal, id)


def _tests(routes: APIRouter, upgrading: Upgrading) -> None:
    publishing = upgrading.installing.publishing

    @route(routes, "GET", "/{id}/permission-tests", able("design"))
    async def read_tests(principal: Caller, id: AppId) -> Tests:
        """What the app's roles must and must not allow."""
        held = await stored_tests(publishing.database, principal.workspace_id)
        return Tests(tests=held.get(id, ()))

    @route(routes, "GET", "/{id}/permission-tests/results", able("packages"), answer=PermissionsTested)
    async def run_tests(principal: Caller, id: AppId) -> Response:
        """The app's permission tests, held against its roles as they are now."""
        return json_response({"tests": await tested(upgrading.installing, principal, id)})

    @route(routes, "PUT", "/{id}/permission-tests", able("design"))
    async def write_tests(principal: Caller, id: AppId, body: Tests) -> Tests:
        """Other tests for the app; refused while its roles do not keep them."""
        schema = await publishing.catalogue.newest(principal.workspace_id)
        if id not in schema.design.objects:
            raise refuse(404, "app.unknown", id=id)
        problems = list(failing(schema.design, body.tests))
        if problems:
            raise Refusal(422, problems)
        await publishing.keep_tests(principal.workspace_id, id, body.tests)
        return body
