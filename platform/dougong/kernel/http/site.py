"""The built front end: hashed assets for ever, pages always fresh, unknown paths get the shell."""

from collections.abc import Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

HASHED = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
# Smaller first.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
DESKTOP, PHONE, PUBLIC = "index.html", "m.html", "f.html"
NOT_BUILT = "Dougong is running; its front end has not been built. The API is under /api."


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the front end and its compressed forms by encoding."""

    path: Path
    compressed: Mapping[str, Path]


class Site:
    """An ASGI application for every path that no route takes.

    The files are listed once at the start: a request can only name what is in the list, so no path leads outside.
    """

    def __init__(self, folder: Path | None) -> None:
        self._files = _listed(folder) if folder is not None and folder.is_dir() else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file, the shell for a page's address, or 404."""
        if scope["type"] != "http":
            return
        response = self._response(Request(scope))
        await response(scope, receive, send)

    def _response(self, request: Request) -> Response:
        name = request.url.path.lstrip("/")
        if name == "api" or name.startswith("api/"):
            raise HTTPException(404)
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"allow": "GET, HEAD"})
        if name in self._files:
            return _file_response(self._files[name], name, request)
        # A page's address may hold a point (a package's id): a browser that opens a page asks for HTML, for files not.
        if "." in name.rpartition("/")[2] and "text/html" not in request.headers.get("accept", ""):
            raise HTTPException(404)
        shell = _shell(name)
        if shell not in self._files:
            return PlainTextResponse(NOT_BUILT)
        return _file_response(self._files[shell], shell, request)


def _shell(name: str) -> str:
    """The page that runs at an address: the phone's below /m, a form for people outside below /f."""
    if name.startswith("f/"):
        return PUBLIC
    return PHONE if name == "m" or name.startswith("m/") else DESKTOP


def _listed(folder: Path) -> dict[str, SiteFile]:
    every = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    files: dict[str, SiteFile] = {}
    for name, path in every.items():
        hidden = any(part.startswith(".") for part in Path(name).parts)
        if hidden or any(name.endswith(ending) for _, ending in ENCODINGS):
            continue
        compressed = {coding: every[name + ending] for coding, ending in ENCODINGS if name + ending in every}
        files[name] = SiteFile(path, compressed)
    return files


def _file_response(file: SiteFile, name: str, request: Request) -> Response:
    accepted = {part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    coding = next((coding for coding in file.compressed if coding in accepted), None)
    headers = {"cache-control": FOR_EVER if name.startswith(HASHED) else FRESH}
    if file.compressed:
        headers["vary"] = "accept-encoding"
    if coding is not None:
        headers["content-encoding"] = coding
    path = file.compressed[coding] if coding is not None else file.path
    media_type = guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(path, headers=headers, media_type=media_type, stat_result=path.stat())
    asked = request.headers.get("if-none-match")
    if asked is not None and response.headers.get("etag") in [tag.strip() for tag in asked.split(",")]:
        kept = {key: value for key, value in response.headers.items() if key in ("etag", "cache-control", "vary")}
        return Response(status_code=304, headers=kept)
    return response
