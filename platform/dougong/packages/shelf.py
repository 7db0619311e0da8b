"""What a workspace can install: the packages of the platform, and those that it has uploaded itself."""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse, refused
from dougong.kernel.workspace import Principal
from dougong.packages.archive import unpacked
from dougong.packages.market import Market, required_by
from dougong.packages.published import checked
from dougong.packages.tables import uploaded_packages
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong_engine.design.objects import Design
from dougong_engine.errors import Invalid
from dougong_engine.packages.format import Package, version_key
from dougong_engine.packages.layout import layout_problems
from dougong_engine.packages.read import read_manifest, restored

_U = uploaded_packages.c
WS = sa.bindparam("ws", type_=UuidType())
PACKAGE = sa.bindparam("package", type_=TextType())
WHICH = sa.select(_U.package_id, _U.upload_id).where(_U.workspace_id == WS)
FILES = sa.select(_U.files).where(_U.workspace_id == WS, _U.package_id == PACKAGE)
DROP = sa.delete(uploaded_packages).where(_U.workspace_id == WS, _U.package_id == PACKAGE)
PUT = sa.insert(uploaded_packages)
MOST = 20
"""Packages that a workspace may have uploaded at once."""

REMEMBERED = 100


@dataclass(slots=True)
class Shelf:
    """The market as one workspace sees it; of a package that is in both places the newer version counts.

    Uploads are remembered by their ids: another one of the same package has another.
    """

    market: Market
    database: Database
    _statements: Statements = field(init=False)
    _read: dict[str, Package] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._statements = Statements(self.database.dialect)

    async def all(self, workspace_id: str) -> list[tuple[Package, bool]]:
        """Every package by id, and whether it is one of the workspace's own uploads."""
        found = {one.manifest.id: (one, False) for one in self.market.all()}
        for one in await self._uploaded(workspace_id):
            if _newer(one, self.market.find(one.manifest.id)):
                found[one.manifest.id] = one, True
        return [one for _, one in sorted(found.items())]

    async def get(self, workspace_id: str, id: str) -> Package:
        """One package; 404 for an unknown id."""
        found = next((one for one, _ in await self.all(workspace_id) if one.manifest.id == id), None)
        if found is None:
            raise refuse(404, "package.unknown", id=id)
        return found

    async def required(self, workspace_id: str, package: Package) -> Design:
        """The objects of the packages that this one requires, under their packages' ids."""
        return required_by(package.manifest, await self._by_id(workspace_id))

    async def put(self, principal: Principal, data: bytes, at: datetime) -> Package:
        """A zip file as a package of the workspace's own, in place of its earlier upload of the same package.

        Refuses (422) what is no package, with every problem and its place; (409) one that the platform has in the same
        version or a newer one; (409) too many.
        """
        there = await self._by_id(principal.workspace_id)
        try:
            package, files = await asyncio.to_thread(_package_in, data, there)
        except Invalid as error:
            raise refused(error) from None
        id = package.manifest.id
        offered = self.market.find(id)
        if not _newer(package, offered):
            version = offered.manifest.version if offered is not None else ""
            raise refuse(409, "package.upload.not_newer", ("file",), package=id, version=version)
        which = {one for one, _ in await self._which(principal.workspace_id)}
        if id not in which and len(which) >= MOST:
            raise refuse(409, "package.upload.many", ("file",), limit=MOST)
        row: dict[str, Any] = {
            "workspace_id": principal.workspace_id,
            "package_id": id,
            "upload_id": new_id(),
            "files": {path: base64.b64encode(one).decode() for path, one in files.items()},
            "uploaded_at": at,
            "uploaded_by": principal.person_id,
        }
        bound = {"ws": principal.workspace_id, "package": id}
        await self.database.write([(self._statements(DROP), bound), (self._statements(PUT), row)])
        return package

    async def drop(self, principal: Principal, id: str) -> None:
        """Takes an upload off the market again; apps that were made from it stay. 404 for what was not uploaded."""
        if id not in {one for one, _ in await self._which(principal.workspace_id)}:
            raise refuse(404, "package.unknown", id=id)
        await self.database.write([(self._statements(DROP), {"ws": principal.workspace_id, "package": id})])

    async def _by_id(self, workspace_id: str) -> Mapping[str, Package]:
        return {one.manifest.id: one for one, _ in await self.all(workspace_id)}

    async def _which(self, workspace_id: str) -> list[tuple[str, str]]:
        rows = await self.database.fetch(self._statements(WHICH), {"ws": workspace_id})
        return cast("list[tuple[str, str]]", rows)

    async def _uploaded(self, workspace_id: str) -> list[Package]:
        found = []
        for id, upload in await self._which(workspace_id):
            if upload not in self._read:
                rows = await self.database.fetch(self._statements(FILES), {"ws": workspace_id, "package": id})
                if not rows:
                    continue
                kept = cast("Mapping[str, str]", rows[0][0])
                if len(self._read) >= REMEMBERED:
                    self._read.clear()
                files = {path: base64.b64decode(one) for path, one in kept.items()}
                self._read[upload] = await asyncio.to_thread(restored, files)
            found.append(self._read[upload])
        return found


def _newer(one: Package, other: Package | None) -> bool:
    return other is None or version_key(one.manifest.version) > version_key(other.manifest.version)


def _package_in(data: bytes, there: Mapping[str, Package]) -> tuple[Package, dict[str, bytes]]:
    files = unpacked(data)
    problems = list(layout_problems(files))
    if problems:
        raise Invalid(problems)
    return checked(files, required_by(read_manifest(files), there)), files
