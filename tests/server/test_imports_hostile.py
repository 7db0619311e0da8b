"""Files that mean harm or are broken, and the endpoints' own doors."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from dougong.imports.csv_text import dialect_of, rows_of
from dougong.kernel.problem import Refusal
from support.apps import RunningApp, running  # noqa: F401  # fixture
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, entity, f
from support.rich_app import publish

DESIGN: list[dict[str, Any]] = [
    APP,
    entity("ent_customer", "customer", "客户", [f("name", "text"), f("parent", "link", entity="ent_customer")]),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [f("title", "text"), f("customer", "link", entity="ent_customer"), f("amount", "money")],
    ),
]
CSRF = {"x-dougong-csrf": "1"}


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    return buffer.getvalue()


def sheet(columns: int = 2) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        page = book.add_worksheet()
        for column in range(columns):
            page.write(0, column, f"h{column}")
        page.write_string(1, 0, "A")
        page.write_formula(1, 1, '=HYPERLINK("http://x.test")', None, "shown")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "delimiter", "encoding", "row"),
    [
        ("名称,值\n甲,1\n".encode("gb18030"), ",", "gb18030", ["甲", "1"]),
        ("名称;值\n甲;1,5\n".encode("utf-8-sig"), ";", "utf-8-sig", ["甲", "1,5"]),
        ("名称\t值\n甲\t1\n".encode("utf-16"), "\t", "utf-16", ["甲", "1"]),
        (b'a,b\n"x\ny",2\n', ",", "utf-8-sig", ["x\ny", "2"]),
    ],
)
def test_encoding_and_delimiter_are_found(
    tmp_path: Path, data: bytes, delimiter: str, encoding: str, row: list[str]
) -> None:
    path = tmp_path / "t"
    path.write_bytes(data)
    dialect = dialect_of(path)
    assert (dialect.delimiter, dialect.encoding) == (delimiter, encoding)
    assert list(rows_of(path, dialect))[1] == row


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xff\xff\xff", "import.encoding"),
        (b"", "import.empty"),
        (b"a\x00b\n1", "import.binary"),
        (b"a\n" + b"x" * 40_000, "import.cell.long"),
        (b"a\n" + b"x" * 200_000, "import.malformed"),
        (b'a,b\n1,2\n"never closed,3\n4,5\n', "import.malformed"),
        (b'a,b\n1,"2" 3\n', "import.malformed"),
    ],
)
def test_text_that_is_no_table_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "t"
    path.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        list(rows_of(path, dialect_of(path)))
    assert refused.value.problems[0].code == code


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('名称,备注\r\n甲,"一\r\n二"\r\n乙,"三\r\n丙,四\r\n'.encode())
    with pytest.raises(Refusal) as refused:
        list(rows_of(path, dialect_of(path)))
    assert refused.value.problems[0].params == {"line": 4}


async def upload(running: RunningApp, data: bytes, name: str = "t.csv", entity: str = "people") -> tuple[int, str]:  # noqa: F811
    answer = await running.admin.post("/api/imports", data={"entity": entity}, files={"file": (name, data)})
    return answer.status_code, str(answer.json().get("code"))


async def test_hostile_files_are_refused_and_leave_nothing_behind(running: RunningApp) -> None:  # noqa: F811
    assert await upload(running, bomb(), "b.xlsx") == (422, "import.bomb")
    assert await upload(running, sheet()[:800], "cut.xlsx") == (422, "import.damaged")
    assert await upload(running, b"PK\x03\x04" + b"\x00" * 100, "x.xlsx") == (422, "import.damaged")
    assert await upload(running, sheet(600), "wide.xlsx") == (422, "import.columns.many")
    assert await upload(running, (",".join(["c"] * 10_000) + "\n1\n").encode()) == (422, "import.columns.many")
    assert await upload(running, b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old.xls") == (422, "import.old_excel")
    assert await upload(running, b"a,b\n1,2,3\n") == (422, "import.row.long")
    assert await upload(running, b"name\nA\n", entity="no_such") == (404, "entity.unknown")
    assert (await running.admin.get("/api/imports")).json()["items"] == []


async def test_a_file_name_is_only_shown_and_a_formula_is_never_computed(running: RunningApp) -> None:  # noqa: F811
    answer = await running.admin.post(
        "/api/imports", data={"entity": "people"}, files={"file": ("..\\..\\/etc/passwd", sheet())}
    )
    assert answer.status_code == 201, answer.text
    job = answer.json()
    assert job["file_name"] == "passwd" and job["file"]["format"] == "xlsx"
    assert job["preview"] == [{"row": 2, "cells": ["A", "shown"]}]


async def test_people_come_in_over_http_as_records_without_sign_in(running: RunningApp) -> None:  # noqa: F811
    text = "姓名,经理,部门\n甲,王,华东/一组\n乙,王,华东/一组\n"
    job = (
        await running.admin.post("/api/imports", data={"entity": "people"}, files={"file": ("p.csv", text.encode())})
    ).json()
    assert [one["field"] for one in job["mapping"]["columns"]] == ["name", "manager", "department"]
    report = await running.admin.post(f"/api/imports/{job['id']}/check", json={"historical": False})
    assert report.json()["notes"]["managers_not_listed"] == ["王"]
    begun = await running.admin.post(f"/api/imports/{job['id']}/run", json={})
    assert begun.status_code == 202, begun.text
    runner = running.app.state.parts
    assert runner is not None
    for _ in range(2_000):
        shown = (await running.admin.get(f"/api/imports/{job['id']}")).json()
        if shown["status"] == "done":
            break
    assert shown["progress"]["done"] == 2, shown
    people = {one["name"]: one for one in (await running.admin.get("/api/people")).json()["items"]}
    assert people["甲"]["manager_name"] == "王" and people["甲"]["department_name"] == "一组"
    assert not people["甲"]["contact"]["can_sign_in"]
    tree = (await running.admin.get("/api/departments")).json()["items"]
    assert {one["name"] for one in tree} == {"华东", "一组"}


async def test_nobody_gets_at_somebody_elses_job(running: RunningApp) -> None:  # noqa: F811
    job = (
        await running.admin.post("/api/imports", data={"entity": "people"}, files={"file": ("p.csv", b"name\nA\n")})
    ).json()
    _, other = await running.new_person("other")
    assert (await other.get(f"/api/imports/{job['id']}")).status_code == 404
    assert (await other.post(f"/api/imports/{job['id']}/run", json={})).status_code == 404
    assert (
        await other.post("/api/imports", data={"entity": "people"}, files={"file": b"name\nA\n"})
    ).status_code == 403
    assert (await running.anonymous().get(f"/api/imports/{job['id']}")).status_code == 401
    assert (await running.anonymous().get("/api/records/x/export")).status_code == 401


TITLE = {"column": "标题", "field": "title"}
CUSTOMER = {"column": "客户", "field": "customer"}


@pytest.mark.parametrize(
    ("mapping", "code", "path"),
    [
        ({"columns": [{**TITLE, "column": "没有"}]}, "import.column.unknown", ["columns", 0, "column"]),
        ({"columns": [TITLE, {**CUSTOMER, "field": "version"}]}, "import.field.unknown", ["columns", 1, "field"]),
        ({"columns": [{**TITLE, "take": "manager"}]}, "import.take.misplaced", ["columns", 0, "take"]),
        ({"columns": [TITLE, {**CUSTOMER, "take": "department"}]}, "import.take.misplaced", ["columns", 1, "take"]),
        ({"columns": [{**TITLE, "match": "name"}]}, "import.match.unknown", ["columns", 0, "match"]),
        ({"columns": [{**CUSTOMER, "match": "nothing"}]}, "import.match.unknown", ["columns", 0, "match"]),
        ({"columns": [{**CUSTOMER, "match": "parent"}]}, "import.match.unknown", ["columns", 0, "match"]),
        ({"columns": [TITLE], "constants": {"nothing": 1}}, "import.field.unknown", ["constants", "nothing"]),
        ({"columns": [TITLE], "constants": {"id": "x"}}, "import.field.unknown", ["constants", "id"]),
        ({"columns": [TITLE], "constants": {"amount": "much"}}, "field.decimal.not_number", ["constants", "amount"]),
        ({"columns": [TITLE], "constants": {"customer": {}}}, "field.reference.malformed", ["constants", "customer"]),
        ({"columns": [{**TITLE, "also": 1}]}, "input.unknown", ["columns", 0, "also"]),
        ({"columns": [{**TITLE, "dates": "ydm"}]}, "input.choice", ["columns", 0, "dates"]),
        ({"columns": [{"column": "标题"}]}, "input.missing", ["columns", 0, "field"]),
        ({"columns": {"标题": "title"}}, "input.type", ["columns"]),
    ],
)
async def test_a_mapping_that_fits_nothing_is_refused_at_its_place_before_any_row_is_read(
    running: RunningApp,  # noqa: F811
    mapping: dict[str, Any],
    code: str,
    path: list[str | int],
) -> None:
    await publish(running, DESIGN)
    table = {"file": ("t.csv", "标题,客户\nA,甲\n".encode())}
    job = (await running.admin.post("/api/imports", data={"entity": "deal"}, files=table)).json()
    answer = await running.admin.patch(f"/api/imports/{job['id']}", json={"mapping": mapping})
    first = answer.json()["problems"][0]
    assert (answer.status_code, first["code"], first["path"]) == (422, code, ["mapping", *path])
    assert code not in first["message"]
    after = (await running.admin.get(f"/api/imports/{job['id']}")).json()
    assert after["mapping"] == job["mapping"]
