"""Secrets at rest open only with the installation's key and only for the place that they are for."""

import pytest

from dougong.kernel.sealing import NotOpened, Sealer

OLD, NEW = b"o" * 40, b"n" * 40


def test_a_secret_opens_for_its_place_only() -> None:
    sealer = Sealer([OLD])
    sealed = sealer.seal("erp.example.test:443", "whsec_1")
    assert "whsec_1" not in sealed
    assert sealer.open("erp.example.test:443", sealed) == "whsec_1"
    for place in ("evil.example.test:443", "erp.example.test:8443", ""):
        with pytest.raises(NotOpened):
            sealer.open(place, sealed)


def test_after_a_change_of_keys_old_secrets_stay_good_until_the_old_key_is_gone() -> None:
    sealed = Sealer([OLD]).seal("a:1", "s")
    assert Sealer([NEW, OLD]).open("a:1", sealed) == "s"
    with pytest.raises(NotOpened):
        Sealer([NEW]).open("a:1", sealed)


@pytest.mark.parametrize("altered", ["", "x", "gAAAAA==", "…"])
def test_an_altered_secret_does_not_open(altered: str) -> None:
    with pytest.raises(NotOpened):
        Sealer([OLD]).open("a:1", altered)


def test_the_same_secret_looks_different_each_time() -> None:
    sealer = Sealer([OLD])
    assert sealer.seal("a:1", "s") != sealer.seal("a:1", "s")
