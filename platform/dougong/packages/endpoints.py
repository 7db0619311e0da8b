"""/api/packages: the market, installing and taking away."""

import io
import zipfile
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dougong.kernel.routes import READ, Caller, able, route
from dougong.packages.installing import Installing
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Role
from dougong_engine.packages.format import Package
from dougong_engine.packages.rights import asked

PackageId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_.]{0,100}$")]
AppId = Annotated[str, Path(pattern=r"^app_[a-z0-9_]{1,58}$")]


class Install(BaseModel):
    """How to install a package."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"samples": True, "name": ""}})

    samples: bool = False
    name: Annotated[str, Field(max_length=100)] = ""


def router(installing: Installing) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api", tags=["packages"])

    @route(routes, "GET", "/packages", READ)
    async def list_packages(principal: Caller) -> dict[str, Any]:
        """What can be installed, and what is."""
        installed = await installing.store.all(principal.workspace_id)
        by_package: dict[str, list[dict[str, Any]]] = {}
        for app_id, package_id, version, at in installed:
            by_package.setdefault(package_id, []).append({"app": app_id, "version": version, "installed_at": at})
        shown = [
            {**_head(one, principal.locale), "installed": by_package.get(one.manifest.id, [])}
            for one in installing.market.all()
        ]
        return {"packages": shown}

    @route(routes, "GET", "/packages/{id}", READ)
    async def read_package(principal: Caller, id: PackageId) -> dict[str, Any]:
        """Everything that a package would bring, before it is installed."""
        return _preview(installing.market.get(id), principal.locale)

    @route(routes, "POST", "/packages/{id}/install", able("packages"), status_code=201)
    async def install_package(principal: Caller, id: PackageId, body: Install) -> dict[str, Any]:
        """Install a package as an app."""
        found = await installing.install(principal, id, samples=body.samples, name=body.name)
        return {"app": found.app_id, "objects": found.objects, "samples": found.samples}

    @route(routes, "POST", "/apps/{id}/remove-samples", able("packages"))
    async def remove_samples(principal: Caller, id: AppId) -> dict[str, int]:
        """Take sample records away; edited ones stay."""
        return await installing.remove_samples(principal, id)

    @route(routes, "DELETE", "/apps/{id}", able("packages"), status_code=204)
    async def uninstall_app(principal: Caller, id: AppId) -> None:
        """Take an app away; its data stays for 30 days."""
        await installing.uninstall(principal, id)

    @route(routes, "GET", "/apps/{id}/export", able("packages"), response_class=Response)
    async def export_app(principal: Caller, id: AppId) -> Response:
        """The app as a package, zipped."""
        files = await installing.export(principal, id)
        headers = {"content-disposition": f'attachment; filename="{id}.zip"'}
        return Response(_zipped(files), media_type="application/zip", headers=headers)

    return routes


def _head(package: Package, locale: str) -> dict[str, Any]:
    manifest = package.manifest
    texts = package.locales.get(locale, {}).get(manifest.id, {})
    return {
        "id": manifest.id,
        "version": manifest.version,
        "name": texts.get("name", manifest.name),
        "summary": texts.get("summary", manifest.summary),
        "description": texts.get("description", manifest.description),
        "publisher": manifest.publisher,
        "icon": manifest.icon,
        "color": manifest.color,
    }


def _preview(package: Package, locale: str) -> dict[str, Any]:
    texts = package.locales.get(locale, {})

    def named(kind: type[Any]) -> list[dict[str, Any]]:
        return [{"id": one.id, "name": texts.get(one.id, {}).get("name", one.name)} for one in package.design.of(kind)]

    wanted = asked(package)
    counts = {id: len(samples.rows) for id, samples in package.samples.items()}
    return {
        **_head(package, locale),
        "entities": [{**one, "samples": counts.get(str(one["id"]), 0)} for one in named(Entity)],
        "dashboards": named(Dashboard),
        "flows": named(Flow),
        "roles": named(Role),
        "slots": [{"id": one.id, "name": one.name, "kind": one.kind} for one in package.manifest.slots],
        "asks": {"abilities": list(wanted.abilities), "hosts": list(wanted.hosts)},
    }


def _zipped(files: dict[str, bytes]) -> bytes:
    """The same bytes for the same files: entries carry no time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
