"""Requests of flows to other systems, filled in from the run's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.kernel.outbox import GiveUp
from dougong.kernel.zone import clock_at
from dougong.process import facts as loading
from dougong.process.facts import RecordFacts
from dougong.process.ports import Caller
from dougong.process.running import Runs
from dougong.process.store import look_at_run
from dougong.records.scene import Stage
from dougong_engine.document import Json
from dougong_engine.messages_template import Shown, fill, named

SETTING = "setting."


@dataclass(slots=True)
class Requests:
    """Carries out one request. Raises TryAgain or GiveUp."""

    runs: Runs
    stage: Stage
    caller: Caller

    async def perform(self, workspace_id: str, run_id: str, key: str, request: Mapping[str, Any]) -> Json:
        """What the other side answers; addresses and headers are filled in with fields of the record."""
        stage = self.stage
        run = await look_at_run(stage.database, self.runs.statements, workspace_id, run_id)
        if run is None:
            raise GiveUp("flow.run.gone")
        schema = await stage.catalogue.newest(workspace_id)
        texts = (request["url"], *request["headers"].values())
        paths = {one.path for text in texts for one in named(text)}
        if any(one.startswith(SETTING) for one in paths):
            raise GiveUp("flow.setting.unknown")
        facts = RecordFacts(schema, run.entity_id, clock_at(stage.now(), schema.timezone))
        beyond = {tuple(one.split(".")) for one in paths}
        await loading.load(stage.database, stage.database.dialect, facts, run.record_id, beyond)

        def value_of(path: str) -> Shown:
            found = facts.value(path)
            return found if isinstance(found, str | int | bool) else None

        headers = {name: fill(text, value_of) for name, text in request["headers"].items()}
        return await self.caller.call(
            workspace_id, request["method"], fill(request["url"], value_of), headers, request["body"], key
        )
