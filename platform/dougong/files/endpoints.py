"""Upload, look at, fetch and discard files over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from dougong.files.answers import FileShown, FilesShown
from dougong.files.content_type import PICTURES
from dougong.files.multipart import file_body, read_parts
from dougong.files.names import disposition
from dougong.files.service import Files
from dougong.files.store import StoredFile, is_id
from dougong.kernel.http.rules import BodyRule
from dougong.kernel.problem import refuse
from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong_engine.document import Json

AROUND = 65_536
"""Bytes that the multipart frame and the claims may add to the file itself."""

CLAIMS = {"type": "string", "description": "JSON: taken_at, lat, lng, accuracy (metres), camera"}
UPLOAD = file_body("Any file of up to 25 MB", claims=CLAIMS)
HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    # Rights may end at any time: a copy is good only after asking again.
    "cache-control": "private, no-cache",
    "accept-ranges": "none",
}


def upload_body(most: int) -> BodyRule:
    """What the gate must let through to these routes; `most` is the largest file in bytes."""
    return BodyRule("/api/files", most + AROUND, frozenset({"multipart/form-data"}))


def files_router(files: Files) -> APIRouter:
    """The routes under /api/files."""
    router = APIRouter(tags=["files"])

    @route(router, "POST", "/api/files", WRITE, status_code=201, answer=FileShown, openapi_extra=UPLOAD)
    async def upload_file(request: Request, caller: Caller) -> dict[str, Json]:
        """Upload one file of up to 25 MB; put its id into a field within 24 hours."""
        announced = request.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > files.largest + AROUND:
            raise refuse(413, "upload.large", ("file",), megabytes=files.largest // 1024 // 1024)
        parts = read_parts(request.headers.get("content-type", ""), request.stream())
        return document(await files.receive(caller, parts))

    @route(router, "GET", "/api/files", READ, answer=FilesShown)
    async def list_files(caller: Caller, ids: Annotated[str, Query(max_length=2_000)]) -> dict[str, Json]:
        """What is known about up to 50 files (ids with commas between); those out of reach are left out."""
        asked = [one for one in dict.fromkeys(ids.split(",")) if is_id(one)][:50]
        return {"items": [document(one) for one in await files.readable(caller, asked)]}

    @route(router, "GET", "/api/files/{file_id}", READ, response_class=Response)
    async def get_file(
        request: Request, file_id: str, caller: Caller, inline: bool = False, thumbnail: bool = False
    ) -> Response:
        """The content: as a download, or with `inline=1` in place for JPEG, PNG, WebP and GIF."""
        file = await files.one(caller, _checked(file_id))
        small = thumbnail and "picture" in file.meta
        tag = f'"{file.id}{"-t" if small else ""}"'
        headers = {**HEADERS, "etag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        shown = small or (inline and file.type in PICTURES)
        headers["content-disposition"] = disposition(file.name, inline=shown)
        if not small:
            headers["content-length"] = str(file.size)
        kind = "image/webp" if small else file.type
        # Text of any kind is handed out without a charset guess and never as something that a browser runs.
        content = await files.content(file, thumbnail=small)
        return StreamingResponse(content, media_type=kind, headers=headers)

    @route(router, "DELETE", "/api/files/{file_id}", WRITE, status_code=204, response_class=Response)
    async def discard_file(file_id: str, caller: Caller) -> Response:
        """Take back an own upload that no record holds yet."""
        await files.discard(caller, _checked(file_id))
        return Response(status_code=204)

    return router


def document(file: StoredFile) -> dict[str, Json]:
    """A file as the API shows it."""
    return {
        "id": file.id,
        "name": file.name,
        "type": file.type,
        "size": file.size,
        "sha256": file.sha256,
        "uploaded_by": file.uploaded_by,
        "uploaded_at": file.uploaded_at.isoformat().replace("+00:00", "Z"),
        "bound": file.place is not None,
        **file.meta,
    }


def _checked(file_id: str) -> str:
    if not is_id(file_id):
        raise refuse(404, "file.unknown")
    return file_id
