"""Packages in folders of their own, and an office that installs them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from dougong.kernel.workspace import Principal
from dougong.packages.installing import Installing
from dougong.packages.market import Market
from dougong.packages.parts import package_routers
from dougong.packages.shelf import Shelf
from dougong.packages.store import PackageStore
from dougong.packages.upgrades import Upgrades
from dougong.packages.upgrading import Upgrading
from support.designs import LIBRARY
from support.process import OfficeCallers
from support.records import Office
from support.small_app import calling, small_app

Change = Callable[[Any], None]


def installing(made: Office, library: Path = LIBRARY) -> Installing:
    """The service over an office and a folder of packages."""
    market = Shelf(Market(library), made.database)
    return Installing(market, PackageStore(made.database), made.publishing, made.writing, made.keep_file)


def app_client(made: Office, packages: Path) -> httpx.AsyncClient:
    """The routes of packages over an office and a folder of packages; the caller is the administrator."""

    async def run_wide(_principal: Principal, _run: str, _verb: str, _comment: str) -> None:
        raise AssertionError("no run is open")

    app = small_app(*package_routers(installing(made, packages), run_wide, lambda: made.now))
    app.state.authenticator = OfficeCallers(made)
    return calling(app, "admin")


def upgrading(made: Office, library: Path) -> Upgrading:
    """Upgrades to what lies in a folder of packages."""
    return Upgrading(installing(made, library), Upgrades(made.database))


def library(at: Path, version: str, changes: dict[str, Change], package: str = "sales_management") -> Path:
    """A folder with one shipped package as another version, its documents changed by path."""
    shutil.copytree(LIBRARY / package, at / package)
    for path, change in {"package.json": lambda _: None, **changes}.items():
        file = at / package / path
        document = json.loads(file.read_text())
        change(document)
        if path == "package.json":
            document["version"] = version
        file.write_text(json.dumps(document, ensure_ascii=False))
    return at
