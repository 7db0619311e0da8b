"""Upgrading a package keeps every tweak and takes everything else."""

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import read_object
from dougong_engine.design.texts import identities
from dougong_engine.document import Json, dump
from dougong_engine.packages.merge import ABSENT, ATOMIC, Conflict, Merged, choose_theirs, merge
from support.designs import CUSTOMER, FORM, ORDER, PACKAGES, ROLE, VIEW, document, put, shipped
from support.tweaks import tweaked

SALES = shipped("sales_management").objects
SAMPLE = [
    SALES[id]
    for id in (
        "ent_quote",
        "ent_contract",
        "frm_contract",
        "viw_contracts",
        "dsh_salesperson",
        "rol_finance",
        "flw_contract_approval",
    )
]
Objects = Mapping[str, DesignObject]
Flat = dict[tuple[str, ...], Json]


def flat(value: Json, path: tuple[str, ...] = ()) -> Flat:
    """Every leaf by its path of members and ids; what is merged as a whole is a leaf."""
    if path and path[-1] in ATOMIC:
        return {path: value}
    if isinstance(value, dict):
        return {place: leaf for member, one in value.items() for place, leaf in flat(one, (*path, member)).items()}
    names = identities(value) if isinstance(value, list) else None
    if isinstance(value, list) and names is not None:
        inside = [flat(one, (*path, name)) for name, one in zip(names, value, strict=True)]
        return {place: leaf for one in inside for place, leaf in one.items()}
    return {path: value}


def flat_all(objects: Objects) -> Flat:
    return {(id, *place): leaf for id, one in objects.items() for place, leaf in flat(dump(one)).items()}


@st.composite
def versions(draw: st.DrawFn) -> tuple[Objects, Objects, Objects]:
    """A package, what people made of it, and its next version."""
    base = draw(st.lists(st.sampled_from(SAMPLE), min_size=1, max_size=3, unique_by=lambda one: one.id))
    mine = [draw(tweaked(one)) for one in base if draw(st.integers(0, 9))]
    theirs = [draw(tweaked(one)) for one in base if draw(st.integers(0, 9))]
    sides = ({one.id: one for one in side} for side in (base, mine, theirs))
    first, second, third = (MappingProxyType(side) for side in sides)
    return first, second, third


@settings(max_examples=200, deadline=None)
@given(versions())
def test_no_tweak_is_lost(three: tuple[Objects, Objects, Objects]) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    was, here, now = flat_all(base), flat_all(mine), flat_all(merged.design.objects)
    for place, leaf in here.items():
        if was.get(place, ABSENT) != leaf:
            assert now[place] == leaf, place
    for place in was.keys() - here.keys():
        assert place not in now, place


@settings(max_examples=200, deadline=None)
@given(versions())
def test_what_only_the_package_changed_is_taken_or_queued(three: tuple[Objects, Objects, Objects]) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    was, there = flat_all(base), flat_all(theirs)
    now = flat_all(merged.design.objects)
    queued = {(one.object, *one.path) for one in merged.conflicts}
    for place in was.keys() | there.keys():
        wanted = there.get(place, ABSENT)
        if was.get(place, ABSENT) != wanted and now.get(place, ABSENT) != wanted:
            assert any(place[: len(one)] == one or one[: len(place)] == place for one in queued), place


@settings(max_examples=100, deadline=None)
@given(versions())
def test_nothing_to_merge_changes_nothing(three: tuple[Objects, Objects, Objects]) -> None:
    base, mine, theirs = three
    assert merge(base, mine, base) == Merged(merge(mine, mine, mine).design, ())
    taken = merge(base, base, theirs)
    assert {one.reason for one in taken.conflicts} <= {"holds_data"}


def test_installing_is_merging_with_an_empty_base() -> None:
    for name in PACKAGES:
        objects = shipped(name).objects
        merged = merge({}, {}, objects)
        assert (dict(merged.design.objects), merged.conflicts) == (dict(objects), ())


def one(raw: dict[str, Json], *changes: tuple[tuple[str | int, ...], Json]) -> Objects:
    for path, new in changes:
        raw = put(raw, path, new)  # type: ignore[assignment]  # the root stays an object
    return {str(raw["id"]): read_object(raw)}


def upgraded(raw: dict[str, Json], mine: Objects, theirs: Objects) -> tuple[Json, tuple[Conflict, ...]]:
    merged = merge(one(raw), mine, theirs)
    found = merged.design.objects.get(str(raw["id"]))
    return (dump(found) if found is not None else None), merged.conflicts


def get(value: Json, *path: str | int) -> Json:
    for part in path:
        value = value[part]  # type: ignore[index,call-overload]  # the tests know the shape
    return value


def test_changes_to_different_members_of_one_field_both_stand() -> None:
    found, conflicts = upgraded(
        ORDER, one(ORDER, (("fields", 0, "name"), "Mine")), one(ORDER, (("fields", 0, "max_length"), 99))
    )
    assert (get(found, "fields", 0, "name"), get(found, "fields", 0, "max_length")) == ("Mine", 99)
    assert conflicts == ()


def test_the_same_member_changed_on_both_sides_stays_mine_and_is_queued() -> None:
    found, conflicts = upgraded(
        ORDER, one(ORDER, (("fields", 0, "name"), "Mine")), one(ORDER, (("fields", 0, "name"), "Theirs"))
    )
    assert get(found, "fields", 0, "name") == "Mine"
    assert conflicts == (
        Conflict("ent_order", ("fields", "number", "name"), "both_changed", "number", "Mine", "Theirs"),
    )


