"""Rows of a file as new records: checked first, then written through the one pipeline, batch by batch."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dougong.imports.findings import Findings, shown
from dougong.imports.job import Job, Line, Mark
from dougong.imports.linking import Linking
from dougong.imports.matching import Matched, Matching, waves
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.records.bulk import AT_ONCE
from dougong.records.commit import Intent
from dougong.records.creations import Asked, Creations
from dougong.records.folding import tell
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.driver.port import Session
from dougong_engine.design.entity import Entity
from dougong_engine.design.role import Action
from dougong_engine.errors import EngineError, Problem
from dougong_engine.fields.link import Link
from dougong_engine.imports.mapping import Mapping
from dougong_engine.imports.rows import Assembled, Bound, CellProblem, assemble, text_at

JUDGED = 200
"""Rows that a check also takes through the pipeline, up to the point of storing them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every row of a job needs: the sources with their references resolved."""

    entity: Entity
    mapping: Mapping
    bounds: tuple[Bound, ...]
    past: bool

    def assemble(self, line: Line) -> Assembled:
        """A row as values, or its problems."""
        return assemble(line.number, line.cells, self.bounds, self.mapping, past=self.past)


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows as intents: `many` can be stored by one statement, `single` each by its own; `refused` are marks."""

    many: list[tuple[Line, Intent]]
    single: list[tuple[Line, Intent]]
    refused: list[Mark]

    @property
    def pairs(self) -> list[tuple[Line, Intent]]:
        """All that are to be stored, in the order of the file."""
        return sorted((*self.many, *self.single), key=lambda pair: pair[0].number)


@dataclass(slots=True)
class Recording:
    """Imports into an entity."""

    matching: Matching
    writing: Writing
    linking: Linking
    creations: Creations = field(init=False)

    def __post_init__(self) -> None:
        self.creations = Creations(self.writing)

    async def check(self, principal: Principal, job: Job) -> Findings:
        """What would happen: every cell is read, and the first good rows are judged as if they were written."""
        scene = await self.writing.stage.scene(principal)
        may_import(scene, job)
        entity = scene.planning.schema.table(job.target).entity
        matched = await self.matching.match(principal, job, entity)
        findings = Findings(principal.locale, scene.planning.schema)
        _survey(findings, job, matched)
        made: set[str] = set()
        prepared = _prepared(job, entity, [_with_expected(one, made) for one in matched])
        twice = Twice(entity, prepared.bounds)
        judged = 0
        async for some in self.matching.lines(job):
            for line in some:
                row = prepared.assemble(line)
                problems = (*row.problems, *twice.problems(line))
                if not problems and judged < JUDGED and not _mentions(row, made):
                    judged += 1
                    problems = await self._judged(scene, job, entity, line, row)
                findings.note(problems)
        return findings

    async def _judged(
        self, scene: Scene, job: Job, entity: Entity, line: Line, row: Assembled
    ) -> tuple[CellProblem, ...]:
        try:
            await self.intent(scene, job, entity, line, row)
        except Refusal as refusal:
            wrong = tuple(one for one in refusal.problems if not _waits(one, entity))
            return problems_of(line, wrong, self.columns(job))
        return ()

    async def intent(self, scene: Scene, job: Job, entity: Entity, line: Line, row: Assembled) -> Intent:
        """The record of a row, judged. Raises Refusal."""
        try:
            return await self.writing.creation(
                scene, self.writing.stage.database, entity.key, row.values, door(job), line.record_id
            )
        except EngineError as error:
            raise Refusal(422, error.problems) from None

    async def prepare(self, principal: Principal, job: Job) -> Prepared:
        """Everything that rows need; linked records and people that were asked for are made here."""
        scene = await self.writing.stage.scene(principal)
        may_import(scene, job)
        entity = scene.planning.schema.table(job.target).entity
        matched = await self.matching.match(principal, job, entity)
        if await self.linking.make(principal, job, matched):
            matched = await self.matching.match(principal, job, entity)
        prepared = _prepared(job, entity, matched)
        await self._order(job, prepared)
        return prepared

    async def _order(self, job: Job, prepared: Prepared) -> None:
        """Rows that are linked to by rows of the same file go first."""
        own = [one for one in prepared.bounds if isinstance(one.spec, Link) and one.spec.entity == prepared.entity.id]
        if not own:
            return
        numbers: dict[str, int] = {}
        links: dict[int, list[str]] = {}
        async for some in self.matching.lines(job):
            for line in some:
                numbers[line.record_id] = line.number
                row = prepared.assemble(line)
                ids = [row.values.get(one.source.field) for one in own]
                links[line.number] = [id for id in ids if isinstance(id, str)]
        found = waves(numbers, links)
        if found:
            await self.matching.store.place(job, found)

    async def judge(self, scene: Scene, job: Job, prepared: Prepared, lines: Sequence[Line]) -> Judged:
        """The records of some rows: judged together where nothing is wrong, else alone, which tells what is."""
        judged = Judged([], [], [])
        for start in range(0, len(lines), AT_ONCE):
            await self._judge(scene, job, prepared, lines[start : start + AT_ONCE], judged)
        return judged

    async def _judge(self, scene: Scene, job: Job, prepared: Prepared, lines: Sequence[Line], judged: Judged) -> None:
        rows = [(line, prepared.assemble(line)) for line in lines]
        asked = [Asked(place, line.record_id, row.values) for place, (line, row) in enumerate(rows) if not row.problems]
        database = self.writing.stage.database
        found = await self.creations.judge(scene, database, prepared.entity.key, asked, door(job))
        judged.many.extend((rows[place][0], intent) for place, intent in found.items())
        for place, (line, row) in enumerate(rows):
            if place in found:
                continue
            problems = row.problems
            if not problems:
                try:
                    judged.single.append((line, await self.intent(scene, job, prepared.entity, line, row)))
                except Refusal as refusal:
                    problems = problems_of(line, refusal.problems, self.columns(job))
            if problems:
                judged.refused.append(refusal_of(line, problems, scene))

    async def store(self, scene: Scene, judged: Judged, session: Session) -> list[Mark]:
        """Write judged records at once. Raises Refusal or UniqueClash when one clashes: `store_each` tells which."""
        if judged.many:
            await self.creations.store(scene, [intent for _, intent in judged.many], session)
        await self.writing.commit.together(scene, [intent for _, intent in judged.single], session)
        await tell(scene, self.matching.store.statements, [intent for _, intent in judged.pairs], session)
        return [(line.number, "done", None) for line, _ in judged.pairs]

    async def store_each(
        self, scene: Scene, job: Job, pairs: Sequence[tuple[Line, Intent]], session: Session
    ) -> list[Mark]:
        """Write judged records one by one; one that clashes with another is undone alone."""
        marks: list[Mark] = []
        stored: list[Intent] = []
        for line, intent in pairs:
            try:
                async with session.savepoint():
                    if not await self.writing.commit.within(scene, intent, session, parents=False):
                        raise refuse(409, "record.busy", id=intent.id)
            except Refusal as refusal:
                problems = problems_of(line, refusal.problems, self.columns(job))
                marks.append(refusal_of(line, problems, scene))
            else:
                marks.append((line.number, "done", None))
                stored.append(intent)
        await self.writing.commit.parents(scene, stored, session)
        await tell(scene, self.matching.store.statements, stored, session)
        return marks

    @staticmethod
    def columns(job: Job) -> dict[str, str]:
        """Field key → column, for problems that name a field."""
        return {one.field: one.column for one in job.mapping.columns}


