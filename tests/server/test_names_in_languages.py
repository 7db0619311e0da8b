"""Names of flows, nodes, branches, roles, fields and options, in the language of whoever asks, through every door."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dougong.access.service import Question, RoleMembership
from dougong.access.store import AccessStore
from dougong.core import CatalogueRoles
from dougong.kernel.problem import Refusal, document
from dougong.process.ports import Letter
from dougong.storage.driver.port import Database
from dougong_engine.messages_template import fill
from support.contracts import CONTRACT, contract_office
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import Works

CHINESE = re.compile("[\u4e00-\u9fff]")


def chinese(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every Chinese text of an answer, with its place."""
    if isinstance(value, dict):
        for member, inner in value.items():
            yield from chinese(inner, (*path, member))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from chinese(inner, (*path, str(number)))
    elif isinstance(value, str) and CHINESE.search(value):
        yield ".".join(path), value


async def handed_in(database: Database) -> Works:  # noqa: F811
    """A contract in Latin letters, handed in by people of whom some read English."""
    works = await contract_office(database)
    for name in ("admin", "ivan", "lea"):
        await works.office.speaks(name, "en")
    ivan = await works.office.as_("ivan")
    customer = await works.office.writing.create(ivan, "customer", {"name": "Far Hills"})
    record = {**CONTRACT, "name": "Large one", "payment_terms": "60 days", "customer": str(customer["id"])}
    await works.office.writing.create(ivan, "contract", record)
    await works.settle()
    return works


async def test_tasks_and_runs_speak_the_askers_language(database: Database) -> None:  # noqa: F811
    works = await handed_in(database)
    lea, admin, finn = (works.client(name) for name in ("lea", "admin", "finn"))
    page = (await lea.get("/api/tasks")).json()
    (row,) = page["tasks"]
    assert (row["flow"]["name"], row["node"]["name"]) == ("Contract approval", "Legal approval")
    assert {"name": "send_back", "label": "Return for changes", "comment": True} in row["actions"]
    task = (await lea.get(f"/api/tasks/{row['id']}")).json()
    runs = (await admin.get("/api/runs")).json()
    run = (await admin.get(f"/api/runs/{runs['runs'][0]['id']}")).json()
    assert {one["name"] for one in run["nodes"]} >= {"By amount", "Legal approval"}
    (fork,) = (one for one in run["nodes"] if one["type"] == "condition")
    assert [one["name"] for one in fork["branches"]] == ["Above 500,000", "Up to 500,000"]
    assert run["start"] in {one["id"] for one in run["nodes"]}
    delegations = (await lea.get("/api/delegations")).json()
    for answer in (page, task, runs, run, delegations):
        assert list(chinese(answer)) == []
    (same,) = (await finn.get("/api/tasks")).json()["tasks"]
    assert (same["flow"]["name"], same["node"]["name"]) == ("合同审批", "财务审批"), "finn reads Chinese"


async def test_letters_are_written_in_their_readers_language(database: Database) -> None:  # noqa: F811
    works = await handed_in(database)
    for name in ("lea", "finn", "gina"):
        await works.act(name, "approve")
    await works.later(minutes=1)
    english = {works.office.people[name] for name in ("admin", "ivan", "lea")}
    told = [one for one, _ in works.post.letters if one.person_id in english]
    assert {one.what for one in told} >= {"task", "message"}
    assert [text for one in told for text in written(one) if CHINESE.search(text)] == []
    others = [text for one, _ in works.post.letters if one.person_id not in english for text in written(one)]
    assert any(CHINESE.search(one) for one in others)


async def test_refusals_name_what_they_are_about_in_the_askers_language(database: Database) -> None:  # noqa: F811
    works = await contract_office(database)
    await works.office.speaks("ivan", "en")
    said = {}
    for name, locale in (("ivan", "en"), ("admin", "zh-CN")):
        caller = await works.office.as_(name)
        with pytest.raises(Refusal) as refusal:
            await works.office.writing.create(caller, "contract", {})
        said[locale] = document(refusal.value, locale)
    assert said["en"]["problems"] and list(chinese(said["en"])) == []
    assert list(chinese(said["zh-CN"]["problems"][0]["params"])), "the design's own words for those who read them"


def written(letter: Letter) -> list[str]:
    """What a letter says: the flow's words filled in, and what stands for the places of the usual wording."""
    own = [fill(text, letter.values.get) for text in (letter.title, letter.body) if text]
    return [*own, *(str(value) for value in letter.values.values())]


async def test_roles_and_reasons_speak_the_askers_language(database: Database) -> None:  # noqa: F811
    works = await handed_in(database)
    office = works.office
    membership = RoleMembership(AccessStore(office.database), CatalogueRoles(office.catalogue), lambda: office.now)
    admin = await office.as_("admin")
    roles = await membership.roles(admin)
    assert [one.name for one in roles if CHINESE.search(one.name)] == []
    why = await membership.why(admin, Question(office.people["ivan"], "ent_contract", "read", None))
    assert [one.role_name for one in why.reasons] == ["Sales representative"]