def test_a_field_that_the_package_drops_stays_because_records_have_values() -> None:
    fields = ORDER["fields"]
    assert isinstance(fields, list)
    found, conflicts = upgraded(ORDER, one(ORDER), one(ORDER, (("fields",), [*fields[:3], *fields[4:]])))
    assert get(found, "fields", 3, "id") == "due"
    assert [(each.path, each.reason) for each in conflicts] == [(("fields", "due"), "holds_data")]


def test_an_option_and_an_entity_that_the_package_drops_stay_too() -> None:
    options = get(CUSTOMER, "fields", 1, "options")
    assert isinstance(options, list)
    found, conflicts = upgraded(CUSTOMER, one(CUSTOMER), one(CUSTOMER, (("fields", 1, "options"), options[:1])))
    assert get(found, "fields", 1, "options") == options
    assert [each.reason for each in conflicts] == ["holds_data"]
    kept, queued = upgraded(CUSTOMER, one(CUSTOMER), {})
    assert kept is not None
    assert [(each.path, each.reason) for each in queued] == [((), "holds_data")]


def test_a_view_that_the_package_drops_goes_unless_it_was_changed() -> None:
    assert upgraded(VIEW, one(VIEW), {}) == (None, ())
    kept, conflicts = upgraded(VIEW, one(VIEW, (("name",), "Mine")), {})
    assert get(kept, "name") == "Mine"
    assert [each.reason for each in conflicts] == ["theirs_dropped"]


def test_what_was_dropped_here_stays_dropped() -> None:
    found, conflicts = upgraded(FORM, one(FORM, (("rules",), [])), one(FORM, (("rules", 0, "name"), "Theirs")))
    assert "rules" not in (found if isinstance(found, dict) else {})
    assert [each.reason for each in conflicts] == ["mine_dropped"]


def test_half_a_condition_is_never_merged() -> None:
    mine: Json = {"field": "due", "op": "is_empty"}
    theirs: Json = {"field": "customer.joined", "op": "within", "value": {"token": "last_month"}}
    found, conflicts = upgraded(VIEW, one(VIEW, (("filter",), mine)), one(VIEW, (("filter",), theirs)))
    assert get(found, "filter") == mine
    assert [each.path for each in conflicts] == [("filter",)]


def test_new_items_of_both_sides_stand_behind_the_items_they_follow() -> None:
    places = [{"field": id} for id in ("number", "customer", "stage")]
    mine = [places[0], {"field": "due"}, *places[1:]]
    theirs = [*places, {"field": "file"}]
    found, _ = upgraded(
        FORM, one(FORM, (("sections", 0, "fields"), mine)), one(FORM, (("sections", 0, "fields"), theirs))
    )
    listed = get(found, "sections", 0, "fields")
    assert isinstance(listed, list)
    assert [get(each, "field") for each in listed] == ["number", "due", "customer", "stage", "file"]


def test_the_order_of_one_side_is_taken_and_of_both_is_mine() -> None:
    a, b, c = ({"field": id} for id in ("number", "customer", "stage"))
    place = ("sections", 0, "fields")
    taken, none = upgraded(FORM, one(FORM), one(FORM, (place, [c, a, b])))
    assert get(taken, *place) == [c, a, b]
    assert none == ()
    kept, queued = upgraded(FORM, one(FORM, (place, [b, a, c])), one(FORM, (place, [c, b, a])))
    assert get(kept, *place) == [b, a, c]
    assert [each.reason for each in queued] == ["order"]


def test_parts_that_make_no_valid_object_together_leave_mine_whole() -> None:
    ask: dict[str, Json] = {"id": "ask", "name": "Ask", "type": "approval", "assignees": [{"by": "initiator"}]}
    flow = document("flow", "flw_ask", entity="ent_order", trigger={"on": "created"}, start="ask", nodes=[ask])
    mine = one(flow, (("nodes", 0, "passing"), "any"))
    theirs = one(flow, (("nodes", 0), {**ask, "passing": "ratio", "passing_ratio": "0.5"}))
    merged = merge(one(flow), mine, theirs)
    assert dict(merged.design.objects) == dict(mine)
    assert [each.reason for each in merged.conflicts] == ["invalid"]


def test_rights_merge_field_by_field() -> None:
    place = ("grants", 0, "fields")
    found, conflicts = upgraded(
        ROLE,
        one(ROLE, (place, {"*": "write", "net": "none"})),
        one(ROLE, (place, {"*": "write", "net": "read", "total": "read"})),
    )
    assert get(found, *place) == {"*": "write", "net": "none", "total": "read"}
    assert conflicts == ()


def test_a_choice_for_the_package_puts_its_value_in_place() -> None:
    mine, theirs = one(ORDER, (("fields", 0, "name"), "Mine")), one(ORDER, (("fields", 0, "name"), "Theirs"))
    merged = merge(one(ORDER), mine, theirs)
    chosen = choose_theirs(merged.design, merged.conflicts)
    assert dump(chosen.objects["ent_order"]) == dump(theirs["ent_order"])


@settings(max_examples=100, deadline=None)
@given(versions())
def test_choosing_the_package_everywhere_leaves_nothing_to_choose(three: tuple[Objects, Objects, Objects]) -> None:
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    whole = [each for each in merged.conflicts if each.reason == "both_changed" and len(each.path) > 0]
    chosen = choose_theirs(merged.design, whole)
    now = flat_all(chosen.objects)
    for each in whole:
        if each.path[-1] in ATOMIC or isinstance(each.theirs, str | int):
            assert now[(each.object, *each.path)] == each.theirs
