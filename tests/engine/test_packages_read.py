"""Packages are read whole or not at all; what is written reads the same."""

import json
import string
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.role import Grant
from dougong_engine.document import Json, to_bytes
from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages import layout
from dougong_engine.packages.format import Manifest
from dougong_engine.packages.read import read, write
from dougong_engine.packages.rights import asked, beyond
from support.designs import LIBRARY, PACKAGES, document, field, files_of, put, shipped

MANIFEST: dict[str, Json] = {
    "format": 1,
    "kind": "package",
    "id": "acme.shop",
    "version": "1.0.0",
    "name": "Shop",
    "app": "app_shop",
}
ENTITY = document("entity", "ent_thing", key="thing", title="name", fields=[field("name"), field("day", "date")])
VIEW = document("view", "viw_things", entity="ent_thing", layout={"type": "grid", "columns": [{"field": "name"}]})


def packed(**changed: bytes | Json) -> dict[str, bytes]:
    """The files of a tiny package, with some replaced or added; names have `__` for `/` and no ending."""
    files: dict[str, Json | bytes] = {
        "package": MANIFEST,
        "app": document("app", "app_shop", key="shop"),
        "entities__thing": ENTITY,
        "views__things": VIEW,
    }
    return {
        f"{name.replace('__', '/')}.json": one if isinstance(one, bytes) else json.dumps(one).encode()
        for name, one in {**files, **changed}.items()
    }


def problems(files: Mapping[str, bytes]) -> dict[str, Problem]:
    with pytest.raises(Invalid) as error:
        read(files)
    return {problem.code: problem for problem in error.value.problems}


def changed(raw: dict[str, Json], *path: str | int, to: Json) -> Json:
    return put(raw, path, to)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_reads_and_writes_the_same_bytes(name: str) -> None:
    files = files_of(name)
    assert write(read(files)) == files


def test_writing_settles_how_a_document_looks() -> None:
    first = write(read(packed()))
    assert first["entities/thing.json"] == to_bytes(ENTITY)
    assert write(read(first)) == first


def test_everything_wrong_is_told_at_once_with_its_file() -> None:
    found = problems(
        packed(package={**MANIFEST, "version": "one"}, views__things=b"{", entities__thing={"kind": "macro"})
    )
    assert found["design.kind.unknown"].path[0] == "entities/thing.json"
    assert found["package.json.malformed"].path[0] == "views/things.json"
    assert found["design.invalid"].path == ("package.json", "version")


@pytest.mark.parametrize(
    "path",
    [
        "../evil.json",
        "entities/../../evil.json",
        "/etc/passwd",
        "entities\\thing.json",
        "C:/thing.json",
        "entities/thing.json\x00.png",
        "entities/.hidden.json",
        "entities/sub/thing.json",
        "entities/Thing.json",
        "entities/ｔhing.json",
        "entities/thing.py",
        "run.sh",
        "locales/en.json/x",
        "sample_files/a.svg",
        "sample_files/a.exe",
        "entities/" + "a" * 70 + ".json",
        "",
    ],
)
def test_a_path_outside_the_layout_is_refused(path: str) -> None:
    assert "package.path.refused" in problems({**packed(), path: b"{}"})


@given(st.text(alphabet=string.printable + "．／＼é", max_size=40))
def test_no_path_of_the_layout_climbs_or_hides(path: str) -> None:
    refused = {one.code for one in layout.layout_problems({path: b"{}"})} & {"package.path.refused"}
    plain = path.isascii() and ".." not in path and "\\" not in path and not path.startswith(("/", "."))
    assert refused or (plain and path.count("/") <= 1 and path.isprintable())


def test_a_package_is_bounded_in_files_and_bytes() -> None:
    many = {f"entities/a{index}.json": b"{}" for index in range(layout.FILE_LIMIT + 1)}
    assert "package.too_many_files" in problems(many)
    assert "package.file.too_large" in problems(packed(entities__big=b" " * (layout.JSON_LIMIT + 1)))
    share = b" " * layout.JSON_LIMIT
    assert "package.too_large" in problems({f"entities/a{index}.json": share for index in range(21)})


def test_a_picture_is_a_picture() -> None:
    assert "package.picture.refused" in problems({**packed(), "sample_files/a.png": b"#!/bin/sh"})


