"""Makes the records, people and departments that rows name and that do not exist yet, where the mapping asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.imports.job import Job, new_line
from dougong.imports.matching import Matched
from dougong.imports.store import ImportStore
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.people.departments.schemas import NewDepartment
from dougong.people.departments.service import Departments
from dougong.people.directory.schemas import NewPerson
from dougong.people.directory.service import People
from dougong.records.writing import Door, Writing
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.errors import EngineError
from dougong_engine.fields.link import Link


@dataclass(slots=True)
class Linking:
    """Creates what is missing, under the rights of whoever imports."""

    store: ImportStore
    writing: Writing
    people: People
    departments: Departments

    async def make(self, principal: Principal, job: Job, matched: Sequence[Matched]) -> bool:
        """True if anything was made. Refuses what the caller may not make."""
        made: set[tuple[str, str]] = set()
        for one in matched:
            if one.bound.source.unmatched != "create":
                continue
            for name in one.unmatched:
                target = one.bound.spec.entity if isinstance(one.bound.spec, Link) else one.bound.spec.type
                if (target, name) not in made:
                    await self._one(principal, job, one, name)
                    made.add((target, name))
        return bool(made)

    async def _one(self, principal: Principal, job: Job, one: Matched, name: str) -> None:
        match one.bound.spec:
            case Link():
                await self._record(principal, job, one, name)
            case spec if spec.type == "person":
                may_change_people(principal)
                await self.people.create(principal, NewPerson(name=name))
            case _:
                may_change_people(principal)
                await self.departments.create(principal, NewDepartment(name=name))

    async def _record(self, principal: Principal, job: Job, one: Matched, name: str) -> None:
        assert isinstance(one.bound.spec, Link)
        scene = await self.writing.stage.scene(principal)
        entity = scene.planning.schema.table(one.bound.spec.entity).entity
        title = entity.field(entity.title)
        key = one.bound.source.match or (title.key if title is not None else "")
        spec = entity.field_by_key(key)
        if spec is None or spec.computed():
            raise refuse(422, "import.create.title", (one.bound.source.field,), entity=entity.name)
        id = new_id()
        door = Door(via="import", cause=f"import:{job.id}", historical=job.historical)
        try:
            intent = await self.writing.creation(scene, self.writing.stage.database, entity.key, {key: name}, door, id)
        except EngineError as error:
            raise refused(error) from None
        except Refusal as refusal:
            problems = [problem.under(one.bound.source.field, name) for problem in refusal.problems]
            raise Refusal(refusal.status, problems) from None
        number = await self.store.lowest(job) - 1

        async def work(session: Session) -> None:
            await self.writing.commit.within(scene, intent, session)
            line = new_line(job.workspace_id, job.id, number, entity.id, [name], id)
            await self.store.add_rows(session, [{**line, "status": "done"}])

        await in_transaction(self.writing.stage.database, work)


def may_change_people(principal: Principal) -> None:
    """403 for somebody who may not add people."""
    if not principal.admin and "people" not in principal.abilities:
        raise refuse(403, "access.ability", ability="people")
