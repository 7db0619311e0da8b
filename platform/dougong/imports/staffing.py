"""Rows of a file as people of the workspace: person records without sign-in, their managers and departments."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from dougong.imports.directory import Company, CompanyRows
from dougong.imports.findings import Findings, shown
from dougong.imports.job import Job, Line, Mark, new_line
from dougong.imports.linking import may_change_people
from dougong.imports.matching import Matching
from dougong.kernel.ids import new_id
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.people.departments.schemas import DepartmentChange, NewDepartment
from dougong.people.departments.service import Departments
from dougong.people.departments.store import DepartmentStore
from dougong.people.directory.schemas import NewPerson, PersonChange
from dougong.people.directory.service import People
from dougong.people.directory.standing import Standing
from dougong.people.directory.store import PeopleStore
from dougong.people.reporting.store import ReportingStore
from dougong.people.sign_in.passwords import Passwords
from dougong.people.sign_in.store import SignInStore
from dougong.storage.driver.port import Database, in_transaction
from dougong_engine.errors import Problem
from dougong_engine.imports.cells import fold
from dougong_engine.imports.mapping import Mapping as ImportMapping
from dougong_engine.imports.mapping import Source
from dougong_engine.imports.rows import TWICE, CellProblem

PEOPLE = "people"
FIELDS = ("name", "email", "phone", "position", "manager", "department")
WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("name", frozenset({"name", "person", "employee", "salesagent", "agent", "姓名", "员工", "销售"})),
    ("email", frozenset({"email", "mail", "邮箱"})),
    ("phone", frozenset({"phone", "mobile", "电话", "手机"})),
    ("position", frozenset({"position", "title", "jobtitle", "职位", "岗位"})),
    ("manager", frozenset({"manager", "supervisor", "经理", "上级", "直属上级", "主管"})),
    ("department", frozenset({"department", "team", "office", "region", "regionaloffice", "部门", "大区", "团队"})),
)


def guess_people(columns: Sequence[str]) -> ImportMapping:
    """Columns of a list of people with what they most likely hold."""
    found: list[Source] = []
    for column in columns:
        bare = "".join(one for one in fold(column) if one.isalnum())
        field = next((name for name, words in WORDS if bare in words), None)
        if field is not None and all(one.field != field for one in found):
            found.append(Source(column=column, field=field))
    return ImportMapping(columns=tuple(found))


@dataclass(frozen=True, slots=True)
class Member:
    """A row: a person by name; `departments` are names from the top down."""

    number: int
    name: str
    manager: str | None
    departments: tuple[str, ...]
    plain: Mapping[str, str]


@dataclass(slots=True)
class Staffing:
    """Imports into the directory. A name that exists already keeps its person; only their place is filled in."""

    matching: Matching
    company: CompanyRows
    people: People
    departments: Departments

    async def check(self, principal: Principal, job: Job) -> Findings:
        """Who is new, and which managers are nobody in the workspace nor in the file."""
        may_change_people(principal)
        company = await self.company.read(principal.workspace_id)
        findings = Findings(principal.locale)
        taken = {one.column for one in job.mapping.columns}
        for column in job.columns:
            if column["name"] in taken:
                findings.empty[str(column["name"])] = int(column["empty"])
        columns = {one.field: one.column for one in job.mapping.columns}
        names: Counter[str] = Counter()
        managers: Counter[str] = Counter()
        async for some in self.matching.lines(job):
            for line in some:
                member, problems = _member(job, line, company)
                findings.note(problems)
                if member is not None:
                    names[member.name] += 1
                    managers.update([member.manager] if member.manager else [])
        new = {name: count for name, count in names.items() if company.people.find(name) is None}
        strangers = {name: count for name, count in managers.items() if company.people.find(name) is None}
        findings.names(columns.get("manager", ""), "manager", "person", strangers, company.people, "create")
        findings.names(columns.get("name", ""), "name", "person", new, company.people, "create")
        findings.notes["managers_not_listed"] = [*sorted(name for name in strangers if name not in names)]
        return findings

    async def write(self, principal: Principal, job: Job, lines: Sequence[Line]) -> list[Mark]:
        """The people of some rows, each with what was wrong."""
        may_change_people(principal)
        marks: list[Mark] = []
        for line in lines:
            company = await self.company.read(principal.workspace_id)
            member, problems = _member(job, line, company)
            if member is not None and not problems:
                try:
                    await self._place(principal, job, line, member, company)
                except Refusal as refusal:
                    problems = tuple(CellProblem(line.number, "", "", None, one) for one in refusal.problems)
            status = "refused" if problems else "done"
            marks.append((line.number, status, [shown(one, principal.locale) for one in problems] or None))
        return marks

    async def _place(self, principal: Principal, job: Job, line: Line, member: Member, company: Company) -> None:
        department = await self._department(principal, member.departments, company)
        manager: str | None = None
        if member.manager is not None:
            manager = company.people.find(member.manager)
            if manager is None:
                place = {"name": member.manager, "department_id": department}
                manager = await self._person(principal, place, await self._named(job, member.manager))
            await self._lead(principal, department, manager)
        known = company.people.find(member.name)
        place = {"manager_id": manager, "department_id": department}
        wanted = {name: id for name, id in place.items() if id is not None}
        if known is None:
            await self._person(principal, {"name": member.name, **member.plain, **wanted}, line.record_id)
        elif wanted:
            await self.people.change(principal, known, PersonChange.model_validate(wanted))

    async def _person(self, principal: Principal, values: Mapping[str, object], id: str) -> str:
        await self.people.create(principal, NewPerson.model_validate(values), id)
        return id

    async def _named(self, job: Job, name: str) -> str:
        """The id for somebody who is made because a row names them, with a row of their own, so that they can be
        taken back."""
        store, id = self.matching.store, new_id()
        number = await store.lowest(job) - 1
        row = {**new_line(job.workspace_id, job.id, number, PEOPLE, [name], id), "status": "done"}
        await in_transaction(store.database, lambda session: store.add_rows(session, [row]))
        return id

    async def _department(self, principal: Principal, names: tuple[str, ...], company: Company) -> str | None:
        """The department at the end of a path; what is missing on the way is made."""
        parent: str | None = None
        for depth, name in enumerate(names, 1):
            found = company.paths.get(fold("/".join(names[:depth])))
            if found is None:
                made = await self.departments.create(principal, NewDepartment(name=name, parent_id=parent))
                found = made.id
            parent = found
        return parent

    async def _lead(self, principal: Principal, department: str | None, manager: str) -> None:
        """The manager of a department's people leads it, unless somebody does already."""
        if department is None:
            return
        tree = await self.departments.tree(principal.workspace_id)
        if any(one.id == department and one.leader_id is None for one in tree):
            await self.departments.change(principal, department, DepartmentChange(leader_id=manager))


