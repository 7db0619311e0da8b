"""What an operator decides: read once from environment variables that begin with DOUGONG_."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "DOUGONG_"
KEY_FILE = "secret.key"
APPROVAL_KEY_FILE = "approvals.key"
KEY_BYTES = 32

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]
Bytes = Annotated[int, Field(ge=1024)]


def _split(value: object) -> object:
    """`a, b` as an operator writes it in one variable."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("no time zone of this name; an example is Asia/Shanghai") from None
    return name


Timezone = Annotated[str, AfterValidator(_known_zone)]

MIB = 1024 * 1024


class Settings(BaseSettings):
    """Every setting with its default; the embedded mode needs none of them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    # Where things are
    data_dir: Path = Path("data")
    database_url: SecretStr | None = None
    database_owner_url: SecretStr | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    base_url: HttpUrl | None = None
    trusted_proxies: Names = ()

    # Processes and connections
    worker: Literal["embedded", "external"] = "embedded"
    database_connections: Count = 10
    database_readers: Count = 4
    statement_seconds: Seconds = 5.0
    lock_seconds: Seconds = 4.0
    acquire_seconds: Seconds = 5.0

    # People
    default_locale: Literal["zh-CN", "en"] = "zh-CN"
    default_timezone: Timezone = "Asia/Shanghai"
    session_hours: Count = 24 * 14
    session_idle_hours: Count = 24 * 3

    # Mail
    smtp_host: str | None = None
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str = "Dougong <dougong@localhost>"

    # Ways out of the process: `host:port` places on private networks that connectors and webhooks may reach
    egress_allow: Names = ()

    # A language model behind an address that speaks the chat protocol of OpenAI, for beginning an app with a sentence
    ai_url: HttpUrl | None = None
    ai_key: SecretStr | None = None
    ai_model: str = ""
    ai_seconds: Seconds = 60.0

    # Limits; requests in the time that the name says
    json_bytes: Bytes = MIB
    upload_bytes: Bytes = 25 * MIB
    import_csv_bytes: Bytes = 500 * MIB
    import_excel_bytes: Bytes = 100 * MIB
    requests_per_second_person: Count = 20
    requests_per_second_workspace: Count = 100
    sign_ins_per_quarter_hour: Count = 5
    public_answers_per_minute_form: Count = 60
    public_answers_per_minute_address: Count = 10

    # Logs and tests
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_style: Literal["auto", "json", "console"] = "auto"
    secret_key: SecretStr | None = None
    approval_key: SecretStr | None = None
    test_clock: bool = False

    @property
    def url(self) -> str:
        """The database: the one given, else a SQLite file in the data folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.absolute() / 'dougong.db'}"

    @property
    def owner_url(self) -> str | None:
        """The database as the role that may change tables, where that is another one."""
        return None if self.database_owner_url is None else self.database_owner_url.get_secret_value()

    @property
    def address(self) -> str:
        """Where people find this installation, without a slash at the end; never taken from a request."""
        if self.base_url is not None:
            return str(self.base_url).rstrip("/")
        host = "localhost" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  # compared, not bound
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def files_dir(self) -> Path:
        """Where uploads lie when they lie on disk."""
        return self.data_dir / "files"


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder, readable by its owner only."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings.files_dir.mkdir(mode=0o700, exist_ok=True)


def secret_key(settings: Settings) -> bytes:
    """The installation's key: the setting, else a file in the data folder, made on first use for the owner only.

    ValueError when there are fewer than 32 characters to it.
    """
    return _key(settings.secret_key, settings.data_dir / KEY_FILE)


def approval_key(settings: Settings) -> bytes:
    """What signs the checkpoints of decisions: as `secret_key`, but a key of its own that is never exchanged."""
    return _key(settings.approval_key, settings.data_dir / APPROVAL_KEY_FILE)


def has_approval_key(settings: Settings) -> bool:
    """Whether that key is here: whoever only checks signatures must not make a new one."""
    return settings.approval_key is not None or (settings.data_dir / APPROVAL_KEY_FILE).exists()


def _key(given: SecretStr | None, path: Path) -> bytes:
    if given is not None:
        key = given.get_secret_value()
    else:
        _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    if len(key) < KEY_BYTES:
        raise ValueError(f"the secret key must have at least {KEY_BYTES} characters")
    return key.encode()


def _make_key(path: Path) -> None:
    """Write a new key unless there is one; of two processes that start together, one makes it."""
    if path.exists():
        return
    own = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link appears complete or not at all, and never replaces another's key.
        with suppress(FileExistsError):
            os.link(own, path)
    finally:
        own.unlink()


def unknown_variables(environment: Mapping[str, str]) -> dict[str, str | None]:
    """Variables that look like settings and are none, each with the setting that was probably meant."""
    known = {name.upper() for name in Settings.model_fields}
    given = sorted(name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX))
    # Compared without the prefix, which would make any two names alike.
    meant = {name: next(iter(get_close_matches(name, known, n=1)), None) for name in given if name not in known}
    return {PREFIX + name: None if other is None else PREFIX + other for name, other in meant.items()}
