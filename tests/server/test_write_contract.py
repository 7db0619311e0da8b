"""The same input through every door gets the same answer: the same codes and paths, or the same stored record."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.records.writing import Door
from dougong.storage.driver.port import in_transaction
from dougong_engine.errors import EngineError
from support.records import Office
from support.rich_app import NOBODY, Rich, able_database, rich  # noqa: F401  # fixtures

Outcome = tuple[str, object]
GRID = {"x-dougong-via": "grid"}
OWN = ("id", "version", "number", "created_at", "created_by", "updated_at", "updated_by")
NEIGHBOUR = {"title": "旁边的一条"}
PROFILE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

ROW = st.fixed_dictionaries(
    {},
    optional={
        "item": st.sampled_from(["甲", "", None, 3]),
        "pieces": st.sampled_from([2, None, "x", 1.5, "12"]),
        "price": st.sampled_from(["1.005", "1e17", None, "-3"]),
        "day": st.sampled_from(["2026-02-28", "2026-02-30", None]),
        "sum": st.sampled_from(["99", None]),
        "strange": st.just(1),
    },
)


def inputs(me: str, client: str, unit: str) -> st.SearchStrategy[dict[str, Any]]:
    """Patches of every writable field, right and wrong ones."""
    some: dict[str, st.SearchStrategy[Any]] = {
        "title": st.sampled_from(["甲", "e\u0301 ", "", None, 7, "x" * 301, "a\nb"]),
        "code": st.sampled_from(["taken", "free", None, " taken "]),
        "note": st.sampled_from(["说明", None, "x" * 30_000, "\x00"]),
        "qty": st.sampled_from([1, "7", 1.5, "x", 10**12, -1001, None, True]),
        "fine": st.sampled_from(["1.0000005", "-0.0000001", "1e11", None, "NaN", 0.1]),
        "amount": st.sampled_from(["12.345", "0", None, "12,3", [], 10**17]),
        "rate": st.sampled_from(["0.3", "0.30001", "0.3000000001", None, "15%"]),
        "vip": st.sampled_from([True, False, None, "yes", 0]),
        "due": st.sampled_from(["2026-11-22", "9999-12-31", "2026-13-01", None, 5]),
        "seen_at": st.sampled_from(["2026-11-22T14:00:00+08:00", "2026-11-22T14:00:00", None, "x"]),
        "level": st.sampled_from(["a", "z", None, "A"]),
        "tags": st.sampled_from([["a", "b"], ["a", "a"], ["z"], [], None, "a"]),
        "seller": st.sampled_from([me, NOBODY, None, "x"]),
        "crew": st.sampled_from([[me], [me, NOBODY], [], None, me]),
        "unit": st.sampled_from([unit, NOBODY, None]),
        "mail": st.sampled_from(["Li@Example.ORG", "x", None]),
        "tel": st.sampled_from(["(021) 555-0100", "x", None]),
        "web": st.sampled_from(["https://a.example/x", "javascript:alert(1)", None]),
        "place": st.sampled_from([{"lat": "31.2", "lng": 121}, {"lat": 91, "lng": 0}, None, "x"]),
        "papers": st.sampled_from([[], [NOBODY], None]),
        "client": st.sampled_from([client, NOBODY, None, "x"]),
        "others": st.sampled_from([[client], [NOBODY], [], None]),
        "lines": st.one_of(st.none(), st.just("x"), st.lists(ROW, max_size=3), st.just([{"item": "甲"}] * 6)),
        "stage": st.sampled_from(["s1", "s2", "s3", "zz", None]),
        "owner": st.sampled_from([me, NOBODY, None]),
        "net": st.just("1"),
        "number": st.just("R-1"),
        "version": st.just(3),
        "strange": st.just(1),
    }
    keys = st.lists(st.sampled_from(sorted(some)), max_size=6, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({key: some[key] for key in chosen}))


@dataclass
class Doors:
    """Every way to write, over one application."""

    rich: Rich
    office: Office

    async def stored(self, id: str) -> Outcome:
        answer = await self.rich.admin.get(f"/api/records/rich/{id}")
        assert answer.status_code == 200, answer.text
        record = {key: value for key, value in answer.json().items() if key not in OWN}
        record["lines"] = [{key: value for key, value in row.items() if key != "id"} for row in record["lines"]]
        return "stored", record

    async def of_answer(self, answer: httpx.Response, id: str | None = None) -> Outcome:
        if answer.is_success:
            return await self.stored(id or answer.json()["id"])
        assert answer.status_code < 500, answer.text
        return "refused", _problems(answer.json()["problems"])

    async def of_bulk(self, answer: httpx.Response, at: int = 0) -> Outcome:
        if not answer.is_success:
            assert answer.status_code < 500, answer.text
            found = [one for one in answer.json()["problems"] if one["path"][:2] == ["items", at]]
            return "refused", _problems([{**one, "path": one["path"][2:]} for one in found])
        result = answer.json()["results"][at]
        if "problem" in result:
            return "refused", _problems(result["problem"]["problems"])
        return await self.stored(result["id"])

    async def inside(self, door: Door, raw: Mapping[str, Any], id: str | None = None) -> Outcome:
        """As flows, tasks and imports write: judged and stored inside a transaction that is open already."""
        writing, scene = self.office.writing, await self.office.stage.scene(await self.office.as_("admin"))
        made = id or new_id()

        async def work(session: Any) -> bool:
            if id is None:
                intent = await writing.creation(scene, session, "rich", raw, door, made)
            else:
                intent = await writing.change(scene, session, "rich", id, raw, None, door)
            return not intent.write.changes or await writing.commit.within(scene, intent, session)

        try:
            assert await in_transaction(self.office.database, work)
        except (EngineError, Refusal) as error:
            problems = [{"code": one.code, "path": list(one.path), "params": one.params} for one in error.problems]
            return "refused", _problems(problems)
        return await self.stored(made)

    async def forget(self) -> None:
        """Records that a door stored must not clash with what comes through the next one."""
        query = {"field": "code", "op": "is", "value": "free"}
        found = await self.rich.admin.post("/api/records/rich/query", json={"filter": query, "fields": ["id"]})
        for one in found.json()["records"]:
            assert (await self.rich.admin.delete(f"/api/records/rich/{one['id']}")).is_success


def _problems(problems: list[dict[str, Any]]) -> list[tuple[str, tuple[object, ...]]]:
    return [(one["code"], tuple(one["path"])) for one in problems]


@pytest.fixture
async def doors(rich: Rich) -> Doors:  # noqa: F811
    people = {"admin": rich.running.admin_id}
    office = Office(rich.running.database, rich.running.workspace_id, people, {}, {"admin"}, now=datetime.now(UTC))
    assert (await rich.admin.post("/api/records/rich", json={"title": "占用", "code": "taken"})).is_success
    return Doors(rich, office)


async def _agree(ways: Mapping[str, Callable[[], Awaitable[Outcome]]], doors: Doors, raw: object) -> None:
    answers: dict[str, Outcome] = {}
    for name, way in ways.items():
        answers[name] = await way()
        await doors.forget()
    first = answers["api"]
    assert {name: one for name, one in answers.items() if one != first} == {}, (raw, first)


@PROFILE
@given(draw=st.data())
async def test_a_new_record_is_answered_the_same_through_each_door(doors: Doors, draw: st.DataObject) -> None:
    rich, admin = doors.rich, doors.rich.admin  # noqa: F811
    extra = draw.draw(inputs(rich.running.admin_id, rich.client, rich.unit))
    raw = {**({"title": "好"} if draw.draw(st.booleans()) else rich.good()), **extra}
    raw.pop("version", None)

    async def bulk(items: list[dict[str, Any]], at: int, whole: bool) -> Outcome:
        answer = await admin.post("/api/records/rich/bulk", json={"create": items, "whole": whole})
        return await doors.of_bulk(answer, at)

    ways: dict[str, Callable[[], Awaitable[Outcome]]] = {
        "api": lambda: _sent(doors, admin.post("/api/records/rich", json=raw)),
        "grid": lambda: _sent(doors, admin.post("/api/records/rich", json=raw, headers=GRID)),
        "bulk": lambda: bulk([raw], 0, False),
        "bulk whole": lambda: bulk([raw], 0, True),
        "bulk beside others": lambda: bulk([NEIGHBOUR, raw, NEIGHBOUR], 1, False),
        "bulk whole beside others": lambda: bulk([NEIGHBOUR, raw, NEIGHBOUR], 1, True),
        "flow": lambda: doors.inside(Door(via="flow", cause="run:x", depth=1), raw),
        "task": lambda: doors.inside(Door(via="task", cause="task:x"), raw),
        "import": lambda: doors.inside(Door(via="import", cause="import:x"), raw),
    }
    await _agree(ways, doors, raw)


@PROFILE
@given(draw=st.data())
async def test_a_change_is_answered_the_same_through_each_door(doors: Doors, draw: st.DataObject) -> None:
    rich, admin = doors.rich, doors.rich.admin  # noqa: F811
    raw = draw.draw(inputs(rich.running.admin_id, rich.client, rich.unit))
    full = draw.draw(st.booleans())

    async def fresh() -> str:
        body = rich.good() if full else {"title": "好"}
        return str((await admin.post("/api/records/rich", json=body)).json()["id"])

    async def patch(headers: dict[str, str] | None = None) -> Outcome:
        id = await fresh()
        return await doors.of_answer(await admin.patch(f"/api/records/rich/{id}", json=raw, headers=headers), id)

    async def bulk(whole: bool) -> Outcome:
        update = [{"id": await fresh(), "fields": raw}]
        return await doors.of_bulk(await admin.post("/api/records/rich/bulk", json={"update": update, "whole": whole}))

    async def inside(door: Door) -> Outcome:
        return await doors.inside(door, raw, await fresh())

    ways: dict[str, Callable[[], Awaitable[Outcome]]] = {
        "api": patch,
        "grid": lambda: patch(GRID),
        "bulk": lambda: bulk(False),
        "bulk whole": lambda: bulk(True),
        "flow": lambda: inside(Door(via="flow", cause="run:x", depth=1)),
        "task": lambda: inside(Door(via="task", cause="task:x")),
    }
    await _agree(ways, doors, raw)


async def _sent(doors: Doors, request: Awaitable[httpx.Response]) -> Outcome:
    return await doors.of_answer(await request)
