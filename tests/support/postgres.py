"""A private PostgreSQL cluster for tests: socket only, thrown away at the end, databases in milliseconds."""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

ADMINISTRATOR = "postgres"
READY = "database system is ready to accept connections"
START_SECONDS = 60.0

# Commits still reach the operating system, so a killed server loses nothing; only a power cut would.
_FAST_AND_FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "100",
}
_DURABLE = {"shared_buffers": "256MB", "max_connections": "100"}


class PostgresNotFound(Exception):
    """No `initdb` and `postgres` programs on this machine."""


def find_programs() -> Path:
    """The folder that holds `initdb` and `postgres`; the newest version wins. Raises `PostgresNotFound`."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(packaged, key=lambda path: int(path.parent.name), reverse=True) + folders
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    raise PostgresNotFound(
        "PostgreSQL was not found: install the package 'postgresql', or put initdb and postgres on PATH"
    )


def _server_account() -> str | None:
    """The account that runs the server: PostgreSQL refuses root, everybody else runs it as themselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise PostgresNotFound("PostgreSQL does not run as root, and there is neither a user 'postgres' nor 'nobody'")


@dataclass(slots=True)
class Cluster:
    """One PostgreSQL server in a folder of its own; `create_database` answers connection URLs."""

    folder: Path
    programs: Path
    durable: bool = False
    _account: str | None = field(default_factory=_server_account)
    _process: subprocess.Popen[str] | None = None
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def log_file(self) -> Path:
        """Everything the server has said since it was made."""
        return self.folder / "server.log"

    @property
    def server_pid(self) -> int:
        """Process id of the postmaster, for tests that kill it."""
        if self._process is None:
            raise RuntimeError("the cluster is not running")
        return self._process.pid

    def initialise(self) -> None:
        """Make the data folder; takes about two seconds."""
        if self._account is not None:
            shutil.chown(self.folder, self._account)
        subprocess.run(
            [
                self.programs / "initdb",
                f"--pgdata={self.folder / 'data'}",
                f"--username={ADMINISTRATOR}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--no-instructions",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            user=self._account,
        )

    def start(self) -> None:
        """Start the server and return when it accepts connections."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            **(_DURABLE if self.durable else _FAST_AND_FORGETFUL),
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        # The server must not outlive a test process that was killed.
        guard = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        self._process = subprocess.Popen(
            [*guard, self.programs / "postgres", "-D", self.folder / "data", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            user=self._account,
        )
        ready = threading.Event()
        threading.Thread(target=self._follow_log, args=(self._process, ready), daemon=True).start()
        if not ready.wait(START_SECONDS) or self._process.poll() is not None:
            self.stop(signal.SIGQUIT)
            raise RuntimeError(f"PostgreSQL did not start:\n{self.log_file.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT disconnects everybody, SIGQUIT crashes it and the next start recovers."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.wait(START_SECONDS)
        self._process = None

    def create_database(self, *, template: str = "template1") -> str:
        """A new database, a copy of `template`, as `postgresql://` URL for libpq, asyncpg and SQLAlchemy."""
        name = f"test_{next(self._numbers)}"
        self.administer(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop a database that `create_database` made, whoever is still connected."""
        self.administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database_name(url))))

    def administer(self, statement: sql.Composed | sql.SQL) -> None:
        """Run one statement as administrator outside every test database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def url(self, database: str) -> str:
        """The address of a database of this cluster, through its socket."""
        return f"postgresql://{ADMINISTRATOR}@/{database}?host={self.folder}"

    def _follow_log(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        if process.stderr is None:
            return
        with process.stderr as lines, self.log_file.open("a") as log:
            for line in lines:
                log.write(line)
                log.flush()
                if READY in line:
                    ready.set()
        ready.set()


def database_name(url: str) -> str:
    """The name of the database in a URL made by `Cluster.url`."""
    return url.partition("@/")[2].partition("?")[0]


@contextlib.contextmanager
def running_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A started cluster, removed with its data at the end; `durable` keeps PostgreSQL's safety settings."""
    programs = find_programs()
    # A socket's path may not be longer than about 100 bytes, so the folder stays close to the root.
    folder = Path(tempfile.mkdtemp(prefix="dgpg-", dir="/tmp" if Path("/tmp").is_dir() else None))
    cluster = Cluster(folder, programs, durable)
    try:
        cluster.initialise()
        cluster.start()
        yield cluster
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
