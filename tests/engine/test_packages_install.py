"""Installing under local ids, exporting again, samples, and the order of packages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid
from dougong_engine.packages.export import export_app
from dougong_engine.packages.format import Manifest
from dougong_engine.packages.read import read, write
from dougong_engine.packages.requires import install_order
from dougong_engine.packages.rewrite import bind, exported, localised, localised_package, renamed
from dougong_engine.packages.samples import Setting, row_names, sample_row
from support.designs import DOCUMENTS, PACKAGES, files_of, put, shipped, small_design

SALES = shipped("sales_management")


def keys_of(design: Design) -> frozenset[str]:
    return frozenset(str(getattr(one, "key", "")) for one in design.objects.values())


def test_the_first_installation_keeps_the_packages_ids() -> None:
    binding = bind(SALES.objects.values(), frozenset(), frozenset())
    assert all(id == local for id, local in binding.ids.items())
    assert dict(localised(SALES.objects.values(), binding).objects) == dict(SALES.objects)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_can_be_installed_twice_and_each_exports_as_the_package(name: str) -> None:
    package = shipped(name)
    first = package.design
    binding = bind(package.objects.values(), frozenset(first.objects), keys_of(first))
    second = localised(package.objects.values(), binding)
    assert not first.objects.keys() & second.objects.keys()
    both = design_of([*first.objects.values(), *second.objects.values()])
    assert check(both) == ()
    back = exported(second.objects.values(), binding, package.objects)
    assert dict(back.objects) == dict(package.objects)


def test_a_whole_package_moves_with_its_texts_samples_and_tests() -> None:
    binding = bind(SALES.objects.values(), frozenset(SALES.objects), keys_of(SALES.design))
    moved = localised_package(SALES, binding)
    assert moved.manifest.app == "app_sales_2"
    assert "ent_customer_2" in moved.samples
    assert moved.samples["ent_customer_2"].rows == SALES.samples["ent_customer"].rows
    assert "ent_customer_2" in moved.locales["en"]
    assert {one.role for one in moved.tests} <= moved.objects.keys()


def test_a_key_that_somebody_renamed_stays_renamed_on_export() -> None:
    taken = bind(SALES.objects.values(), frozenset(SALES.objects), frozenset({"customer", "contact"}))
    local = localised(SALES.objects.values(), taken)
    customer, contact = local.objects["ent_customer_2"], local.objects["ent_contact_2"]
    assert (customer.key, contact.key) == ("customer_2", "contact_2")  # type: ignore[attr-defined]  # entities
    renamed_one = read_object({**dump(customer), "key": "client"})
    back = exported([renamed_one, contact], taken, SALES.objects)
    found = {one.id: one.key for one in back.objects.values() if isinstance(one, Entity)}
    assert found == {"ent_customer": "client", "ent_contact": "contact"}


def test_a_new_version_keeps_the_local_ids_of_the_old() -> None:
    old = bind(list(SALES.objects.values())[:20], frozenset(SALES.objects), frozenset())
    new = bind(SALES.objects.values(), frozenset(SALES.objects), frozenset(), old)
    assert all(new.ids[id] == local for id, local in old.ids.items())
    assert len(set(new.ids.values())) == len(new.ids) == len(SALES.objects)


IDS = st.sampled_from(["ent_a", "ent_b", "frm_a", "x"])


@given(
    st.recursive(
        IDS | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(IDS | st.just("entity"), inner),
        max_leaves=15,
    )
)
def test_renaming_there_and_back_changes_nothing(value: Json) -> None:
    there = {"ent_a": "ent_a_2", "ent_b": "ent_b_2", "frm_a": "frm_a_2"}
    assert renamed(renamed(value, there), {local: id for id, local in there.items()}) == value


def test_a_text_that_looks_like_an_id_is_left_alone() -> None:
    raw: Json = {"name": "ent_a", "entity": "ent_a", "fields": {"name": "ent_a"}}
    assert renamed(raw, {"ent_a": "ent_b"}) == {"name": "ent_a", "entity": "ent_b", "fields": {"name": "ent_b"}}


def test_samples_become_rows_of_today() -> None:
    names = row_names(SALES)
    setting = Setting(
        today=date(2026, 3, 1),
        now=datetime(2026, 3, 1, 4, tzinfo=UTC),
        installer="00000000-0000-7000-8000-00000000000a",
        records={name: f"00000000-0000-7000-8000-{index:012}" for index, name in enumerate(sorted(names))},
        files={},
    )
    deal = next(row for row in SALES.samples["ent_opportunity"].rows if row["id"] == "deal_harbor_crane")
    row = sample_row(deal, setting)
    assert row["id"] == setting.records["deal_harbor_crane"]
    assert row["customer"] == setting.records["customer_harbor"]
    assert row["engage_date"] == "2026-02-20"
    target = sample_row(
        SALES.samples["ent_sales_target"].rows[0]
        if "ent_sales_target" in SALES.samples
        else SALES.samples["ent_target"].rows[0],
        setting,
    )
    assert target["salesperson"] == setting.installer


def manifest(id: str, *requires: str, version: str = "1.0.0") -> Manifest:
    needs: Json = [{"id": one, "least": "1.0.0", "below": "2.0.0"} for one in requires]
    return Manifest.model_validate(
        {"format": 1, "kind": "package", "id": id, "version": version, "name": id, "app": "app_x", "requires": needs}
    )


def refused(*manifests: Manifest, installed: dict[str, str] | None = None) -> str:
    with pytest.raises(Invalid) as error:
        install_order(["a"], {one.id: one for one in manifests}, installed or {})
    return error.value.problems[0].code


def test_what_a_package_requires_is_installed_first() -> None:
    available = {one.id: one for one in (manifest("a", "b", "c"), manifest("b", "c"), manifest("c"))}
    assert install_order(["a"], available, {}) == ("c", "b", "a")
    assert install_order(["a"], available, {"c": "1.4.0", "b": "1.0.0"}) == ("a",)


def test_packages_that_require_each_other_are_refused() -> None:
    assert refused(manifest("a", "b"), manifest("b", "a")) == "package.requires.cycle"


def test_a_missing_or_unfitting_requirement_is_named() -> None:
    assert refused(manifest("a", "b")) == "package.requires.missing"
    assert refused(manifest("a", "b"), manifest("b", version="2.0.0")) == "package.requires.version"
    assert refused(manifest("a", "b"), manifest("b", version="0.9.0"), installed={"b": "0.1.0"}) == (
        "package.requires.version"
    )


@pytest.mark.parametrize("name", PACKAGES)
def test_an_installed_app_that_nobody_changed_exports_as_the_same_files(name: str) -> None:
    package = shipped(name)
    binding = bind(package.objects.values(), frozenset(package.objects), keys_of(package.design))
    local = localised(package.objects.values(), binding)
    back = export_app(local.objects.values(), package.manifest, str, binding=binding, origin=package)
    assert write(back.package) == files_of(name)
    assert back.people == {}


def test_an_app_of_ones_own_becomes_a_package_with_slots_for_people() -> None:
    people = ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"]
    flow = put(DOCUMENTS["flw_tell"], ("nodes", 0, "to"), [{"by": "person", "people": people}, {"by": "initiator"}])
    assert isinstance(flow, dict)
    shop = Manifest.model_validate({**dump(manifest("acme.shop")), "app": "app_shop"})
    found = export_app(small_design({"flw_tell": flow}).objects.values(), shop, lambda number: f"Person {number}")
    assert dict(found.people) == {"person_1": people[0], "person_2": people[1]}
    assert [one.name for one in found.package.manifest.slots] == ["Person 1", "Person 2"]
    again = read(write(found.package))
    assert dump(again.objects["flw_tell"])["nodes"][0]["to"] == [  # type: ignore[index,call-overload]  # arbitrary JSON
        {"by": "slot", "slot": "person_1"},
        {"by": "slot", "slot": "person_2"},
        {"by": "initiator"},
    ]


def test_a_text_that_went_takes_its_translation_along() -> None:
    objects = {**SALES.objects}
    del objects["viw_targets"]
    found = export_app(objects.values(), SALES.manifest, str, origin=SALES).package
    assert "viw_targets" not in found.locales["en"]
    assert found.locales["en"]["viw_customers"] == SALES.locales["en"]["viw_customers"]
