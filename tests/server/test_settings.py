"""Settings from the environment, and the secret key."""

import os
import stat
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from pydantic import ValidationError

from dougong.kernel.settings import Settings, prepare_data_dir, secret_key, unknown_variables


def test_without_any_setting_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.url == f"sqlite:///{tmp_path / 'dougong.db'}"
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.test_clock is False


@pytest.fixture
def environment() -> Iterator[MutableMapping[str, str]]:
    before = dict(os.environ)
    yield os.environ
    os.environ.clear()
    os.environ.update(before)


def test_variables_of_the_environment_are_read(environment: MutableMapping[str, str]) -> None:
    environment |= {
        "DOUGONG_DATABASE_URL": "postgresql://app:s3cret@db/dougong",
        "DOUGONG_BASE_URL": "https://apps.example.com/",
        "DOUGONG_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.2",
        "DOUGONG_TEST_CLOCK": "1",
    }
    settings = Settings()
    assert settings.url == "postgresql://app:s3cret@db/dougong"
    assert settings.address == "https://apps.example.com"
    assert settings.trusted_proxies == ("10.0.0.1", "10.0.0.2")
    assert settings.test_clock is True
    assert "s3cret" not in repr(settings)


def test_nonsense_is_refused() -> None:
    zones = [{"default_timezone": name} for name in ("", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Asia")]
    for wrong in (
        {"port": 70000},
        {"upload_bytes": 0},
        {"base_url": "ftp://x"},
        {"log_level": "loud"},
        {"other": 1},
        *zones,
    ):
        with pytest.raises(ValidationError):
            Settings.model_validate(wrong)


def test_a_misspelt_variable_is_found_with_what_was_meant() -> None:
    environment = {"DOUGONG_PORTT": "1", "DOUGONG_PORT": "1", "PATH": "", "DOUGONG_XYZZY_PLUGH": "1"}
    assert unknown_variables(environment) == {"DOUGONG_PORTT": "DOUGONG_PORT", "DOUGONG_XYZZY_PLUGH": None}


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://localhost:8000"), ("::", "http://localhost:8000"), ("::1", "http://[::1]:8000")],
)
def test_the_address_can_be_opened_in_a_browser(host: str, address: str) -> None:
    assert Settings(host=host).address == address


def test_the_secret_key_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    prepare_data_dir(settings)
    key = secret_key(settings)
    assert len(key) >= 32
    assert secret_key(settings) == key
    assert [path.name for path in settings.data_dir.iterdir() if path.is_file()] == ["secret.key"]
    assert stat.S_IMODE((settings.data_dir / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, get_context("spawn")) as processes:
        assert len(set(processes.map(secret_key, [Settings(data_dir=tmp_path)] * 12))) == 1


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 32"):
        secret_key(Settings(data_dir=tmp_path, secret_key="short"))
