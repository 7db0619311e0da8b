"""Nobody publishes more rights than they hold."""

from typing import Any

from dougong.design.judging import beyond
from dougong.kernel.workspace import Principal
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of, read_object
from support.records import APP, entity, f

OWN = {"entity": "ent_deal", "scope": {"rows": "own"}, "fields": {"*": "read"}, "actions": ["update"]}
WIDE = {**OWN, "scope": {"rows": "all"}, "fields": {"*": "write"}}


def role(id: str, *grants: dict[str, Any], abilities: tuple[str, ...] = ()) -> dict[str, Any]:
    head = {"format": 1, "kind": "role", "id": id, "app": "app_test", "name": id}
    return {**head, "grants": list(grants), "abilities": list(abilities)}


def flow(*rights: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": 1,
        "kind": "flow",
        "id": "flw_a",
        "app": "app_test",
        "name": "流程",
        "entity": "ent_deal",
        "trigger": {"on": "button", "label": "开始"},
        "start": "a",
        "nodes": [],
        "rights": list(rights),
    }


def design(*documents: dict[str, Any]) -> Design:
    return design_of(
        read_object(one) for one in (APP, entity("ent_deal", "deal", "商机", [f("name", "text")]), *documents)
    )


def designer(*roles: str, admin: bool = False) -> Principal:
    return Principal("w", "p", None, "设计", roles, admin, frozenset({"design"}), 0, "zh-CN", "session")


def codes(principal: Principal, before: Design, *documents: dict[str, Any]) -> list[str]:
    objects: list[DesignObject] = [read_object(one) for one in documents]
    return [one.code for one in beyond(principal, before, objects)]


def test_a_designer_gives_no_ability_that_they_lack() -> None:
    wanted = role("rol_new", abilities=("design", "people"))
    assert codes(designer(), design(), wanted) == ["publish.rights.ability"]
    assert codes(designer(admin=True), design(), wanted) == []


def test_an_ability_that_a_role_has_already_may_stay() -> None:
    before = design(role("rol_hr", abilities=("people",)))
    assert codes(designer(), before, role("rol_hr", OWN, abilities=("people",))) == []


def test_a_designer_does_not_widen_a_role_that_they_hold() -> None:
    before = design(role("rol_rep", OWN))
    assert codes(designer("rol_rep"), before, role("rol_rep", WIDE)) == ["publish.rights.own_role"]
    assert codes(designer("rol_rep"), before, role("rol_rep")) == []
    assert codes(designer(), before, role("rol_rep", WIDE)) == []


def test_a_flow_gets_no_rights_beyond_its_publisher() -> None:
    before = design(role("rol_rep", OWN))
    assert codes(designer("rol_rep"), before, flow(WIDE)) == ["publish.rights.flow"]
    assert codes(designer("rol_rep"), before, flow(OWN)) == []
    assert codes(designer("rol_rep"), design(role("rol_rep", OWN), flow(WIDE)), flow(WIDE)) == []