def _member(job: Job, line: Line, company: Company) -> tuple[Member | None, tuple[CellProblem, ...]]:
    """A row read as a person, or what is wrong with it."""
    found: dict[str, str] = {}
    departments: list[str] = []
    for source in job.mapping.columns:
        text = line.cells[job.column_names.index(source.column)]
        text = source.values.get(text.strip(), text.strip()) if text is not None else None
        if text and source.field == "department":
            departments += [one.strip() for one in text.split("/") if one.strip()]
        elif text:
            found[source.field] = text
    columns = {one.field: one.column for one in job.mapping.columns}
    name = found.pop("name", None)
    problems: list[CellProblem] = []
    if name is None:
        problem = Problem("field.required", ("name",), {"field": columns.get("name", "name")})
        problems.append(CellProblem(line.number, columns.get("name", ""), "name", None, problem))
        return None, tuple(problems)
    manager = found.pop("manager", None)
    for field, text in (("name", name), ("manager", manager)):
        if text is not None and company.people.find(text) == TWICE:
            problem = Problem("import.reference.several", (), {"value": text, "field": columns.get(field, field)})
            problems.append(CellProblem(line.number, columns[field], field, text, problem))
    try:
        NewPerson.model_validate({"name": name, **found})
    except ValidationError as error:
        for one in error.errors(include_url=False):
            field = str(one["loc"][0])
            wrong = Problem("import.person.malformed", (), {"field": columns.get(field, field)})
            problems.append(CellProblem(line.number, columns.get(field, ""), field, found.get(field, name), wrong))
    return Member(line.number, name, manager, tuple(departments), found), tuple(problems)


def directory(database: Database, roles: RoleNames, now: Callable[[], datetime]) -> tuple[People, Departments]:
    """The services of people/ that imports write through."""
    store, reporting, tree = PeopleStore(database), ReportingStore(database.dialect), DepartmentStore(database)
    standing = Standing(store, reporting, tree, SignInStore(database), Passwords(), roles, now)
    return People(store, reporting, standing, now), Departments(tree, roles, now)
