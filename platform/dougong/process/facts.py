"""What a flow may look at: its record as it is now, in the shapes that the interpreter asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa

from dougong.process.pinned import Pinned
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.facts import Current, CurrentPlan, Fetch, current_plan, read_current
from dougong.storage.reader import Reader
from dougong.storage.resolve import field_at, unfold
from dougong.storage.schema import Schema
from dougong_engine.access.plan import full
from dougong_engine.design.checks.computed import checked_formula
from dougong_engine.design.flow import Flow
from dougong_engine.design.resolve import Start
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem, invalid
from dougong_engine.fields import FieldSpec, Value, field_type, operators_of
from dougong_engine.fields._values import as_date, plain
from dougong_engine.filters.condition import Condition, paths
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.filters.evaluate import Scene, holds
from dougong_engine.filters.explain import Line, explain
from dougong_engine.flows.needs import reads
from dougong_engine.flows.scene import Env
from dougong_engine.formula import FormulaError, evaluate
from dougong_engine.formula.values import Clock, Given
from dougong_engine.messages_template import named

Path = tuple[str, ...]
NOBODY = Person()


@dataclass(slots=True)
class RecordFacts:
    """A record's values by path, read without anybody's rights: whoever published the flow decided what it asks.

    `values` is empty for a run without a record, and for one whose record is gone. `current` is the record itself: the
    other paths lead beyond links. A path in `hidden` is refused to whoever asks for its value, so that nothing that is
    then done can depend on it. `stale` are facts that a write of the same transaction may have changed.
    """

    schema: Schema
    entity_id: str
    clock: Clock
    values: dict[Path, Value] = field(default_factory=dict)
    current: Current | None = None
    stale: bool = False
    person: Person = NOBODY
    hidden: frozenset[Path] = frozenset()

    @property
    def own(self) -> tuple[str, ...]:
        """The ids of the record's own fields."""
        return () if self.current is None else tuple(self.current.values)

    def forget(self) -> None:
        """Nothing is known."""
        self.values, self.current, self.stale = {}, None, False

    def stand(self, current: Current) -> None:
        """The record itself, and nothing beyond its links."""
        self.values, self.current, self.stale = {(id,): one for id, one in current.values.items()}, current, False

    def env(self) -> Env:
        """The facts as the interpreter asks for them; they follow this object when it is loaded anew."""
        return Env(holds=self.holds, value=self.value, calculate=self.calculate, symbol=self.symbol)

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is true for the record."""
        return holds(condition, self._scene())

    def explain(self, condition: Condition) -> tuple[Line, ...]:
        """Every comparison of a condition with both sides and its answer."""
        return explain(condition, self._scene())

    def value(self, path: str) -> Json:
        """A field in wire form; null for one that the entity no longer has."""
        parts = tuple(path.split("."))
        try:
            spec = field_at(self.schema, self.entity_id, parts)
        except Invalid:
            return None
        found = self._plain(parts)
        return None if found is None else field_type(spec).dump(found)

    def calculate(self, source: str) -> Json:
        """The result of a formula over the record, in wire form. Raises Invalid for one that has none."""
        checked = checked_formula(self.schema.design, Start(self.entity_id), source)
        given: dict[Path, Given] = {path: self._plain(path) for path in checked.inputs}  # type: ignore[misc]  # no rows
        result = evaluate(checked, given, self.clock)
        if isinstance(result, FormulaError):
            raise Invalid([Problem(f"formula.{result.value}")])
        return plain(result)  # type: ignore[arg-type]  # lists hold no errors once they are a result

    def symbol(self, token: Mapping[str, Json]) -> Json:
        """Now, today and the midnight at which a date field's day begins."""
        match token.get("token"):
            case "now":
                return plain(self.clock.now)
            case "today":
                return plain(self.clock.today)
            case "midnight":
                day = self.value(str(token.get("field")))
                return None if day is None else plain(self._midnight(as_date(day)))
            case other:
                raise invalid("filter.value.token", token=str(other))

    def persons(self, path: str) -> tuple[str, ...]:
        """The ids in a person or department field."""
        found = self._plain(tuple(path.split(".")))
        if found is None:
            return ()
        return tuple(str(one) for one in found) if isinstance(found, tuple) else (str(found),)

    def _scene(self) -> Scene:
        return Scene(self._spec, self._plain, self.clock, self.person)

    def _midnight(self, day: date) -> datetime:
        return self.clock.zone.instant(datetime(day.year, day.month, day.day))  # noqa: DTZ001  # wall-clock time

    def _plain(self, path: Path) -> Value:
        if path in self.hidden:
            raise invalid("flow.value.hidden", ".".join(path), field=".".join(path))
        return self.values.get(path)

    def _spec(self, path: Path) -> tuple[FieldSpec, tuple[str, ...]]:
        spec = field_at(self.schema, self.entity_id, path)
        return spec, operators_of(spec)


