"""Answers boards: every card under the caller's rights, a broken one without harm to the others."""

import asyncio
from dataclasses import dataclass
from typing import Any

from dougong.dashboards.answers import Drilled
from dougong.dashboards.cards import CARDS, Cards
from dougong.dashboards.drilling import drill
from dougong.dashboards.narrowing import check_filters
from dougong.dashboards.schemas import BoardAsked, DrillAsked
from dougong.dashboards.viewing import Viewing, opened
from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.refusals import storage_refusal
from dougong_engine.errors import EngineError, Problem
from dougong_engine.widgets import WidgetSpec

AT_ONCE = 4
"""Cards that are asked for at the same time: more would take connections from everybody else."""


@dataclass(slots=True)
class Boards:
    """Answers the boards of a workspace; at most one statement a card and one more."""

    stage: Stage

    async def data(self, principal: Principal, id: str, asked: BoardAsked) -> dict[str, Any]:
        """`{widgets: {id: answer or {problem: {code, path, params, message}}}}`. Raises Refusal 404, 422."""

        async def work(scene: Scene) -> dict[str, Any]:
            viewing = _viewing(scene, id, asked)
            widgets = viewing.widgets(asked.widgets)
            gate = asyncio.Semaphore(AT_ONCE)
            found = await asyncio.gather(*(self._card(viewing, one, gate) for one in widgets), return_exceptions=True)
            for one in found:
                # Raised only now: no statement may go on after the answer has been given up.
                if isinstance(one, BaseException):
                    raise one
            if viewing.unproven:
                rows = await self.stage.database.fetch(self.stage.stamp_statement(), scene.bound())
                scene.check_epoch(rows[0][0])
            return {"widgets": {one.id: answer for one, answer in zip(widgets, found, strict=True)}}

        return await self.stage.under_rights(principal, work)

    async def drill(self, principal: Principal, id: str, asked: DrillAsked) -> Drilled:
        """The records behind a mark, as a filter of the API. Raises Refusal 404, 422."""

        async def work(scene: Scene) -> Drilled:
            viewing = _viewing(scene, id, asked)
            (widget,) = viewing.widgets((asked.widget,))
            return await drill(self.stage, viewing, widget, asked)

        return await self.stage.under_rights(principal, work)

    async def _card(self, viewing: Viewing, widget: WidgetSpec, gate: asyncio.Semaphore) -> dict[str, Any]:
        async with gate:
            try:
                return await CARDS[widget.type](Cards(self.stage), viewing, widget)
            except EngineError as error:
                problem = error.problems[0]
            except Refusal as refusal:
                problem = refusal.problems[0]
            except StorageFailure as failure:
                problem = storage_refusal(failure).problems[0]
        return {"problem": _shown(problem, viewing.scene.principal.locale)}


def _viewing(scene: Scene, id: str, asked: BoardAsked | DrillAsked) -> Viewing:
    board = opened(scene, id)
    check_filters(board, asked.filters)
    return Viewing(scene, board, asked.filters)


def _shown(problem: Problem, locale: str) -> dict[str, Any]:
    return {
        "code": problem.code,
        "path": list(problem.path),
        "params": dict(problem.params),
        "message": sentence(problem.code, problem.params, locale),
    }
