"""Finds what the names in reference columns stand for, under the rights of whoever imports."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dougong.imports.directory import CompanyRows, Named, named
from dougong.imports.job import Job, Line
from dougong.imports.store import ImportStore
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import zone
from dougong.records.reading import Question, Reading
from dougong_engine.design.entity import Entity
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.imports.cells import Setting
from dougong_engine.imports.mapping import Source
from dougong_engine.imports.rows import Bound, names_at, text_at

PAGE = 500
LISTED_PAGES = 40
CHUNK = 2_000
CHOICES = Choice | MultiChoice


@dataclass(frozen=True, slots=True)
class Matched:
    """A source with the names that its cells hold: how often each, which are known, and where to look."""

    bound: Bound
    wanted: Counter[str]
    known: Named

    @property
    def unmatched(self) -> dict[str, int]:
        """Names that nothing goes by, with the number of rows, most frequent first."""
        if self.bound.source.take != "value":
            return {}
        found = self.bound.names
        known = self.known.find if found is None else found.get
        return {name: count for name, count in self.wanted.most_common() if known(name) is None}


@dataclass(slots=True)
class Matching:
    """Resolves the references of a job."""

    store: ImportStore
    reading: Reading
    company: CompanyRows

    async def lines(self, job: Job) -> AsyncIterator[list[Line]]:
        """The file's rows, some at a time."""
        after = 0
        while some := await self.store.page(job, after, CHUNK):
            yield some
            after = some[-1].number

    async def match(self, principal: Principal, job: Job, entity: Entity) -> list[Matched]:
        """Every source of the mapping, its references resolved."""
        scene = await self.reading.stage.scene(principal)
        setting = Setting(zone(scene.planning.schema.timezone).info)
        bounds = [self._bound(job, one, entity, setting) for one in job.mapping.columns]
        wanted: list[Counter[str]] = [Counter() for _ in bounds]
        own: dict[str, str] = {}
        title = next((one for one in bounds if one.source.field == _key(entity, entity.title)), None)
        async for some in self.lines(job):
            for line in some:
                for bound, names in zip(bounds, wanted, strict=True):
                    if bound.refers or isinstance(bound.spec, CHOICES):
                        names.update(names_at(bound, line.cells))
                if title is not None and (text := text_at(title, line.cells)) is not None:
                    own.setdefault(text, line.record_id)
        return [
            await self._resolved(principal, job, entity, bound, names, own)
            for bound, names in zip(bounds, wanted, strict=True)
        ]

    def _bound(self, job: Job, source: Source, entity: Entity, setting: Setting) -> Bound:
        place = job.column_names.index(source.column)
        seen = job.columns[place].get("dates")
        order = source.dates or (seen if seen in ("ymd", "mdy", "dmy") else None)
        spec = entity.field_by_key(source.field)
        assert spec is not None
        return Bound(source, place, spec, replace(setting, dates=order))

    async def _resolved(
        self,
        principal: Principal,
        job: Job,
        entity: Entity,
        bound: Bound,
        wanted: Counter[str],
        own: Mapping[str, str],
    ) -> Matched:
        if not bound.refers:
            return Matched(bound, wanted, _options(bound.spec))
        company = await self.company.read(principal.workspace_id)
        if bound.source.take != "value" or bound.spec.type == "person":
            known, places = company.people, company.places
        elif bound.spec.type == "department":
            known, places = company.departments, {}
        else:
            known, places = await self._records(principal, bound.spec, bound.source.match, wanted), {}
        found = {name: id for name in wanted if (id := known.find(name)) is not None}
        if isinstance(bound.spec, Link) and bound.spec.entity == entity.id and bound.source.match is None:
            found = {**{name: own[name] for name in wanted if name in own}, **found}
        return Matched(replace(bound, names=found, places=places), wanted, known)

    async def _records(self, principal: Principal, spec: FieldSpec, match: str | None, wanted: Counter[str]) -> Named:
        """Records of the linked entity by the field that names them: all, or where there are too many, those wanted."""
        assert isinstance(spec, Link)
        scene = await self.reading.stage.scene(principal)
        other = scene.planning.schema.table(spec.entity).entity
        key = match or _key(other, other.title)
        if other.field_by_key(key) is None:
            raise refuse(422, "import.match.unknown", ("columns",), field=key, entity=other.name)
        everything = await self._listed(principal, other.key, key)
        if everything is not None:
            return everything
        pairs: list[tuple[str, str]] = []
        names = sorted(wanted)
        for start in range(0, len(names), PAGE):
            some: list[object] = list(names[start : start + PAGE])
            pairs += await self._page(principal, other.key, key, {"field": key, "op": "in", "value": some})
        return named(pairs)

    async def _listed(self, principal: Principal, entity: str, key: str) -> Named | None:
        pairs: list[tuple[str, str]] = []
        cursor: str | None = None
        for _ in range(LISTED_PAGES):
            page = await self.reading.page(principal, entity, Question(fields=(key,), limit=PAGE, cursor=cursor))
            pairs += [(str(one["id"]), str(one[key])) for one in page.records if one.get(key) is not None]
            cursor = page.next
            if cursor is None:
                return named(pairs)
        return None

    async def _page(self, principal: Principal, entity: str, key: str, filter: object) -> list[tuple[str, str]]:
        page = await self.reading.page(principal, entity, Question(filter=filter, fields=(key,), limit=PAGE))
        return [(str(one["id"]), str(one[key])) for one in page.records if one.get(key) is not None]


def _options(spec: FieldSpec) -> Named:
    """The options of a choice by id and name."""
    return named((one.id, one.name) for one in spec.options) if isinstance(spec, CHOICES) else Named({}, {})


def waves(lines: Mapping[str, int], rows: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """Row number → wave for rows that link to rows of the same file; `lines` are numbers by record id, `rows` the
    record ids that a row links to. Rows of a ring stay in the last wave and are judged there."""
    found: dict[int, int] = {}
    pending = {number: [lines[id] for id in ids if id in lines and lines[id] != number] for number, ids in rows.items()}
    pending = {number: others for number, others in pending.items() if others}
    wave = 1
    while pending and wave < 100:
        ready = [number for number, others in pending.items() if not any(one in pending for one in others)]
        for number in ready or list(pending):
            found[number] = wave
            del pending[number]
        wave += 1
    return found


def _key(entity: Entity, field_id: str) -> str:
    spec = entity.field(field_id)
    assert spec is not None
    return spec.key
