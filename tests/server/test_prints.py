"""Records on paper through the shipped templates and through hostile ones, on both databases."""

from typing import Any

import pytest
from httpx import AsyncClient

from dougong.kernel.problem import Refusal
from dougong.prints.composing import Composing
from dougong.prints.endpoints import prints_router
from dougong.prints.pdf import Pdf
from dougong.prints.schemas import PrintTried
from dougong.prints.service import Prints
from dougong.prints.sheet import Sheet
from dougong.process.approval_records import ApprovalRecords
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.counting import CountingDatabase
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.process import OfficeCallers, Works, runs
from support.small_app import calling, small_app

HOSTILE = "<script>alert(1)</script> #panic() $x$ \\u{0} {{ amount }} </style>\u202e"


@pytest.fixture
async def made(database: Database) -> Works:  # noqa: F811
    return await contract_office(database)


def prints(works: Works) -> Prints:
    records = ApprovalRecords(works.office.stage.database, works.process.runs.pinned, works.process.runs.statements)
    return Prints(Composing(works.office.reading, records), Pdf())


async def sheet(works: Works, name: str, entity: str, id: str, template: str) -> Sheet:
    return await prints(works).sheet(await works.office.as_(name), entity, id, template)


async def tried(works: Works, name: str, id: str, *blocks: dict[str, Any], entity: str = "ent_contract") -> Sheet:
    document: dict[str, Any] = {"kind": "print", "id": "prt_new", "app": "app_sales", "name": "试", "entity": entity}
    asked = PrintTried(document={**document, "blocks": [*blocks]}, record=id)
    return await prints(works).tried(await works.office.as_(name), asked)


async def quote(works: Works, lines: int = 2, terms: str = "货到 30 天\n含税") -> str:
    admin = await works.office.as_("admin")
    product = await works.office.writing.create(admin, "product", {"name": "数控机床", "sales_price": "1000"})
    customer = await works.office.writing.create(admin, "customer", {"name": "远山科技"})
    rows = [{"product": product["id"], "quantity": "2", "price": "1000", "discount": "0"} for _ in range(lines)]
    members: dict[str, Any] = {"customer": customer["id"], "date": "2026-11-22", "terms": terms, "lines": rows}
    opportunity = await works.office.writing.create(
        admin, "opportunity", {"name": "年度采购", "customer": customer["id"], "product": product["id"]}
    )
    found = await works.office.writing.create(admin, "quote", {**members, "opportunity": opportunity["id"]})
    return str(found["id"])


def block(sheet: Sheet, id: str) -> Any:
    return next((one for one in sheet["blocks"] if one["id"] == id), None)


async def test_the_shipped_quote_prints_fields_lines_and_their_total_in_the_reader_s_language(made: Works) -> None:
    id = await quote(made)
    found = await sheet(made, "admin", "quote", id, "prt_quote")
    assert [one["type"] for one in found["blocks"]] == ["heading", "fields", "tables", "heading", "text", "signatures"]
    facts = {one["label"]: one["value"] for one in block(found, "facts")["cells"]}
    assert facts["客户"] == "远山科技"
    assert facts["报价日期"] == "2026-11-22"
    (table,) = block(found, "lines")["tables"]
    assert [one["name"] for one in table["columns"]] == ["产品", "数量", "单价", "折扣率", "金额"]
    assert [one["align"] for one in table["columns"]] == ["left", "right", "right", "right", "right"]
    assert table["rows"][0][0] == "数控机床"
    assert table["rows"][0][2] == "¥1,000.00"
    assert table["totals"][0] == "合计"
    assert table["totals"][4].endswith("4,000.00")
    assert block(found, "terms")["text"] == "货到 30 天\n含税"
    assert found["footer"] == {"text": block(found, "title")["text"], "numbers": True}
    await made.office.speaks("admin", "en")
    found = await sheet(made, "admin", "quote", id, "prt_quote")
    assert found["title"] == "Quote"
    assert "Owner" in {one["label"] for one in block(found, "facts")["cells"]}
    assert block(found, "lines")["tables"][0]["totals"][0] == "Total"
    assert block(found, "sign")["places"] == ["Seller (signature)", "Confirmed by the customer (signature)"]