def wanted(schema: Schema, pinned: Pinned) -> frozenset[Path]:
    """Every path that a run of the flow may ask for, its title's included."""
    return schema.worked_out(("wanted", pinned.flow.id, pinned.version), lambda: read_by(schema, pinned.flow))


def read_by(schema: Schema, flow: Flow) -> frozenset[Path]:
    """The same for a flow that is not published."""
    needed = reads(flow)
    found = {tuple(one.split(".")) for one in needed.paths} | {tuple(one.path.split(".")) for one in named(flow.title)}
    for source in needed.formulas:
        try:
            found |= checked_formula(schema.design, Start(flow.entity), source).inputs
        except Invalid:
            continue  # the node that uses it fails with the same problem
    return frozenset(found)


def asked(*conditions: Condition | None) -> frozenset[Path]:
    """The paths of conditions."""
    return frozenset(path for one in conditions if one is not None for path in paths(one))


async def load(
    fetch: Fetch,
    dialect: Dialect,
    facts: RecordFacts,
    record_id: str | None,
    beyond: Iterable[Path],
    seen: Current | None = None,
) -> RecordFacts:
    """Fills the facts from the database as it is now, those of linked records included.

    `seen` is the record itself where the same transaction has read it already.
    """
    facts.forget()
    schema, entity_id = facts.schema, facts.entity_id
    if record_id is None or entity_id not in schema.tables:
        return facts
    bound = {"ws": schema.workspace_id, "me": None, "id": record_id}
    if seen is None:
        plan = schema.worked_out(("facts", entity_id), lambda: _plan(facts, dialect))
        rows = await fetch.fetch(plan.statement, bound)
        if not rows:
            return facts
        seen, _ = read_current(plan, rows[0])
    facts.stand(seen)
    far, statement = _beyond(facts, dialect, frozenset(beyond))
    if statement is not None:
        found = await fetch.fetch(statement, bound)
        facts.values |= dict(zip(far, found[0], strict=True)) if found else {}  # type: ignore[arg-type]  # cells are values
    return facts


def follow(facts: RecordFacts, dialect: Dialect, beyond: Iterable[Path], now: Current) -> None:
    """The facts after the record itself was written, if nothing else can have changed with it; else they are stale."""
    _, statement = _beyond(facts, dialect, frozenset(beyond))
    if statement is None:
        facts.stand(now)
    else:
        facts.stale = True


def _beyond(facts: RecordFacts, dialect: Dialect, beyond: frozenset[Path]) -> tuple[tuple[Path, ...], Statement | None]:
    key = "far", facts.entity_id, beyond
    return facts.schema.worked_out(key, lambda: _linked(facts, dialect, beyond))


def _plan(facts: RecordFacts, dialect: Dialect) -> CurrentPlan:
    """The statement that loads the record itself; without scopes, so that it binds nothing of the day."""
    schema = facts.schema
    return current_plan(schema, facts.entity_id, lambda one: full(schema.table(one).entity), facts.clock, dialect)


def _linked(facts: RecordFacts, dialect: Dialect, beyond: frozenset[Path]) -> tuple[tuple[Path, ...], Statement | None]:
    """Which of the paths lead to linked records, and the statement that loads their values, if there are any."""
    schema, entity_id = facts.schema, facts.entity_id
    far = tuple(sorted(path for path in beyond if _is_far(schema, entity_id, path)))
    if not far:
        return (), None
    reader = Reader(schema, entity_id, lambda one: full(schema.table(one).entity), facts.clock, trusted=True)
    cells = [reader.cell(path).value().label(f"c{place}") for place, path in enumerate(far)]
    mine = reader.root.c.id == sa.bindparam("id", type_=reader.root.c.id.type)
    select = sa.select(*cells).select_from(reader.source).where(mine)
    return far, compile_statement(select, dialect, bounded=True)


def _is_far(schema: Schema, entity_id: str, path: Path) -> bool:
    """True for a path whose value lies in one column of a linked record."""
    try:
        spec = field_at(schema, entity_id, path)
        real = unfold(schema, entity_id, path)
    except Invalid:
        return False
    if len(real) == 1:
        return False
    place = _place(schema, entity_id, real)
    return place and spec is not None


def _place(schema: Schema, entity_id: str, path: Path) -> bool:
    owner = entity_id
    for step in path[:-1]:
        link = schema.table(owner).entity.field(step)
        owner = getattr(link, "entity", owner)
    return schema.table(owner).place(path[-1]).column is not None
