"""Nobody may hand out more than they hold."""

import pytest

from dougong_engine.access.cover import covers
from dougong_engine.design.role import Role
from support.roles import small_role

GRANT = {"entity": "ent_order", "scope": {"rows": "department"}, "fields": {"*": "read"}, "actions": ["create"]}


def role(*grants: dict[str, object], abilities: tuple[str, ...] = ()) -> Role:
    return small_role("rol_x", *grants, abilities=abilities)


def test_a_role_covers_itself_and_the_empty_role() -> None:
    own = role(GRANT, abilities=("people",))
    assert covers([own], own)
    assert covers([own], role())
    assert covers([], role())


@pytest.mark.parametrize(
    ("change", "within"),
    [
        ({"scope": {"rows": "own"}}, False),
        ({"scope": {"rows": "all"}}, False),
        ({"scope": {"rows": "department_tree"}}, False),
        ({"entity": "ent_other"}, False),
        ({"fields": {"*": "write"}}, False),
        ({"fields": {"*": "read", "cost": "write"}}, False),
        ({"fields": {"*": "masked"}}, True),
        ({"fields": {"name": "read"}}, True),
        ({"fields": {}}, True),
        ({"actions": []}, True),
        ({"actions": ["create", "delete"]}, False),
        ({"buttons": ["approve"]}, False),
        ({"edit_scope": {"rows": "all"}}, False),
    ],
)
def test_a_grant_is_within_another_only_in_every_respect(change: dict[str, object], within: bool) -> None:
    assert covers([role(GRANT)], role({**GRANT, **change})) is within


def test_all_rows_cover_every_scope() -> None:
    whole = role({**GRANT, "scope": {"rows": "all"}})
    for rows in ("own", "subordinates", "department", "department_tree", "all"):
        assert covers([whole], role({**GRANT, "scope": {"rows": rows}}))


def test_fields_hidden_by_name_do_not_come_back_through_the_star() -> None:
    own = role({**GRANT, "fields": {"*": "write", "cost": "none"}})
    assert not covers([own], role({**GRANT, "fields": {"*": "read"}}))
    assert covers([own], role({**GRANT, "fields": {"*": "read", "cost": "none"}}))


def test_grants_of_two_roles_are_never_added_up() -> None:
    rows = role({**GRANT, "scope": {"rows": "all"}, "fields": {"name": "read"}})
    columns = role({**GRANT, "scope": {"rows": "own"}, "fields": {"*": "write"}})
    assert not covers([rows, columns], role({**GRANT, "scope": {"rows": "all"}, "fields": {"*": "read"}}))


def test_abilities_of_all_roles_count_together() -> None:
    held = [role(abilities=("people",)), role(abilities=("audit",))]
    assert covers(held, role(abilities=("people", "audit")))
    assert not covers(held, role(abilities=("design",)))