class Twice:
    """Finds rows that repeat a value which no two records may share."""

    def __init__(self, entity: Entity, bounds: Sequence[Bound]) -> None:
        alone = {one.id for one in entity.fields if one.unique} | {one[0] for one in entity.uniques if len(one) == 1}
        self._bounds = [one for one in bounds if one.spec.id in alone]
        self._seen: dict[tuple[str, str], int] = {}

    def problems(self, line: Line) -> tuple[CellProblem, ...]:
        """What the row repeats from rows before it."""
        found: list[CellProblem] = []
        for bound in self._bounds:
            text = text_at(bound, line.cells)
            if text is None:
                continue
            first = self._seen.setdefault((bound.source.field, text), line.number)
            if first != line.number:
                problem = Problem("import.value.twice", (), {"field": bound.spec.name, "first": first})
                found.append(CellProblem(line.number, bound.source.column, bound.source.field, text, problem))
        return tuple(found)


def door(job: Job) -> Door:
    """Through which door the rows of a job come."""
    return Door(via="import", cause=f"import:{job.id}", historical=job.historical, folded=True)


def may_import(scene: Scene, job: Job) -> None:
    """403 unless the caller may import into the entity in this mode."""
    action: Action = "import_historical" if job.historical else "import"
    if not scene.planning.access(scene.who, job.target).may(action):
        name = scene.planning.schema.table(job.target).entity.name
        raise refuse(403, "access.action", action=action, entity=name)


def problems_of(line: Line, problems: Sequence[Problem], columns: dict[str, str]) -> tuple[CellProblem, ...]:
    """What the pipeline found wrong with a row, by the cell that it came from."""
    found: list[CellProblem] = []
    for one in problems:
        field = str(one.path[0]) if one.path else ""
        found.append(CellProblem(line.number, columns.get(field, ""), field, None, one))
    return tuple(found)


def refusal_of(line: Line, problems: Sequence[CellProblem], scene: Scene) -> Mark:
    """The mark of a row that is not written."""
    return line.number, "refused", [shown(one, scene.principal.locale, scene.planning.schema) for one in problems]


def _prepared(job: Job, entity: Entity, matched: Sequence[Matched]) -> Prepared:
    return Prepared(entity, job.mapping, tuple(one.bound for one in matched), job.historical)


def _survey(findings: Findings, job: Job, matched: Sequence[Matched]) -> None:
    """Gaps, the order of dates, and names that nothing goes by."""
    taken = {one.bound.source.column for one in matched}
    for column in job.columns:
        if column["name"] in taken:
            findings.empty[str(column["name"])] = int(column["empty"])
    findings.notes["dates"] = [
        {"column": one.bound.source.column, "field": one.bound.source.field, "order": one.bound.setting.dates}
        for one in matched
        if one.bound.spec.type in ("date", "moment")
    ]
    for one in matched:
        source = one.bound.source
        if one.unmatched:
            findings.names(source.column, source.field, one.bound.spec.type, one.unmatched, one.known, source.unmatched)


def _with_expected(one: Matched, made: set[str]) -> Matched:
    """The source as it will be once the records that it asks for are made; `made` collects ids that stand for them."""
    if one.bound.source.unmatched != "create" or one.bound.names is None:
        return one
    names = {name: new_id() for name in one.unmatched}
    made |= set(names.values())
    return replace(one, bound=replace(one.bound, names={**one.bound.names, **names}))


def _mentions(row: Assembled, ids: set[str]) -> bool:
    return any(isinstance(value, str) and value in ids for value in row.values.values())


def _waits(problem: Problem, entity: Entity) -> bool:
    """Whether it is only about a record that an earlier row of the same file will have become by then."""
    field = entity.field_by_key(str(problem.path[0])) if problem.path else None
    return problem.code == "field.record.unknown" and isinstance(field, Link) and field.entity == entity.id
