"""Packages in folders of their own, and an office that installs them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dougong.packages.installing import Installing
from dougong.packages.market import Market
from dougong.packages.store import PackageStore
from dougong.packages.upgrades import Upgrades
from dougong.packages.upgrading import Upgrading
from support.designs import LIBRARY
from support.records import Office

Change = Callable[[Any], None]


def installing(made: Office, library: Path = LIBRARY) -> Installing:
    """The service over an office and a folder of packages."""
    return Installing(Market(library), PackageStore(made.database), made.publishing, made.writing, made.keep_file)


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
