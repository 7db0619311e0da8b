"""A specification as documents: what is without faults builds, the same bytes each time, whatever is left out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.beginning.documents import build
from dougong_engine.beginning.faults import faults
from dougong_engine.beginning.naming import Site
from dougong_engine.beginning.parts import chosen, parts_of
from dougong_engine.beginning.spec import Spec, read_spec
from dougong_engine.design.app import App
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design, design_of
from dougong_engine.design.role import Role
from dougong_engine.document import to_bytes
from dougong_engine.errors import Invalid
from dougong_engine.flows.check import check as check_flow
from support.specifications import mended, specs

SITE = Site("seed", "app")


def say(code: str, params: object) -> str:
    return f"{code} {params}"[:100]


def design(spec: Spec, site: Site = SITE) -> Design:
    return design_of(build(spec, site, say))


@settings(max_examples=300, deadline=None)
@given(specs(), st.data())
def test_what_has_no_faults_builds_clean_whichever_parts_are_chosen(spec: Spec, data: st.DataObject) -> None:
    whole = mended(spec)
    ids = [one.id for one in parts_of(whole)]
    assert len(ids) == len(set(ids))
    assert chosen(whole, ids) == whole
    some = chosen(whole, data.draw(st.lists(st.sampled_from(ids), unique=True)))
    for one in (whole, some):
        if one is None:
            continue
        assert faults(one) == ()
        objects = build(one, SITE, say)
        assert [to_bytes(o) for o in objects] == [to_bytes(o) for o in build(one, SITE, say)]
        found = design_of(objects)
        assert check(found) == ()
        for flow in found.of(Flow):
            assert check_flow(flow) == ()


DESK: dict[str, Any] = {
    "name": "工单",
    "entities": [
        {
            "key": "ticket",
            "name": "工单",
            "title": "subject",
            "kanban": "state",
            "fields": [
                {"key": "subject", "name": "主题", "type": "text", "required": True},
                {"key": "state", "name": "状态", "type": "choice", "options": ["新", "旧"]},
                {"key": "cost", "name": "费用", "type": "money"},
            ],
        }
    ],
    "approvals": [{"key": "a", "name": "审批", "entity": "ticket", "steps": [{"name": "经理", "by": "manager"}]}],
    "roles": [{"key": "r", "name": "员工", "grants": [{"entity": "ticket", "rows": "own", "can": ["create"]}]}],
}


def test_only_an_approval_changes_what_it_marks() -> None:
    found = design(read_spec(DESK))
    (ticket,) = found.of(Entity)
    assert [one.key for one in ticket.fields] == ["subject", "state", "cost", "approval_status"]
    for role in found.of(Role):
        assert [grant.fields["approval_status"] for grant in role.grants] == ["read"]
    (flow,) = found.of(Flow)
    assert [grant.fields for grant in flow.rights] == [{"*": "read", "approval_status": "write"}]


def test_a_title_stays_with_its_entity_and_what_needs_a_part_goes_with_it() -> None:
    spec = read_spec(DESK)
    some = chosen(spec, {"entity:ticket", "kanban:ticket", "role:r", "approval:a"})
    assert some is not None
    assert [one.key for one in some.entities[0].fields] == ["subject"]
    assert some.entities[0].kanban is None
    assert [len(one) for one in (some.roles, some.approvals)] == [1, 1]
    assert chosen(spec, {"role:r"}) is None


def test_an_app_that_is_extended_keeps_its_menu_and_its_role_what_it_held() -> None:
    spec = read_spec(DESK)
    first = design(spec)
    (app,), roles = first.of(App), list(first.of(Role))
    keeper = next(one for one in roles if one.name.startswith("beginning.role.keeper"))
    grown = first.replaced(*build(spec, Site("other", "x", {"ticket"}, app, keeper), say))
    assert check(grown) == ()
    (after,) = grown.of(App)
    assert (after.menu[0], len(after.menu), after.id) == (app.menu[0], 2, app.id)
    held = grown.get(Role, keeper.id)
    assert held is not None and held.grants[:1] == keeper.grants and len(held.grants) == 2
    assert sorted(one.key for one in grown.of(Entity)) == ["ticket", "ticket_2"]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        {},
        {"name": "x", "entities": []},
        {"name": "x", "entities": [{"key": "a"}]},
        {**DESK, "extra": 1},
        {**DESK, "name": "a\u202eb"},
        {**DESK, "name": "  "},
        {**DESK, "name": "a\x00"},
        {**DESK, "entities": DESK["entities"] * 30},
        {
            **DESK,
            "rules": [{"key": "r", "name": "x", "entity": "ticket", "when": [], "do": "show", "fields": ["cost"]}],
        },
    ],
)
def test_what_has_not_the_shape_is_refused_by_place(raw: Any) -> None:
    with pytest.raises(Invalid) as refused:
        read_spec(raw)
    assert {one.code for one in refused.value.problems} == {"design.invalid"}
