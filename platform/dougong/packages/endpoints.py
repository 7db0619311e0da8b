"""/api/packages: the market, installing and taking away."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from dougong.kernel.routes import READ, Caller, able, route
from dougong.packages.answers import InstalledShown, PackagePreview, PackagesShown, SamplesRemoved
from dougong.packages.archive import zipped
from dougong.packages.installing import Installing
from dougong.packages.preview_documents import head_document, preview_document
from dougong.records.endpoints import json_response
from dougong_engine.packages.format import Package, version_key

PackageId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_.]{0,100}$")]
AppId = Annotated[str, Path(pattern=r"^app_[a-z0-9_]{1,58}$")]
SlotNames = Annotated[
    dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")],
        Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")],
    ],
    Field(max_length=100),
]
"""Slot id → id of a person or department."""


class Install(BaseModel):
    """How to install a package."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"samples": True, "name": ""}})

    samples: bool = False
    name: Annotated[str, Field(max_length=100)] = ""
    slots: SlotNames = Field(default_factory=dict)


def router(installing: Installing) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api", tags=["packages"])

    @route(routes, "GET", "/packages", READ, answer=PackagesShown)
    async def list_packages(principal: Caller) -> Response:
        """What can be installed, and what is."""
        by_package: dict[str, list[dict[str, Any]]] = {}
        upgraded = await installing.store.upgraded(principal.workspace_id)
        for app_id, package_id, version, at in await installing.store.all(principal.workspace_id):
            one = {"app": app_id, "version": version, "installed_at": at, "upgraded": app_id in upgraded}
            by_package.setdefault(package_id, []).append(one)
        packages = [
            {**head_document(one, principal.locale), "uploaded": uploaded, "installed": _installed(one, by_package)}
            for one, uploaded in await installing.market.all(principal.workspace_id)
        ]
        return json_response({"packages": packages})

    @route(routes, "GET", "/packages/{id}", READ, answer=PackagePreview)
    async def read_package(principal: Caller, id: PackageId) -> dict[str, Any]:
        """Everything that a package would bring, before it is installed."""
        package = await installing.market.get(principal.workspace_id, id)
        required = await installing.market.required(principal.workspace_id, package)
        return preview_document(package, required, principal.locale, installing.writing.stage.now())

    @route(routes, "POST", "/packages/{id}/install", able("packages"), answer=InstalledShown, status_code=201)
    async def install_package(principal: Caller, id: PackageId, body: Install) -> dict[str, Any]:
        """Install a package as an app."""
        found = await installing.install(principal, id, samples=body.samples, name=body.name, slots=body.slots)
        return {"app": found.app_id, "objects": found.objects, "samples": found.samples}

    @route(routes, "POST", "/apps/{id}/remove-samples", able("packages"), answer=SamplesRemoved)
    async def remove_samples(principal: Caller, id: AppId) -> dict[str, int]:
        """Take sample records away; edited ones stay."""
        return await installing.seeding.remove(principal, id)

    @route(routes, "GET", "/apps/{id}/export", able("packages"), response_class=Response)
    async def export_app(principal: Caller, id: AppId) -> Response:
        """The app as a package, zipped."""
        files = await installing.export(principal, id)
        headers = {"content-disposition": f'attachment; filename="{id}.zip"'}
        return Response(zipped(files), media_type="application/zip", headers=headers)

    return routes


def _installed(package: Package, by_package: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The installations, each with the version that it can be upgraded to."""
    version = package.manifest.version
    apps = by_package.get(package.manifest.id, [])
    return [{**one, "newer": version if version_key(version) > version_key(one["version"]) else None} for one in apps]