async def test_a_printed_approval_record_carries_its_check_value_for_those_whom_the_run_concerns(made: Works) -> None:
    id = await submitted(made)
    await made.act("lea", "approve", comment="条款没有问题", fields={"legal_opinion": "同意"})
    (run,) = await made.rows(runs)
    for name in ("ivan", "lea", "admin"):
        (table,) = block(await sheet(made, name, "contract", id, "prt_contract"), "approvals")["tables"]
        assert run["head"] in table["note"]
        assert table["heading"].endswith("进行中")
        (node, person, act, _, comment) = table["rows"][1]
        assert (person, act, comment) == ("lea", "同意", "条款没有问题")
        assert node
    found = await sheet(made, "mona", "contract", id, "prt_contract")
    (table,) = block(found, "approvals")["tables"]
    assert table == {"heading": "", "columns": [], "rows": [], "totals": None, "note": "没有您可以查看的审批记录。"}
    assert "条款没有问题" not in str(found)
    made.office.stage.database = counting = CountingDatabase(made.database)  # type: ignore[assignment]  # the same, counted
    await sheet(made, "ivan", "contract", id, "prt_contract")
    assert counting.reads == 4, "once for the record, thrice for its approvals"


async def test_without_the_right_to_print_nothing_is_printed(made: Works) -> None:
    id = await submitted(made)
    await made.person("kim", "rol_reader")
    grant = {"entity": "ent_contract", "scope": {"rows": "all"}, "fields": {"*": "read"}}
    role = {"format": 1, "kind": "role", "id": "rol_reader", "app": "app_sales", "name": "只读", "grants": [grant]}
    await made.office.publish([role])
    with pytest.raises(Refusal) as caught:
        await sheet(made, "kim", "contract", id, "prt_contract")
    assert (caught.value.status, caught.value.problems[0].params["action"]) == (403, "print")
    await made.office.publish([{**role, "grants": [{**grant, "actions": ["print"]}]}])
    assert block(await sheet(made, "kim", "contract", id, "prt_contract"), "facts") is not None


async def shy(made: Works) -> None:
    """kim sees contracts without their amount, and a part of the terms."""
    await made.person("kim", "rol_shy")
    fields = {"*": "read", "amount": "none", "payment_terms": "masked"}
    grant = {"entity": "ent_contract", "scope": {"rows": "all"}, "fields": fields, "actions": ["print"]}
    role = {"format": 1, "kind": "role", "id": "rol_shy", "app": "app_sales", "name": "半知", "grants": [grant]}
    await made.office.publish([role])


async def test_a_hidden_field_is_on_no_sheet_and_a_masked_one_shows_its_mask(made: Works) -> None:
    id = await submitted(made)
    await shy(made)
    found = await sheet(made, "kim", "contract", id, "prt_contract")
    assert "合同金额" not in {one["label"] for one in block(found, "facts")["cells"]}
    assert "600" not in str(found["blocks"])
    assert "货到 60 天" not in str(found)
    blocks = [
        {"id": "a", "type": "heading", "text": "[{{ amount }}]"},
        {"id": "b", "type": "fields", "fields": ["amount"]},
    ]
    drawn = await tried(made, "kim", id, *blocks)
    assert block(drawn, "b") is None
    assert block(drawn, "a")["text"] == "[]"


async def test_related_records_are_those_that_the_reader_may_see(made: Works) -> None:
    id = await submitted(made)
    admin = await made.office.as_("admin")
    customer = str((await made.office.reading.get(admin, "contract", id))["customer"])
    listed = {"id": "a", "type": "related", "entity": "ent_contract", "link": "customer", "fields": ["name", "amount"]}
    listed["totals"] = ["amount"]
    found = await tried(made, "admin", customer, listed, entity="ent_customer")
    (table,) = block(found, "a")["tables"]
    assert table["rows"] == [["远山年度框架合同", "¥600,000.00"]]
    assert table["totals"] == ["合计", "¥600,000.00"]
    await made.person("noa", "rol_sales_rep")
    (table,) = block(await tried(made, "noa", customer, listed, entity="ent_customer"), "a")["tables"]
    assert (table["rows"], table["note"]) == ([], "没有数据")


