"""What each visit of a run was asked and what it did: conditions with both sides, records written, messages sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from dougong.kernel.messages import sentence
from dougong.process.judging import JUDGED
from dougong.process.naming import Names, names_of
from dougong.process.ports import IN_APP
from dougong.process.run_values import Pointing, Values, name_all, title_of
from dougong.process.seeing import Viewer
from dougong.process.store import RunHead
from dougong.process.tables import outbox
from dougong.storage.output import RESTRICTED
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.state import Visit

_WS = sa.bindparam("ws", type_=UuidType())
_O, _H = outbox.c, history.c
SENT = (
    sa.select(_O.key, _O.kind, _O.visit, _O.payload, _O.tries, _O.done_at, _O.code, _O.laid)
    .where(_O.workspace_id == _WS, _O.run_id == sa.bindparam("run", type_=UuidType()))
    .order_by(_O.made_at, _O.key)
    .limit(2000)
)
CHANGED = sa.select(_H.changes).where(
    _H.workspace_id == _WS,
    _H.entity_id == sa.bindparam("entity", type_=TextType()),
    _H.record_id == sa.bindparam("record", type_=UuidType()),
    _H.version == sa.bindparam("version", type_=sa.BigInteger()),
)
WRITES = frozenset({"create_record", "update_record"})
MOST_WRITES = 100
"""Written records that are told with what changed; a run that wrote more tells the first of them."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a run's log."""

    step: int
    place: int
    at: Any
    kind: str
    node: str
    detail: Any


@dataclass(slots=True)
class Steps:
    """Reads a run's steps for one viewer. `here` has the rights of the viewer's task on the run's own record, `own`
    those of their roles, for every other record."""

    run: RunHead
    flow: Flow
    statements: Statements
    here: Viewer
    own: Viewer
    locale: str
    _branches: dict[int, list[Json]] = field(default_factory=dict)
    _effects: dict[int, list[Json]] = field(default_factory=dict)

    async def read(self, log: Sequence[LogLine]) -> None:
        """Everything that the visits tell."""
        await self.read_conditions([one for one in log if one.kind == JUDGED])
        for line in [one for one in log if one.kind in WRITES and "visit" in one.detail][:MOST_WRITES]:
            self._effects.setdefault(line.detail["visit"], []).append(await self._write(line))
        bound = {"ws": self.run.workspace_id, "run": self.run.id}
        rows: list[Any] = await self.own.fetch.fetch(self.statements(SENT), bound)
        letters = [row for row in rows if row[1] == "letter"]
        people = {one for row in rows if row[1] != "http_request" for one in row[3]["people"]}
        names = await names_of(self.own.fetch, self.statements, self.run.workspace_id, people)
        for row in rows:
            if row[1] == "http_request":
                self._effects.setdefault(row[2], []).append(self._request(row))
            elif row[1] == "notify":
                parts = [one for one in letters if one[0].startswith(f"{row[0]}:")]
                self._effects.setdefault(row[2], []).extend(self._messages(row, parts, names))

    def told(self, visit: int) -> dict[str, Json]:
        """The branches and effects of a visit."""
        return {"branches": self._branches.get(visit, []), "effects": self._effects.get(visit, [])}

    async def read_conditions(self, lines: Sequence[LogLine]) -> None:
        """What conditions were asked and answered."""
        run, viewer = self.run, self.here
        schema = viewer.scene.planning.schema
        if run.record_id is None or run.entity_id not in schema.tables:
            return
        values = Values(schema, run.entity_id, viewer.scene.clock.zone, self.locale)
        tests = [test for line in lines for branch in line.detail["branches"] for test in branch["tests"]]
        paths = {test["field"] for test in tests} | {other for test in tests if (other := _other(test)) is not None}
        readable = await viewer.readable(run.entity_id, run.record_id, sorted(paths))
        pointing: list[Pointing] = []
        for test in tests:
            spec = values.spec(test["field"])
            if spec is not None and test["field"] in readable:
                pointing += [(spec, test["left"]), (spec, (test["right"] or {}).get("values"))]
        await name_all(values, viewer.fetch, self.statements, self.own, pointing)
        for line in lines:
            node = self.flow.node(line.node)
            named = {one.id: one.name for one in node.branches} if isinstance(node, Condition) else {}
            self._branches[line.detail["visit"]] = [
                {
                    "id": branch["id"],
                    "name": named.get(branch["id"], branch["id"]),
                    "result": branch["result"],
                    "tests": [_test(values, readable, one) for one in branch["tests"]],
                }
                for branch in line.detail["branches"]
            ]

    async def _write(self, line: LogLine) -> Json:
        """A record written: which, as far as the viewer may see it, and what changed in it."""
        told: dict[str, Json] = {"type": line.kind, "at": _wire(line.at), "status": "done"}
        if "record" not in line.detail:
            return {**told, "status": "failed"}
        entity_id, id, version = (line.detail[name] for name in ("entity", "record", "version"))
        mine = entity_id == self.run.entity_id and id == self.run.record_id
        viewer = self.here if mine else self.own
        schema = viewer.scene.planning.schema
        if entity_id not in schema.tables:
            return told
        entity = schema.localized(schema.table(entity_id).entity, self.locale)
        told |= {"entity": {"key": entity.key, "name": entity.name}}
        seen = await viewer.record(entity_id, id)
        if seen is None:
            return told
        told["record"] = {"id": id, "title": await title_of(viewer, entity_id, id)}
        bound = {"ws": self.run.workspace_id, "entity": entity_id, "record": id, "version": version}
        rows: list[Any] = await viewer.fetch.fetch(self.statements(CHANGED), bound) if version is not None else []
        changes = rows[0][0] if rows else {}
        read = seen.keys() - set(seen.get(RESTRICTED, ()))
        specs = [(spec, changes[id]) for id in changes if (spec := entity.field(id)) is not None and spec.key in read]
        values = Values(schema, entity_id, viewer.scene.clock.zone, self.locale)
        pointing = [(spec, side) for spec, pair in specs for side in pair]
        await name_all(values, viewer.fetch, self.statements, self.own, pointing)
        told["changes"] = [
            {
                "key": spec.key,
                "name": spec.name,
                "before": values.text(spec, before),
                "after": values.text(spec, after),
            }
            for spec, (before, after) in specs
        ]
        return told

    def _messages(self, notify: Any, letters: list[Any], names: Names) -> list[Json]:
        """One line for each channel of a message; before it is split into letters, one line."""
        found: list[Json] = []
        what = notify[3]["what"]
        laid = notify[7] or []
        for channel in notify[3]["channels"]:
            some = [one for one in letters if one[3]["channels"][0] == channel]
            here = laid if channel == IN_APP else []
            if (letters or laid) and not (some or here):
                continue
            people = [*here, *(one[3]["people"][0] for one in some)] or notify[3]["people"]
            line: dict[str, Json] = {"type": "notify", "what": what, "channel": channel}
            line["people"] = [names.person(one) for one in people]
            worst = max(
                [*some, notify] if here else some or [notify],
                key=lambda one: (_status(one) == "failed", _status(one) == "waiting"),
            )
            found.append({**line, **self._fate(worst)})
        return found

    def _request(self, row: Any) -> Json:
        host = urlsplit(row[3]["url"]).netloc
        method: Json = row[3]["method"]
        return {"type": "http_request", "method": method, "host": "" if "{" in host else host, **self._fate(row)}

    def _fate(self, row: Any) -> dict[str, Json]:
        _, _, _, _, tries, done, code, _ = row
        problem: Json = None if code is None else {"code": code, "message": sentence(code, {}, self.locale)}
        return {"status": _status(row), "at": _wire(done), "tries": tries, "problem": problem}


