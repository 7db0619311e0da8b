"""The routes about drafts of flows over a workspace whose flows run, and a look at every byte that is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx
import sqlalchemy as sa
from fastapi import Request

from dougong.design.draft_endpoints import draft_router
from dougong.design.draft_rows import DraftRows
from dougong.design.drafts import Drafts
from dougong.design.flow_drafts import FlowDrafts
from dougong.design.flow_endpoints import flow_router
from dougong.kernel.workspace import Principal
from support.process import Works
from support.small_app import calling, small_app


@dataclass
class Designers:
    """Takes the header `x-caller` for somebody of the office who may design."""

    works: Works

    async def authenticate(self, request: Request) -> Principal | None:
        principal = await self.works.office.as_(request.headers.get("x-caller", ""))
        return replace(principal, abilities=frozenset({"design"}))

    authenticate_cached = authenticate


def designer(works: Works, name: str = "admin") -> httpx.AsyncClient:
    """A client of the routes about drafts, signed in as that person."""
    office = works.office
    drafts = Drafts(office.stage, DraftRows(office.database), office.publishing, works.process.approvers)
    app = small_app(draft_router(drafts), flow_router(FlowDrafts(drafts, works.process.trials)))
    app.state.authenticator = Designers(works)
    return calling(app, name)


async def tried(works: Works, flow: str, name: str = "admin", status: int = 200, **question: Any) -> dict[str, Any]:
    """What the draft of a flow would do."""
    answer = await designer(works, name).post(f"/api/design/flows/{flow}/try", json=question)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


async def redrawn(works: Works, flow: str, **members: Any) -> None:
    """Changes members of a flow's draft."""
    client = designer(works)
    draft = (await client.get(f"/api/design/{flow}/draft")).json()
    body = {"revision": draft["revision"], "document": {**draft["document"], **members}}
    answer = await client.put(f"/api/design/{flow}/draft", json=body)
    assert answer.status_code == 200, answer.text


async def everything(works: Works) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row of every table, those of entities and of the database's own bookkeeping included."""

    def read(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
        found: dict[str, list[tuple[object, ...]]] = {}
        for name in sa.inspect(connection).get_table_names():
            table = sa.text(f'SELECT * FROM "{name}"')  # names come from the database itself
            found[name] = sorted((tuple(row) for row in connection.execute(table)), key=repr)
        return found

    return await works.database.run_sync(read)


def by_node(answer: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The steps of a trial by node; of a node that was visited twice the last."""
    return {one["node"]: one for one in answer["path"]}


def holders(step: Mapping[str, Any]) -> list[str]:
    """Who would have a task there."""
    return [one["person"]["name"] for one in step["tasks"]]
