"""Every route of an application, for tests that walk them all."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute

from dougong.kernel.routes import HotRoute

NOBODYS_ID = "00000000-0000-7000-8000-000000000000"
ANYONE = {
    ("GET", "/api/health"),
    ("POST", "/api/session"),
    # A token in the address stands for one form.
    ("GET", "/api/public/forms/{token}"),
    ("POST", "/api/public/forms/{token}"),
    ("GET", "/api/public/forms/{token}/records/{key}"),
    ("POST", "/api/public/files/{token}"),
}
"""(method, path) that answers without a session; a change of it is seen in review."""


def api_routes(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """(method, path, policy) of every route; the policy is empty where none was declared."""
    for one in app.routes:
        if isinstance(one, APIRoute):
            for method in one.methods or ():
                yield method, one.path, (one.openapi_extra or {}).get("x-policy", "")
        elif isinstance(one, HotRoute):
            for method in (one.methods or set()) - {"HEAD"}:
                yield method, one.path, str(one.policy)


def filled(path: str) -> str:
    """A path with ids of nobody."""
    path = path.replace("{role_id}", "rol_x")
    while "{" in path:
        path = path[: path.index("{")] + NOBODYS_ID + path[path.index("}") + 1 :]
    return path


def changing_routes(app: FastAPI) -> list[tuple[str, str]]:
    """(method, path with ids of nobody) of every route that is not a read."""
    return [(method, filled(path)) for method, path, _ in api_routes(app) if method != "GET"]


def takes_files(path: str) -> bool:
    """Doors for multipart bodies: the gate refuses other kinds of bodies before it asks who sends them."""
    return path.startswith(("/api/files", "/api/package-files", "/api/public/files")) or path in (
        "/api/imports",
        "/api/design/begin/table",
    )
