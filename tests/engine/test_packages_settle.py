"""A merged app always fits: tweaks stay, and what the package cannot do with them is queued."""

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.design.check import check
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.document import Json, dump
from dougong_engine.packages.differences import Difference, differences, words
from dougong_engine.packages.merge import ABSENT, Merged, merge
from dougong_engine.packages.settle import settled
from support.designs import DOCUMENTS, ORDER, put, small_design
from support.tweaks import tweaked

Objects = Mapping[str, DesignObject]
NOTHING = Design(MappingProxyType({}))
BASE = small_design().objects


def together(mine: Objects, theirs: Objects) -> Merged:
    return settled(merge(BASE, mine, theirs), BASE, mine, theirs, NOTHING)


@st.composite
def apps(draw: st.DrawFn) -> Objects:
    """The small app after random changes that leave it whole."""
    found = dict(BASE)
    for id in draw(st.lists(st.sampled_from(sorted(BASE)), max_size=4, unique=True)):
        changed = {**found, id: draw(tweaked(found[id]))}
        if draw(st.integers(0, 9)) == 0:
            del changed[id]
        if check(Design(MappingProxyType(changed))) == ():
            found = changed
    return MappingProxyType(found)


@settings(max_examples=150, deadline=None)
@given(apps(), apps())
def test_an_upgrade_fits_and_loses_no_tweak(mine: Objects, theirs: Objects) -> None:
    found = together(mine, theirs)
    assert check(found.design) == ()
    queued = {(one.object, one.path) for one in found.conflicts}
    for tweak in differences(BASE, mine):
        for change in differences(mine, found.design.objects):
            if change.object == tweak.object and change.path[: len(tweak.path)] == tweak.path:
                assert keeps(tweak, change), (tweak, change, queued)


def keeps(tweak: Difference, change: Difference) -> bool:
    """Whether a tweak stands after a change at its place: an order is kept by the items that are still there.

    A list that was sorted here may get new items of the package's in between, and changes inside its items.
    """
    if not isinstance(tweak.after, list):
        return False
    if change.path != tweak.path:
        return True
    assert isinstance(change.after, list)
    kept, given = tweak.after, change.after
    return [one for one in kept if one in given] == [one for one in given if one in kept]


def changed(id: str, *changes: tuple[tuple[str | int, ...], Json]) -> Objects:
    raw: Json = DOCUMENTS[id]
    for path, new in changes:
        raw = put(raw, path, new)
    assert isinstance(raw, dict)
    return small_design({id: raw}).objects


def test_differences_are_told_by_place_and_in_words() -> None:
    after = changed("ent_order", (("fields", 0, "name"), "Number"), (("name",), "Orders"))
    found = list(differences(BASE, after))
    assert [(one.path, one.before, one.after) for one in found] == [
        (("fields", "number", "name"), "number", "Number"),
        (("name",), "ent_order", "Orders"),
    ]
    assert words(found[0].path, dump(after["ent_order"])) == ("fields", "Number", "name")
    assert words(("fields", "gone"), ORDER) == ("fields", "gone")


def test_an_object_that_is_new_is_one_difference() -> None:
    fewer = {id: one for id, one in BASE.items() if id != "met_total"}
    (found,) = differences(fewer, BASE)
    assert (found.object, found.path, found.before) == ("met_total", (), ABSENT)
