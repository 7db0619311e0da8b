"""The figures of a stage gate under the caller's rights, in one statement."""

from dataclasses import dataclass

from dougong.dashboards.groups import condition
from dougong.dashboards.labels import option_names
from dougong.dashboards.wire import plain, quotient
from dougong.records.reading import may_see, remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.funnel import FunnelPlan, cutoffs, funnel, read_tally, stuck
from dougong.storage.resolve import shape, values
from dougong_engine.design.entity import Gate
from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.filters.condition import Condition
from dougong_engine.metrics.funnel import StageFigures, figures
from dougong_engine.widgets.funnel import Funnel


@dataclass(slots=True)
class Funnels:
    """Answers funnels; every method raises Refusal or Invalid for what the caller may not ask."""

    stage: Stage

    async def ask(self, scene: Scene, widget: Funnel, narrowed: Condition | None) -> dict[str, Json]:
        """`{stages: [...]}`, a stage of the gate each, in order; rates are fractions, lengths are hours."""
        gate = gate_of(scene, widget)
        where = condition(scene, widget.entity, narrowed, "p")
        done = condition(scene, widget.entity, gate.done, "d")
        dialect = self.stage.database.dialect

        def make() -> FunnelPlan:
            return funnel(scene.reader(widget.entity), dialect, gate, widget.amount, where, done)

        plan = remembered(scene, ("funnel", widget.entity, gate.id, widget.amount, shape(where), shape(done)), make)
        limits = cutoffs(gate, scene.clock.now)
        bound = {**scene.bound(), **plan.bound, **limits, **values(where), **values(done), "entity": widget.entity}
        rows = await self.stage.database.fetch(plan.statement, bound)
        scene.check_epoch(rows[0][0])
        found = figures([read_tally(plan, tuple(row)) for row in rows])
        spec = scene.planning.schema.table(widget.entity).entity.field(gate.field)
        names = option_names(scene, widget.entity, spec)
        return {
            "stages": [
                {
                    "option": one.option,
                    "name": names.get(one.option, one.option),
                    "limit_hours": one.limit_hours,
                    **_shown(stage),
                }
                for one, stage in zip(gate.stages, found, strict=True)
            ]
        }

    async def stuck(self, scene: Scene, widget: Funnel, option: Json, narrowed: Condition | None) -> list[str]:
        """Ids of the records that stand in a stage for longer than its limit, longest first; at most 1,000."""
        gate = gate_of(scene, widget)
        place = next((at for at, one in enumerate(gate.stages) if one.option == option), None)
        if place is None or gate.stages[place].limit_hours is None:
            raise invalid("dashboard.drill.no_limit", stage=str(option))
        where = condition(scene, widget.entity, narrowed, "p")
        done = condition(scene, widget.entity, gate.done, "d")
        reader = scene.reader(widget.entity)
        statement = stuck(reader, self.stage.database.dialect, gate, place, where, done)
        bound = {**scene.bound(), **reader.bound, **values(where), **values(done), "entity": widget.entity}
        rows = await self.stage.database.fetch(statement, bound | cutoffs(gate, scene.clock.now))
        scene.check_epoch(rows[0][0])
        return [str(row[1]) for row in rows if row[1] is not None]


def gate_of(scene: Scene, widget: Funnel) -> Gate:
    """The gate that a funnel shows. Raises Refusal 403, Invalid dashboard.gate.unknown."""
    may_see(scene, widget.entity)
    entity = scene.planning.schema.table(widget.entity).entity
    gate = next((one for one in entity.gates if one.id == widget.gate), None)
    if gate is None:
        raise invalid("dashboard.gate.unknown", gate=widget.gate)
    return gate


def _shown(stage: StageFigures) -> dict[str, Json]:
    return {
        "count": stage.count,
        "amount": plain(stage.amount),
        "skipped": stage.failed,
        "reached": stage.reached,
        "entered": stage.entered,
        "conversion": quotient(stage.conversion),
        "return_rate": quotient(stage.return_rate),
        "skip_rate": quotient(stage.skip_rate),
        "stays": stage.stays,
        "median_hours": plain(stage.median_hours),
        "p90_hours": plain(stage.p90_hours),
        "unknown": stage.unknown,
        "stuck": stage.stuck,
    }