TEST: Json = {"id": "a", "name": "A", "role": "rol_gone", "entity": "ent_thing", "allowed": True}


def thing_rows(*rows: Json) -> dict[str, bytes | Json]:
    return {"sample_data__thing": {"format": 1, "entity": "ent_thing", "rows": list(rows)}}


def flow_with(node: dict[str, Json]) -> dict[str, bytes | Json]:
    node = {"id": "x", "name": "X", **node}
    members: dict[str, Json] = {"trigger": {"on": "created"}, "start": "x", "nodes": [node]}
    return {"flows__run": document("flow", "flw_run", entity="ent_thing", **members)}


HOSTILE: list[tuple[dict[str, bytes | Json], str]] = [
    ({"package": {**MANIFEST, "id": "../x"}}, "design.invalid"),
    ({"package": {**MANIFEST, "script": "x"}}, "design.invalid"),
    ({"package": {**MANIFEST, "format": 2}}, "design.invalid"),
    ({"package": {**MANIFEST, "app": "app_other"}}, "design.app.unknown"),
    ({"package": {**MANIFEST, "requires": [{"id": "acme.shop", "least": "1.0.0"}]}}, "package.requires.cycle"),
    ({"package": {**MANIFEST, "languages": ["en"]}}, "package.locale.listed"),
    ({"entities__other": ENTITY}, "package.file.elsewhere"),
    ({"entities__thing": changed(ENTITY, "fields", 0, "type", to="script")}, "design.invalid"),
    ({"entities__thing": changed(ENTITY, "format", to=99)}, "design.format.newer"),
    ({"entities__thing": changed(ENTITY, "app", to="app_other")}, "package.app.other"),
    ({"views__things": changed(VIEW, "entity", to="ent_person")}, "design.entity.unknown"),
    (flow_with({"type": "python", "code": "import os"}), "design.invalid"),
    (flow_with({"type": "notify", "to": [{"by": "slot", "slot": "boss"}], "title": "T"}), "package.slot.unknown"),
    (flow_with({"type": "notify", "to": [{"by": "person", "people": ["li"]}], "title": "T"}), "package.person"),
    (
        flow_with({"type": "http_request", "url": "https://x.example", "headers": {"Authorization": "Bearer abc"}}),
        "package.secret",
    ),
    (
        {
            "views__things": changed(
                VIEW,
                "filter",
                to={"field": "owner", "op": "is", "value": "00000000-0000-7000-8000-000000000001"},
            )
        },
        "package.local_id",
    ),
    ({"locales__en": {"ent_gone": {"name": "x"}}}, "package.locale.unknown"),
    ({"locales__en": {"ent_thing": {"name": 3}}}, "package.locale.malformed"),
    ({"locales__en": ["x"]}, "package.locale.malformed"),
    ({"sample_data__thing": {"format": 1, "entity": "ent_gone", "rows": []}}, "package.file.elsewhere"),
    (thing_rows({"id": "a", "gone": 1}), "design.field.unknown"),
    (thing_rows({"name": "x"}), "package.sample.name"),
    (thing_rows({"id": "a"}, {"id": "a"}), "design.id.twice"),
    (thing_rows({"id": "a", "day": "soon"}), "field.date.malformed"),
    (thing_rows({"id": "a", "day": {"token": "env"}}), "package.sample.token"),
    (thing_rows({"id": "a", "name": {"sample": "b"}}), "package.sample.row"),
    (thing_rows({"id": "a", "name": {"file": "../x.png"}}), "package.sample.file"),
    (thing_rows({"id": "a", "owner": {"person": "nobody"}}), "package.sample.row"),
    (thing_rows({"id": "a", "name": {"department": "nowhere"}}), "package.sample.row"),
    ({"sample_people": {"format": 1, "people": [{"id": "a", "name": "A", "admin": True}]}}, "design.invalid"),
    ({"sample_people": {"format": 1, "people": [{"id": "a", "name": "A"}] * 2}}, "design.id.twice"),
    ({"sample_people": {"format": 1, "people": [{"id": "a", "name": "A", "department": "b"}]}}, "package.sample.row"),
    ({"permission_tests": {"format": 1, "tests": [TEST]}}, "design.role.unknown"),
]