def visit_head(visit: Visit) -> dict[str, Json]:
    """A step of a path, without what was asked there and what came of it."""
    return {
        "visit": visit.id,
        "node": visit.node,
        "status": visit.status,
        "port": visit.port,
        "depth": len(visit.path),
        "entered": _wire(visit.entered),
        "left": _wire(visit.left),
    }


def _status(row: Any) -> str:
    """A row without an end waits still; one that ended with a code was given up."""
    if row[5] is None:
        return "waiting"
    return "done" if row[6] is None else "failed"


def _wire(moment: Any) -> Json:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _other(test: Any) -> str | None:
    right = test["right"]
    return right.get("field") if isinstance(right, dict) else None


def _test(values: Values, readable: frozenset[str], test: Any) -> Json:
    """A comparison in words; of a field that the viewer may not read only its name."""
    told: dict[str, Json] = {"left": values.label(test["field"]), "op": test["op"], "within": test["within"]}
    spec, other, right = values.spec(test["field"]), _other(test), test["right"] or {}
    if spec is None or test["field"] not in readable or (other is not None and other not in readable):
        return {**told, "restricted": True}
    if other is not None:
        far = values.spec(other)
        words = f"{values.label(other)}: {values.text(far, right['value'])}" if far is not None else ""
    elif "values" in right:
        words = values.texts(spec, right["values"])
    else:
        words = " – ".join(values.text(spec, right[end]) for end in ("from", "to") if right.get(end) is not None)
    return {**told, "value": values.text(spec, test["left"]), "right": words, "result": test["result"]}
