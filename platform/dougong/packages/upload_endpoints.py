"""/api/package-files: a package from a zip file, on the market of one workspace."""

from fastapi import APIRouter, Request

from dougong.files.multipart import PartHead, file_body, read_parts
from dougong.kernel.http.rules import BodyRule
from dougong.kernel.problem import refuse
from dougong.kernel.routes import Caller, able, route
from dougong.packages.answers import PackageUploaded
from dougong.packages.endpoints import PackageId
from dougong.packages.installing import Installing
from dougong_engine.packages.layout import TOTAL_LIMIT

AROUND = 65_536
"""Bytes that the multipart frame may add to the file itself."""

PREFIX = "/api/package-files"
UPLOAD = file_body("A zip file")


def package_bodies() -> BodyRule:
    """What the gate must let through."""
    return BodyRule(PREFIX, TOTAL_LIMIT + AROUND, frozenset({"multipart/form-data"}))


def upload_router(installing: Installing) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix=PREFIX, tags=["packages"])

    @route(routes, "POST", "", able("packages"), answer=PackageUploaded, status_code=201, openapi_extra=UPLOAD)
    async def upload_package(request: Request, principal: Caller) -> dict[str, str]:
        """Put a package from a zip file on the workspace's market; it is checked as a whole first."""
        data = await _file(request)
        package = await installing.market.put(principal, data, installing.writing.stage.now())
        return {"id": package.manifest.id, "version": package.manifest.version}

    @route(routes, "DELETE", "/{id}", able("packages"), status_code=204)
    async def withdraw_package(principal: Caller, id: PackageId) -> None:
        """Take an uploaded package off the market again; apps that were made from it stay."""
        await installing.market.drop(principal, id)

    return routes


async def _file(request: Request) -> bytes:
    """The part `file`. Refuses (413) what is larger than a package may be, (422) a body without it."""
    head: PartHead | None = None
    pieces: list[bytes] = []
    size = 0
    async for part, piece in read_parts(request.headers.get("content-type", ""), request.stream()):
        if part.name != "file" or (head is not None and part is not head):
            raise refuse(422, "upload.part", name=part.name[:60])
        head = part
        size += len(piece)
        if size > TOTAL_LIMIT:
            raise refuse(413, "upload.large", ("file",), megabytes=TOTAL_LIMIT // 1024 // 1024)
        pieces.append(piece)
    if head is None:
        raise refuse(422, "upload.empty", ("file",))
    return b"".join(pieces)
