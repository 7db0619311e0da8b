"""Tasks, runs and buttons over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from dougong.kernel.problem import Refusal, document
from dougong.kernel.routes import READ, WRITE, Caller, able, route
from dougong.kernel.shapes import Done
from dougong.kernel.workspace import Principal
from dougong.process.act_events import Decision
from dougong.process.act_routes import checked
from dougong.process.acts import Acts
from dougong.process.answers import TaskOpened, TasksDecided, TasksShown
from dougong.process.run_answers import RunOpened, RunsOfRecord, RunsShown, RunStarted
from dougong.process.run_documents import RunDocuments
from dougong.process.task_documents import TaskDocuments
from dougong.process.task_lists import Tab, TaskLists
from dougong.records.repeats import Answer, Repeats
from dougong.records.scene import Scene, Stage
from dougong_engine.document import Json

Limit = Annotated[int, Query(ge=1, le=100)]


class Batch(BaseModel):
    """One verdict on several tasks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Literal["approve", "reject"]
    tasks: tuple[str, ...] = Field(min_length=1, max_length=200)
    comment: str = Field(default="", max_length=4000)


class Remark(BaseModel):
    """Why somebody ends a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    comment: str = Field(default="", max_length=4000)


async def _once(
    repeats: Repeats, request: Request, caller: Principal, work: Callable[[], Awaitable[dict[str, Json]]]
) -> dict[str, Json]:
    """Runs `work` once for each Idempotency-Key; the same request again is answered as before."""

    async def answered() -> Answer:
        return Answer(200, await work())

    found = await repeats.once(request, caller, await request.body(), answered)
    told: dict[str, Json] = found.body
    return told


def tasks_router(lists: TaskLists, documents: TaskDocuments, acts: Acts, repeats: Repeats) -> APIRouter:
    """Lists of tasks, one task, and what people do with them."""
    router = APIRouter(tags=["tasks"])

    @route(router, "GET", "/api/tasks", READ, answer=TasksShown)
    async def list_tasks(
        caller: Caller, tab: Tab = "todo", cursor: str | None = None, limit: Limit = 20
    ) -> dict[str, Json]:
        """To do, started by me, copied to me, or done."""
        return await lists.page(caller, tab, cursor, limit)

    @route(router, "POST", "/api/tasks/batch", WRITE, answer=TasksDecided)
    async def decide_tasks(body: Batch, caller: Caller, request: Request) -> dict[str, Json]:
        """The same verdict on several tasks; each is judged as if it were alone."""
        return await _once(repeats, request, caller, lambda: _decided(acts, caller, body))

    @route(router, "GET", "/api/tasks/{task_id}", READ, answer=TaskOpened)
    async def read_task(task_id: str, caller: Caller) -> dict[str, Json]:
        """One task with its record, the field rights of its node, and the story so far."""
        return await documents.document(caller, checked(task_id))

    return router


async def _decided(acts: Acts, caller: Principal, batch: Batch) -> dict[str, Json]:
    results: list[Json] = []
    for id in dict.fromkeys(batch.tasks):
        try:
            await acts.act(caller, checked(id), batch.action, Decision(comment=batch.comment))
            results.append({"id": id, "ok": True})
        except Refusal as refusal:
            told = document(refusal, caller.locale)
            results.append({"id": id, "ok": False, "problem": {"code": told["code"], "title": told["title"]}})
    return {"results": results}


def runs_router(documents: RunDocuments, acts: Acts, stage: Stage, repeats: Repeats) -> APIRouter:
    """Runs, those of a record, and buttons."""
    router = APIRouter(tags=["runs"])

    async def scene_of(caller: Caller, entity: str) -> tuple[Scene, str]:
        scene = await stage.scene(caller)
        return scene, scene.planning.schema.by_key(entity).entity.id

    @route(router, "GET", "/api/runs", READ, answer=RunsShown)
    async def list_runs(
        caller: Caller,
        flow: str | None = None,
        status: Literal["running", "failed", "finished"] | None = None,
        cursor: str | None = None,
        limit: Limit = 50,
    ) -> dict[str, Json]:
        """Runs, newest first."""
        return await documents.page(caller, flow, status, cursor, limit)

    @route(router, "GET", "/api/runs/{run_id}", READ, answer=RunOpened)
    async def read_run(run_id: str, caller: Caller) -> dict[str, Json]:
        """One run: its graph, the path taken, the log."""
        return await documents.document(caller, checked(run_id))

    @route(router, "POST", "/api/runs/{run_id}/retry", able("design"), answer=Done)
    async def retry_run(run_id: str, caller: Caller) -> dict[str, Json]:
        """Run failed nodes again with the same data."""
        await acts.run_wide(caller, checked(run_id), "retry", "")
        return {"done": True}

    @route(router, "POST", "/api/runs/{run_id}/cancel", able("design"), answer=Done)
    async def cancel_run(run_id: str, body: Remark, caller: Caller) -> dict[str, Json]:
        """End a run from outside."""
        await acts.run_wide(caller, checked(run_id), "cancel", body.comment)
        return {"done": True}

    @route(router, "GET", "/api/records/{entity}/{record_id}/runs", READ, answer=RunsOfRecord)
    async def list_record_runs(entity: str, record_id: str, caller: Caller) -> dict[str, Json]:
        """The runs of a record."""
        scene, entity_id = await scene_of(caller, entity)
        return {"runs": await documents.of_record(scene, entity_id, checked(record_id))}

    @route(router, "POST", "/api/records/{entity}/{record_id}/buttons/{flow}", WRITE, answer=RunStarted)
    async def press_button(entity: str, record_id: str, flow: str, caller: Caller, request: Request) -> dict[str, Json]:
        """Start the flow behind a button, with the caller's own rights."""
        scene, entity_id = await scene_of(caller, entity)
        await documents.must_see(scene, entity_id, checked(record_id))

        async def work() -> dict[str, Json]:
            return {"run": await acts.press(scene, entity_id, record_id, flow)}

        return await _once(repeats, request, caller, work)

    return router
