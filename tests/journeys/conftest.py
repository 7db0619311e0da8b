"""The browser for every journey, a server with both apps, and windows on it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from support.browser import chromium
from support.live import LiveServer, live_server
from support.planned_steps import Steps, planned_steps
from support.visiting import Visit, visiting

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def both_apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with both packages and no data; each journey makes its own people and records."""
    with live_server(tmp_path_factory.mktemp("both-apps")) as running:
        admin = running.first_sign_in()
        for package in ("dougong.sales_management", "dougong.store_sales"):
            answer = admin.post(f"/api/packages/{package}/install", json={"samples": False})
            assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture
def windows(chromium: Browser, both_apps: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    """Windows on the server with both apps."""
    with visiting(chromium, both_apps, tmp_path) as visit:
        yield visit


@pytest.fixture(scope="session")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with the sales app and its samples."""
    with live_server(tmp_path_factory.mktemp("sold")) as running:
        answer = running.first_sign_in().post("/api/packages/dougong.sales_management/install", json={"samples": True})
        assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture
def rooms(chromium: Browser, sold: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    """Windows on that server."""
    with visiting(chromium, sold, tmp_path) as visit:
        yield visit


@pytest.fixture(scope="session")
def designed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose design the journeys of the designers change."""
    with live_server(tmp_path_factory.mktemp("designed")) as running:
        answer = running.first_sign_in().post("/api/packages/dougong.store_sales/install", json={"samples": False})
        assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture
def desks(chromium: Browser, designed: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    """Windows on that server."""
    with visiting(chromium, designed, tmp_path) as visit:
        yield visit


@pytest.fixture
def designer(designed: LiveServer) -> httpx.Client:
    """Somebody who may design."""
    return designed.sign_in()


@pytest.fixture
def form(designer: httpx.Client) -> str:
    """A fresh form over the SKUs, never published."""
    sections = [{"id": "main", "name": "主要", "fields": [{"field": "name", "width": 12}]}]
    document = {"kind": "form", "app": "app_store", "name": "试用表单", "entity": "ent_sku", "sections": sections}
    made = designer.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


@pytest.fixture
def flow(designer: httpx.Client) -> str:
    """A fresh flow over the SKUs that does nothing yet, never published."""
    document = {
        "kind": "flow",
        "app": "app_store",
        "name": "试用流程",
        "entity": "ent_sku",
        "trigger": {"on": "created"},
        "start": "end",
        "nodes": [{"id": "end", "name": "结束", "type": "stop"}],
    }
    made = designer.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


@pytest.fixture(scope="session")
def steps(designed: LiveServer) -> Steps:
    """Work steps, whose views the journeys of views make."""
    return planned_steps(designed.sign_in())