@pytest.mark.parametrize(("files", "code"), HOSTILE, ids=[f"{code}-{i}" for i, (_, code) in enumerate(HOSTILE)])
def test_a_hostile_package_is_refused_as_a_whole(files: dict[str, bytes | Json], code: str) -> None:
    assert code in problems(packed(**files))


@pytest.mark.parametrize("missing", ["package.json", "app.json"])
def test_a_package_without_its_first_pages_is_refused(missing: str) -> None:
    files = packed()
    del files[missing]
    assert problems(files)["package.file.missing"].path == (missing,)


def test_a_package_may_refer_to_one_that_it_requires() -> None:
    other = read(packed()).design
    more: dict[str, Json] = {
        "package": {
            **MANIFEST,
            "id": "acme.more",
            "app": "app_more",
            "requires": [{"id": "acme.shop", "least": "1.0.0"}],
        },
        "app": {**document("app", "app_more", key="more", requires=["app_shop"]), "app": "app_more"},
        "views__more": {**document("view", "viw_more", entity="ent_thing", layout=VIEW["layout"]), "app": "app_more"},
    }
    files = {f"{name.replace('__', '/')}.json": json.dumps(one).encode() for name, one in more.items()}
    assert "design.entity.unknown" in problems(files)
    assert read(files, required=other).manifest.id == "acme.more"
    clash = {**files, "entities/thing.json": json.dumps({**ENTITY, "app": "app_more"}).encode()}
    with pytest.raises(Invalid) as error:
        read(clash, required=other)
    assert "design.id.twice" in {one.code for one in error.value.problems}


def greedy(**role: Json) -> dict[str, bytes]:
    return packed(roles__boss=document("role", "rol_boss", **role))


def test_a_role_asks_no_more_than_its_installer_has() -> None:
    package = read(greedy(abilities=["people", "design"]))
    assert asked(package).abilities == ("design", "people")
    assert [one.code for one in beyond(package, frozenset({"design"}), lambda _grant: True)] == [
        "package.rights.ability"
    ]
    assert list(beyond(package, frozenset({"design", "people"}), lambda _grant: False)) == []


def test_rights_on_entities_that_are_there_already_are_held_against_the_installer() -> None:
    salaries = document("entity", "ent_salary", key="salary", title="name", fields=[field("name")])
    other = read(packed(entities__salary=salaries)).design
    grant: Json = {"entity": "ent_salary", "scope": {"rows": "all"}, "fields": {"*": "read"}}
    more: dict[str, Json] = {
        "package": {**MANIFEST, "id": "acme.more", "app": "app_more"},
        "app": {**document("app", "app_more", key="more"), "app": "app_more"},
        "roles__boss": {**document("role", "rol_boss", grants=[grant]), "app": "app_more"},
    }
    files = {f"{name.replace('__', '/')}.json": json.dumps(one).encode() for name, one in more.items()}
    package = read(files, required=other)

    def may_give(grant: Grant) -> bool:
        return grant.entity != "ent_salary"

    assert [one.params["entity"] for one in beyond(package, frozenset(), may_give)] == ["ent_salary"]


def test_hosts_that_flows_call_are_named_before_installing() -> None:
    flow = document(
        "flow",
        "flw_call",
        entity="ent_thing",
        trigger={"on": "created"},
        start="call",
        nodes=[{"id": "call", "name": "Call", "type": "http_request", "url": "https://api.example.com/x?y=1"}],
    )
    assert asked(read(packed(flows__call=flow))).hosts == ("api.example.com",)


def test_the_shipped_packages_ask_for_nothing_beyond_themselves() -> None:
    for name in PACKAGES:
        found = asked(shipped(name))
        assert (found.abilities, found.foreign, found.hosts) == ((), (), ())


def test_the_reference_page_names_every_folder_and_limit() -> None:
    page = (LIBRARY.parent / "docs/reference/packages.md").read_text(encoding="utf-8")
    for folder in layout.FOLDERS.values():
        assert f"`{folder}/<name>.json`" in page
    assert f"{layout.FILE_LIMIT:,} files" in page
    for member in Manifest.model_fields:
        assert f"`{member}`" in page, member