async def test_what_is_not_there_for_the_reader_is_not_printed(made: Works) -> None:
    id = await submitted(made)
    await made.person("noa", "rol_sales_rep")
    hidden = [("noa", id, "prt_contract"), ("ivan", "0198f2a0-0000-7000-8000-000000000009", "prt_contract")]
    others = [("ivan", id, template) for template in ("prt_quote", "prt_gone", "frm_contract")]
    for name, record, template in (*hidden, *others):
        with pytest.raises(Refusal) as caught:
            await sheet(made, name, "contract", record, template)
        assert caught.value.status == 404


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "a", "type": "fields", "fields": ["gone"]}, "design.field.unknown"),
    ({"id": "a", "type": "text", "text": "{{ 7*7 }}"}, "message_template.place"),
    ({"id": "a", "type": "rows", "rows": "name", "fields": []}, "design.print.rows"),
    ({"id": "a", "type": "script"}, "design.invalid"),
    ({"id": "a", "type": "text", "text": "x" * 5000}, "design.invalid"),
]


async def test_a_template_that_does_not_fit_is_refused_with_its_place(made: Works) -> None:
    id = await submitted(made)
    for wrong, code in WRONG:
        with pytest.raises(Refusal) as caught:
            await tried(made, "admin", id, wrong)
        assert caught.value.status == 422
        assert code in {one.code for one in caught.value.problems}


async def test_values_are_never_read_as_templates_or_markup_nor_printed_as_boxes(made: Works) -> None:
    id = await quote(made, terms=HOSTILE)
    found = await sheet(made, "admin", "quote", id, "prt_quote")
    assert block(found, "terms")["text"] == HOSTILE
    _, pdf = await prints(made).document(await made.office.as_("admin"), "quote", id, "prt_quote")
    assert pdf.startswith(b"%PDF-")
    assert b"/JavaScript" not in pdf
    with pytest.raises(Refusal) as caught:
        await Pdf(fonts=("No Such Font",)).of(found)
    assert (caught.value.status, caught.value.problems[0].code) == (503, "print.pdf.font")


async def test_what_runs_away_is_cut_and_says_so(made: Works) -> None:
    id = await quote(made, lines=200, terms="长" * 9_000)
    text = {"type": "text", "text": "{{ terms }}" * 40}
    found = await tried(made, "admin", id, *({"id": f"t{n}", **text} for n in range(60)), entity="ent_quote")
    assert sum(len(one["text"]) for one in found["blocks"] if one["type"] == "text") < 500_000
    assert (block(found, "t0")["text"].endswith("长"), block(found, "t59")["text"].endswith("…")) == (True, True)


def client(made: Works, name: str) -> AsyncClient:
    app = small_app(prints_router(prints(made)))
    app.state.authenticator = OfficeCallers(made.office)
    return calling(app, name)


async def test_the_pdf_is_answered_in_place_and_kept_by_nobody(made: Works) -> None:
    id = await submitted(made)
    async with client(made, "ivan") as ivan:
        answer = await ivan.get(f"/api/records/contract/{id}/prints/prt_contract/pdf")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
        assert "no-store" in answer.headers["cache-control"]
        assert answer.headers["content-disposition"].startswith("inline;")
        assert (await ivan.get("/api/records/contract/x/prints/prt_contract/pdf")).status_code == 404
        refused = await ivan.post("/api/design/prints/sheet", json={"document": {}, "record": id})
        assert refused.status_code == 403


async def test_a_program_that_cannot_set_the_sheet_is_refused_in_words() -> None:
    broken: Any = {"title": "x", "lang": "zh-CN", "paper": {}, "footer": {}, "blocks": []}
    with pytest.raises(Refusal) as caught:
        await Pdf().of(broken)
    assert (caught.value.status, caught.value.problems[0].code) == (503, "print.pdf.failed")
