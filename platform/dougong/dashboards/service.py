"""Answers boards: every card under the caller's rights, a broken one without harm to the others."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dougong.dashboards.answers import Drilled
from dougong.dashboards.cards import CARDS, Cards
from dougong.dashboards.crossing import Cross
from dougong.dashboards.drilling import drill
from dougong.dashboards.figures import Figures, over_the_same_rows
from dougong.dashboards.narrowing import Given, check_filters
from dougong.dashboards.schemas import BoardAsked, CrossAsked, DrillAsked
from dougong.dashboards.viewing import Viewing, opened
from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.records.scene import Scene, Stage
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.refusals import storage_refusal
from dougong_engine.errors import EngineError, Problem
from dougong_engine.widgets import WidgetSpec
from dougong_engine.widgets.kpi import Kpi

AT_ONCE = 4
"""Cards that are asked for at the same time: more would take connections from everybody else."""


@dataclass(slots=True)
class Boards:
    """Answers the boards of a workspace; at most one statement a card and one more."""

    stage: Stage

    async def data(self, principal: Principal, id: str, asked: BoardAsked) -> dict[str, Any]:
        """`{widgets: {id: answer or {problem: {code, path, params, message}}}}`. Raises Refusal 404, 422."""

        async def work(scene: Scene) -> dict[str, Any]:
            viewing = opened_for(scene, id, asked.filters, asked.cross)
            return {"widgets": await self.answers(viewing, viewing.widgets(asked.widgets))}

        return await self.stage.under_rights(principal, work)

    async def answers(self, viewing: Viewing, widgets: Sequence[WidgetSpec]) -> dict[str, dict[str, Any]]:
        """What each of these cards shows, by id."""
        gate, scene = asyncio.Semaphore(AT_ONCE), viewing.scene
        sets = over_the_same_rows(viewing, widgets)
        found = await asyncio.gather(*(self._cards(viewing, one, gate) for one in sets), return_exceptions=True)
        by_id: dict[str, dict[str, Any]] = {}
        for one in found:
            # Raised only now: no statement may go on after the answer has been given up.
            if isinstance(one, BaseException):
                raise one
            by_id |= one
        answers = {one.id: by_id[one.id] for one in widgets}
        if viewing.unproven:
            rows = await self.stage.database.fetch(self.stage.stamp_statement(), scene.bound())
            scene.check_epoch(rows[0][0])
        return answers

    async def drill(self, principal: Principal, id: str, asked: DrillAsked) -> Drilled:
        """The records behind a mark, as a filter of the API. Raises Refusal 404, 422."""

        async def work(scene: Scene) -> Drilled:
            viewing = opened_for(scene, id, asked.filters, asked.cross)
            (widget,) = viewing.widgets((asked.widget,))
            return await drill(self.stage, viewing, widget, asked)

        return await self.stage.under_rights(principal, work)

    async def _cards(
        self, viewing: Viewing, widgets: Sequence[WidgetSpec], gate: asyncio.Semaphore
    ) -> dict[str, dict[str, Any]]:
        """One card, or key figures over the same rows."""
        figures = [one for one in widgets if isinstance(one, Kpi)]
        if len(figures) > 1:
            try:
                async with gate:
                    found = await Figures(self.stage).ask(viewing, figures)
                return {one.id: answer for one, answer in zip(figures, found, strict=True)}
            except (EngineError, Refusal):
                # One of them cannot be answered; each by itself tells which, and the others are shown.
                pass
            except StorageFailure as failure:
                # Asked one by one, a database that is slow or away would be waited for as often again.
                answer = {"problem": told(storage_refusal(failure).problems[0], viewing.scene.principal.locale)}
                return {one.id: answer for one in figures}
        return {one.id: await self._card(viewing, one, gate) for one in widgets}

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
        return {"problem": told(problem, viewing.scene.principal.locale)}


def opened_for(scene: Scene, id: str, given: Given, cross: CrossAsked | None = None) -> Viewing:
    """A board under chosen filters and a mark. Raises Refusal 404, 422."""
    board = opened(scene, id)
    check_filters(board, given)
    viewing = Viewing(scene, board, given)
    if cross is not None:
        (widget,) = viewing.widgets((cross.widget,))
        viewing.cross = Cross(widget, cross.groups)
    return viewing


def told(problem: Problem, locale: str) -> dict[str, Any]:
    """A problem, or a reason, with its sentence."""
    return {
        "code": problem.code,
        "path": list(problem.path),
        "params": dict(problem.params),
        "message": sentence(problem.code, problem.params, locale),
    }
