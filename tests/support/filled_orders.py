"""Orders that lead to customers and goods, with a form over them that copies nothing yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from support.planned_steps import made

ORDER = "filled_order"
CUSTOMER = "filled_customer"
PLACES = ("name", "customer", "phone", "lines", "pieces", "note")


def _object(client: httpx.Client, document: dict[str, Any]) -> str:
    return str(made(client, "/api/design", {"document": {"app": "app_store", **document}})["id"])


def _field(id: str, name: str, type: str, **members: Any) -> dict[str, Any]:
    return {"id": id, "key": id, "name": name, "type": type, **members}


def order_form(client: httpx.Client) -> str:
    """The entities, published, and the form."""
    fields = [_field("name", "名称", "text"), _field("phone", "手机", "phone")]
    document = {"kind": "entity", "name": "订货客户", "key": CUSTOMER, "title": "name", "fields": fields}
    customer = _object(client, document)
    columns = [
        _field("goods", "商品", "link", entity="ent_sku"),
        _field("price", "单价", "money"),
        _field("count", "件数", "integer"),
    ]
    fields = [
        _field("name", "单号", "text"),
        _field("customer", "客户", "link", entity=customer),
        _field("phone", "联系电话", "phone"),
        _field("lines", "明细", "sub_table", fields=columns),
        _field("pieces", "箱数", "integer"),
        _field("note", "说明", "text"),
    ]
    document = {"kind": "entity", "name": "订货单", "key": ORDER, "title": "name", "fields": fields}
    order = _object(client, document)
    sections = [{"id": "main", "name": "主要", "fields": [{"field": id} for id in PLACES]}]
    form = _object(client, {"kind": "form", "name": "订货单", "entity": order, "sections": sections})
    made(client, "/api/design/publish", {"ids": [customer, order, form]})
    return form


@contextmanager
def buyer_and_goods(client: httpx.Client) -> Iterator[None]:
    """A customer and something to order; both and every order go at the end."""
    buyer = made(client, f"/api/records/{CUSTOMER}", {"name": "远山超市", "phone": "13800000000"})["id"]
    goods = made(client, "/api/records/sku", {"code": "F-1", "name": "气泡水", "price": "12.50"})["id"]
    yield
    for order in client.post(f"/api/records/{ORDER}/query", json={}).json()["records"]:
        client.delete(f"/api/records/{ORDER}/{order['id']}").raise_for_status()
    client.delete(f"/api/records/{CUSTOMER}/{buyer}").raise_for_status()
    client.delete(f"/api/records/sku/{goods}").raise_for_status()
