"""The real server as a process of its own, as `make run` starts it, on an empty data folder."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import httpx

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Dougong-Test-2026"
ADMIN = "admin@dougong.local"
CSRF = {"x-dougong-csrf": "1"}
START_SECONDS = 60
Found = TypeVar("Found")


@dataclass
class LiveServer:
    """A running server; `one_time` is the password that it printed at its first start."""

    url: str
    one_time: str
    log: Path
    process: "subprocess.Popen[bytes]"
    clients: list[httpx.Client] = field(default_factory=list)

    def sign_in(self, login: str = ADMIN, password: str = PASSWORD) -> httpx.Client:
        """A client with a session."""
        client = httpx.Client(base_url=self.url, headers=CSRF, timeout=60)
        self.clients.append(client)
        answer = client.post("/api/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        return client

    def first_sign_in(self) -> httpx.Client:
        """The admin's client, after the one-time password was changed."""
        client = self.sign_in(ADMIN, self.one_time)
        body = {"current_password": self.one_time, "new_password": PASSWORD}
        answer = client.post("/api/me/password", json=body)
        assert answer.status_code == 200, answer.text
        return client

    def new_person(self, admin: httpx.Client, name: str, **members: object) -> tuple[str, str]:
        """A person who can sign in with `PASSWORD`; answers id and login."""
        login = f"{name.encode().hex()}@example.org"
        made = admin.post("/api/people", json={"name": name, "email": login, "sign_in": True, **members})
        assert made.status_code == 201, made.text
        once = made.json()["one_time"]["password"]
        client = self.sign_in(login, once)
        changed = client.post("/api/me/password", json={"current_password": once, "new_password": PASSWORD})
        assert changed.status_code == 200, changed.text
        return made.json()["person"]["id"], login

    def until(self, look: Callable[[], Found]) -> Found:
        """What `look` finds, once it finds something: the worker is at it meanwhile."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            found = look()
            if found:
                return found
            process_wait(self.process, 0.05)
        raise AssertionError(f"nothing was found; the server said:\n{self.log.read_text()[-4000:]}")


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def live_server(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[LiveServer]:
    """`dougong serve` on a free port; ended when the block ends."""
    port, log = free_port(), folder / "server.log"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'engine'}:{ROOT / 'platform'}",
        "DOUGONG_DATA_DIR": str(folder / "data"),
        "DOUGONG_PORT": str(port),
        "DOUGONG_TEST_CLOCK": "1",
        "DOUGONG_REQUESTS_PER_SECOND_PERSON": "100000",
        "DOUGONG_REQUESTS_PER_SECOND_WORKSPACE": "100000",
        **(settings or {}),
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "dougong.cli", "serve"], env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    clients: list[httpx.Client] = []
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_healthy(url, process, log)
        found = re.search(r"One-time password\s+(\S+)", log.read_text())
        yield LiveServer(url, found[1] if found else "", log, process, clients)
    finally:
        for client in clients:
            client.close()
        process.terminate()
        process.wait(timeout=30)


def wait_until_healthy(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Returns when the server answers; fails with its output when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/api/health", timeout=1).status_code == 200:
                return
        except httpx.TransportError:
            # Not listening yet: a blocked connect on the loopback answers at once, so pause between the looks.
            process_wait(process, 0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-4000:]}")


def process_wait(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Waits a little, but not when the process has ended."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
