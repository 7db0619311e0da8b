"""Titles of runs: they repeat values of a record, so each reader is told them only as far as those may be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dougong.kernel.messages import sentence
from dougong.kernel.workspace import Principal
from dougong.process.glances import Glances
from dougong.process.pinned import PinnedFlows
from dougong.process.store import RunHead
from dougong.storage.facts import Fetch
from dougong_engine.design.flow import Flow
from dougong_engine.messages_template import Shown, fill, named


@dataclass(frozen=True, slots=True)
class Title:
    """A run's title for one reader; `told` are the paths of the record whose values stand in it."""

    text: str
    told: frozenset[str]


def restricted(locale: str) -> str:
    """What stands in place of a value that the reader may not see."""
    return sentence("access.restricted", {}, locale)


@dataclass(frozen=True, slots=True)
class Titles:
    """Names runs for a reader: as the run was named when it began, with what he may not read now taken out."""

    fetch: Fetch
    pinned: PinnedFlows
    glances: Glances

    async def of(self, principal: Principal, runs: Sequence[RunHead]) -> dict[str, Title]:
        """Title by run id."""
        schema = await self.glances.reading.stage.catalogue.schema(principal.workspace_id)
        given: dict[str, str] = {}
        templates: dict[str, str] = {}
        told: dict[str, frozenset[str]] = {}
        for run in runs:
            pinned = await self.pinned.get(self.fetch, run.workspace_id, run.flow_id, run.version)
            given[run.id] = named_by(pinned.flow, run)
            templates[run.id] = named_by(schema.localized(pinned.flow, principal.locale), run)
            told[run.id] = frozenset(one.path for one in named(pinned.flow.title)) if run.record_id else frozenset()
        wanted: dict[tuple[str, str], frozenset[str]] = {}
        for run in runs:
            as_named = principal.admin and templates[run.id] == given[run.id]
            if run.record_id is not None and told[run.id] and not as_named:
                place = run.entity_id, run.record_id
                wanted[place] = wanted.get(place, frozenset()) | told[run.id]
        values = await self.glances.values(principal, wanted)
        found: dict[str, Title] = {}
        for run in runs:
            seen = values.get((run.entity_id, run.record_id or ""), {})
            shown = frozenset(seen.keys() & told[run.id])
            whole = principal.admin or shown == told[run.id]
            # In another language it is named anew, unless the record is gone.
            anew = templates[run.id] != given[run.id] and shown == told[run.id]
            text = run.title if whole and not anew else _without(templates[run.id], seen, restricted(principal.locale))
            found[run.id] = Title(text, told[run.id] if principal.admin else shown)
        return found


def named_by(flow: Flow, run: RunHead) -> str:
    """The template of a run's title: the flow's own name where it has none, or where the run never came to it."""
    return flow.title if run.record_id is not None and flow.title else flow.name


def _without(template: str, seen: Mapping[str, Shown], instead: str) -> str:
    """The template over what the reader may read of the record as it is now."""
    return fill(template, lambda path: seen.get(path, instead))
