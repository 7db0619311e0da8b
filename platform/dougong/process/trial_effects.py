"""What each effect of a trial would have been, as far as the asker may read the values in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dougong.kernel.messages import sentence
from dougong.process.naming import Names, names_of
from dougong.process.run_values import Pointing, Values, name_all, safe, title_of
from dougong.process.seeing import Viewer
from dougong.process.task_lists import wire
from dougong.process.titles import restricted
from dougong.process.trial_walk import Record, Seen, TrialWalk
from dougong.process.trial_writes import WouldChange
from dougong.process.words import shown
from dougong.storage.output import RESTRICTED
from dougong.storage.statements import Statements
from dougong_engine.approvals.settings import Approval
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json, dump
from dougong_engine.fields import field_type
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import (
    CloseTask,
    HttpRequest,
    LogDecision,
    Notify,
    OpenTask,
    Report,
    ResolveAssignees,
    StartTimer,
)
from dougong_engine.messages_template import Shown, fill, named

Told = dict[str, Json]


@dataclass(slots=True)
class Effects:
    """Tells the effects of one trial; `prepare` looks up every name first."""

    viewer: Viewer
    statements: Statements
    walk: TrialWalk
    values: Values
    names: Names = field(default_factory=Names)
    _writes: dict[int, Told] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The reader's language."""
        return self.viewer.scene.principal.locale

    async def prepare(self) -> None:
        """Names of everybody and everything that the effects mention."""
        people: set[str | None] = {self.walk.state.initiator}
        pointing: list[Pointing] = []
        for one in self.walk.seen:
            match one.effect:
                case OpenTask(person=person, behalf=behalf):
                    people |= {person, behalf}
                case Notify(people=readers):
                    people |= set(readers)
                case LogDecision(entry=entry):
                    people |= {entry.draft.by, entry.draft.behalf}
                case CloseTask(by=by):
                    people.add(by)
                case _:
                    pass
            if one.change is not None:
                self._writes[one.change.number] = await self._write(one.change)
            for path in _places(one):
                spec, value = self.values.spec(path), one.values.get(tuple(path.split(".")))
                if spec is not None and value is not None:
                    pointing.append((spec, field_type(spec).dump(value)))
        fetch, workspace_id = self.viewer.fetch, self.viewer.scene.principal.workspace_id
        self.names = await names_of(fetch, self.statements, workspace_id, people)
        await name_all(self.values, fetch, self.statements, self.viewer, pointing)

    def told(self, seen: Sequence[Seen]) -> dict[str, list[Json]]:
        """Everything that would come of one visit, by kind and in order."""
        rules: dict[str, tuple[Assignee, ...]] = {}
        tasks: dict[str, Told] = {}
        found: dict[str, list[Json]] = {
            name: [] for name in ("tasks", "timers", "writes", "messages", "requests", "acts", "reports")
        }
        for one in seen:
            match one.effect:
                case ResolveAssignees():
                    rules |= one.rules
                case OpenTask() as effect:
                    task = tasks[effect.task] = self._task(one, effect, rules)
                    found["tasks"].append(task)
                case CloseTask(task=name, how=how, by=closer):
                    tasks[name] |= {"how": how, "by": self.names.person(closer), "closed_at": wire(one.at)}
                case StartTimer() as effect:
                    found["timers"].append(self._timer(one, effect))
                case Notify() as effect:
                    found["messages"].append(self._message(one, effect))
                case HttpRequest() as effect:
                    found["requests"].append(self._request(one, effect))
                case LogDecision(entry=entry):
                    by, behalf = self.names.person(entry.draft.by), self.names.person(entry.draft.behalf)
                    found["acts"].append({"act": entry.draft.act, "by": by, "behalf": behalf, "why": entry.draft.why})
                case Report(code=code, params=params):
                    told = safe(params)
                    message = sentence(code, told, self.locale)
                    found["reports"].append({"code": code, "path": [], "params": told, "message": message})
                case _ if one.change is not None:
                    found["writes"].append({"at": wire(one.at), **self._writes[one.change.number]})
                case _:
                    pass
        return found

    def title(self, flow: Flow) -> str:
        """How the run would be called."""
        values = self.walk.seen[0].values if self.walk.seen else self.walk.performer.facts.values
        return self._filled(flow.title, values) or flow.name

    def field_name(self, params: Mapping[str, object]) -> Told:
        """The name of the field that a problem is about, in the place of its id."""
        path = params.get("field")
        return {"field": self.values.label(path)} if isinstance(path, str) and self.values.spec(path) else {}

    def _task(self, one: Seen, effect: OpenTask, rules: Mapping[str, tuple[Assignee, ...]]) -> Told:
        naming = rules.get(effect.behalf or effect.person, ())
        members = ("by", "level", "role", "field", "node")
        return {
            "task": effect.task,
            "person": self.names.person(effect.person),
            "behalf": self.names.person(effect.behalf),
            "why": effect.why,
            "rules": [{name: value for name, value in dump(rule).items() if name in members} for rule in naming],
            "opened_at": wire(one.at),
            "how": None,
            "by": None,
            "closed_at": None,
        }

    def _timer(self, one: Seen, effect: StartTimer) -> Told:
        state = "running" if effect.timer in self.walk.timers else "cancelled"
        visit = self.walk.state.visit(one.visit)
        spec = self.walk.performer.pinned.flow.node(visit.node) if visit is not None else None
        step = effect.timer.split(":")[1:2]
        return {
            "timer": effect.timer,
            "due_at": wire(one.due),
            "does": spec.timeouts[int(step[0])].do if isinstance(spec, Approval) and step else "wait",
            "state": "fired" if effect.timer in self.walk.fired else state,
        }

    def _message(self, one: Seen, effect: Notify) -> Told:
        return {
            "what": effect.what,
            "at": wire(one.at),
            "people": [self.names.person(person) for person in effect.people],
            "channels": list(effect.channels),
            "title": self._filled(effect.title, one.values),
            "body": self._filled(effect.body, one.values),
        }

    def _request(self, one: Seen, effect: HttpRequest) -> Told:
        return {
            "at": wire(one.at),
            "method": effect.method,
            "url": self._filled(effect.url, one.values),
            "headers": {name: self._filled(text, one.values) for name, text in effect.headers.items()},
            "body": dict(effect.body),
        }

    def _filled(self, template: str, values: Record) -> str:
        hidden, zone = self.walk.performer.facts.hidden, self.values.zone

        def value_of(path: str) -> Shown:
            parts, spec = tuple(path.split(".")), self.values.spec(path)
            if spec is None:
                return "{{" + path + "}}"
            return (
                restricted(self.locale) if parts in hidden else shown(spec, values.get(parts), zone, self.values.names)
            )

        return fill(template, value_of)

    async def _write(self, change: WouldChange) -> Told:
        """A record that would be written: which, and those of its changes that the reader may read."""
        scene = self.viewer.scene
        schema = scene.planning.schema
        entity = schema.localized(schema.table(change.entity_id).entity, self.locale)
        told: Told = {"type": "create_record" if change.made else "update_record", "record": None, "changes": []}
        told["entity"] = {"key": entity.key, "name": entity.name}
        if change.made or any(one.made and one.record_id == change.record_id for one in self.walk.writes.so_far.made):
            readable = scene.planning.access(scene.who, entity.id).readable()
        else:
            record = await self.viewer.record(entity.id, change.record_id)
            if record is None:
                return told
            keys = record.keys() - set(record.get(RESTRICTED, ()))
            readable = frozenset(one.id for one in entity.fields if one.key in keys)
            title = await title_of(self.viewer, entity.id, change.record_id)
            told["record"] = {"id": change.record_id, "title": title}
        specs = [(spec, change.changes[id]) for id in change.changes if id in readable and (spec := entity.field(id))]
        raw = [
            (spec, tuple(None if one is None else field_type(spec).dump(one) for one in pair)) for spec, pair in specs
        ]
        values = Values(schema, entity.id, self.values.zone, self.locale)
        await name_all(values, self.viewer.fetch, self.statements, self.viewer, [(s, one) for s, p in raw for one in p])
        told["changes"] = [
            {"key": spec.key, "name": spec.name, "before": values.text(spec, old), "after": values.text(spec, new)}
            for spec, (old, new) in raw
        ]
        return told


def _places(one: Seen) -> list[str]:
    """The paths that the texts of an effect name."""
    match one.effect:
        case Notify(title=title, body=body):
            texts: Sequence[str] = (title, body)
        case HttpRequest(url=url, headers=headers):
            texts = (url, *headers.values())
        case _:
            return []
    return [place.path for text in texts for place in named(text)]
