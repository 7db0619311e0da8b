"""The vectors of what a form does to values, read for the engine."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dougong_engine.computed.plan import entity_plan
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.forms.form_plan import FormPlan, form_plan
from dougong_engine.formula.values import Clock, UtcZone
from support.designs import document

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "vectors" / "forms.json").read_text())
IDS: Mapping[str, str] = VECTORS["ids"]
CLOCK = Clock(datetime.fromisoformat(VECTORS["now"]), UtcZone())


def with_ids(value: Any) -> Any:
    """The JSON with names of records and rows as their ids."""
    match value:
        case str():
            return IDS.get(value, value)
        case list():
            return [with_ids(one) for one in value]
        case dict():
            return {IDS.get(key, key): with_ids(one) for key, one in value.items()}
        case _:
            return value


SOURCES = with_ids(VECTORS["sources"])


def design(form: Mapping[str, Any] | None = None, order: list[Any] | None = None) -> Design:
    """The design of the vectors, with other members of the form or other fields of the order."""
    fields = {"customer": VECTORS["customer"], "product": VECTORS["product"], "order": order or VECTORS["order"]}
    entities = [
        document("entity", f"ent_{key}", key=key, title=some[0]["id"], fields=some) for key, some in fields.items()
    ]
    shown = document("form", "frm_order", entity="ent_order", **{**VECTORS["form"], **(form or {})})
    return design_of(read_object(one) for one in (document("app", "app_shop", key="shop"), *entities, shown))


def order_form() -> FormPlan:
    """The form of the vectors, checked and planned."""
    whole = design()
    assert check(whole) == ()
    entity, form = whole.entity("ent_order"), whole.get(Form, "frm_order")
    assert isinstance(entity, Entity) and form is not None
    return form_plan(whole, form, entity_plan(whole, entity))
