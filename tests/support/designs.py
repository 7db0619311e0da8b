"""Small designs and the shipped packages, for tests of the engine."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.document import Json
from dougong_engine.packages.format import Package
from dougong_engine.packages.read import read

LIBRARY = Path(__file__).parents[2] / "templates_library"
PACKAGES = ("sales_management", "store_sales")


def files_of(package: str) -> dict[str, bytes]:
    """The files of a shipped package by path."""
    root = LIBRARY / package
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def shipped(package: str) -> Package:
    """A shipped package."""
    return read(files_of(package))


def document(kind: str, id: str, **members: Any) -> dict[str, Json]:
    """The JSON of an object of the app `app_shop`."""
    return {"format": 1, "kind": kind, "id": id, "app": "app_shop", "name": id, **members}


def field(id: str, type: str = "text", **members: Any) -> dict[str, Json]:
    """The JSON of a field whose key is its id."""
    return {"id": id, "key": id, "name": id, "type": type, **members}


STAGES = [{"id": "first", "name": "First"}, {"id": "second", "name": "Second"}, {"id": "third", "name": "Third"}]

CUSTOMER = document(
    "entity",
    "ent_customer",
    key="customer",
    title="name",
    fields=[
        field("name", required=True),
        field("level", "choice", options=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]),
        field("joined", "date"),
        field("keeper", "person"),
        field("orders", "rollup", result="number", summary="count", entity="ent_order", through="customer"),
    ],
)

ORDER = document(
    "entity",
    "ent_order",
    key="order",
    title="number",
    uniques=[["number"]],
    fields=[
        field("number"),
        field("customer", "link", entity="ent_customer"),
        field("stage", "choice", options=STAGES),
        field("due", "date"),
        field("file", "file"),
        field("discount", "percent"),
        field(
            "lines",
            "sub_table",
            fields=[
                field("item", "text"),
                field("price", "money"),
                field("twice", "formula", result="number", expression="{price} * 2"),
            ],
        ),
        field("total", "rollup", result="number", summary="sum", rows="lines", field="price"),
        field("net", "formula", result="number", expression="{total} * (1 - {discount})"),
        field("level", "lookup", result="text", through="customer", field="level"),
    ],
    gates=[
        {
            "id": "steps",
            "field": "stage",
            "stages": [
                {
                    "option": "first",
                    "evidence": [{"id": "file", "name": "File", "kind": "files", "field": "file"}],
                },
                {"option": "second"},
            ],
        }
    ],
)

SHOP = document("app", "app_shop", key="shop")

FORM = document(
    "form",
    "frm_order",
    entity="ent_order",
    sections=[{"id": "main", "fields": [{"field": "number"}, {"field": "customer"}, {"field": "stage"}]}],
    rules=[
        {
            "id": "urgent",
            "name": "Urgent",
            "when": {"field": "stage", "op": "is", "value": "first"},
            "then": [{"do": "require", "fields": ["customer"]}],
        }
    ],
)

VIEW = document(
    "view",
    "viw_orders",
    entity="ent_order",
    layout={"type": "grid", "columns": [{"field": "number"}, {"field": "customer.level"}, {"field": "net"}]},
    filter={"field": "customer.joined", "op": "within", "value": {"token": "this_month"}},
    sort=[{"field": "due"}],
    form="frm_order",
)

METRIC = document("metric", "met_total", entity="ent_order", measure={"id": "sum", "summary": "sum", "field": "total"})

BOARD = document(
    "dashboard",
    "dsh_orders",
    widgets=[
        {"id": "total", "type": "kpi", "name": "Total", "metric": "met_total"},
        {"id": "steps", "type": "funnel", "name": "Steps", "entity": "ent_order", "gate": "steps", "amount": "net"},
        {
            "id": "by_level",
            "type": "bar",
            "name": "By level",
            "entity": "ent_order",
            "groups": [{"field": "customer.level"}],
            "measures": [{"id": "count", "summary": "count"}],
        },
    ],
    filters=[{"id": "due", "name": "Due", "fields": {"ent_order": "due"}, "operator": "between"}],
    phone=["total"],
)

ROLE = document(
    "role",
    "rol_clerk",
    grants=[
        {
            "entity": "ent_order",
            "scope": {"rows": "condition", "where": {"field": "owner", "op": "is", "value": {"token": "me"}}},
            "fields": {"*": "write", "net": "read"},
            "actions": ["create", "update"],
        }
    ],
    opens=["viw_orders", "dsh_orders"],
)

FLOW = document(
    "flow",
    "flw_tell",
    entity="ent_order",
    trigger={"on": "updated", "fields": ["stage"], "where": {"field": "stage", "op": "is", "value": "second"}},
    start="tell",
    nodes=[
        {
            "id": "tell",
            "name": "Tell",
            "type": "notify",
            "to": [{"by": "field", "field": "customer.keeper"}],
            "title": "{{number}} of {{customer.name}}",
        },
        {"id": "mark", "name": "Mark", "type": "update_record", "values": {"due": {"token": "today"}}},
    ],
    edges=[{"source": "tell", "target": "mark"}],
    rights=[{"entity": "ent_order", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["update"]}],
)

DOCUMENTS: dict[str, dict[str, Json]] = {
    str(one["id"]): one for one in (SHOP, CUSTOMER, ORDER, FORM, VIEW, METRIC, BOARD, ROLE, FLOW)
}


def small_design(changed: Mapping[str, dict[str, Json]] | None = None) -> Design:
    """A shop with customers and orders, every kind of object once; `changed` replaces or adds documents by id."""
    return design_of(read_object(one) for one in {**DOCUMENTS, **(changed or {})}.values())


def put(value: Json, path: tuple[str | int, ...], new: Json) -> Json:
    """A copy of a JSON value with one place replaced; the member is added if it was not there."""
    if not path:
        return new
    first, rest = path[0], path[1:]
    if isinstance(value, list):
        assert isinstance(first, int)
        return [put(one, rest, new) if index == first else one for index, one in enumerate(value)]
    assert isinstance(value, dict)
    return {**value, str(first): put(value.get(str(first)), rest, new)}


def altered_design(id: str, path: tuple[str | int, ...], new: Json) -> Design:
    """The small design with one place of one object replaced."""
    found = put(DOCUMENTS[id], path, new)
    assert isinstance(found, dict)
    return small_design({id: found})
