"""The packages that can be installed, and what each would bring."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dougong.packages.published import checked
from dougong_engine.design.objects import Design, design_of
from dougong_engine.errors import Invalid
from dougong_engine.packages.format import Manifest, Package, version_key
from dougong_engine.packages.layout import MANIFEST
from dougong_engine.packages.read import read_manifest
from dougong_engine.packages.requires import install_order

log = logging.getLogger("dougong.packages")


@dataclass
class Market:
    """A folder of packages, and one of an operator's own beside it; of a package that lies in both the newer counts.

    Each is read and checked once, and again when a manifest has changed. One that is not whole is left out and logged.
    """

    folder: Path
    own: Path | None = None
    _marks: tuple[tuple[Path, int], ...] = ()
    _read: Mapping[str, Package] = field(default_factory=dict)

    @property
    def _packages(self) -> Mapping[str, Package]:
        manifests = [
            one for folder in (self.folder, self.own) if folder is not None for one in folder.glob(f"*/{MANIFEST}")
        ]
        marks = tuple((one, one.stat().st_mtime_ns) for one in sorted(manifests))
        if marks != self._marks:
            self._marks, self._read = marks, _packages_in([one.parent for one, _ in marks])
        return self._read

    def all(self) -> list[Package]:
        """Every package, by id."""
        return [one for _, one in sorted(self._packages.items())]

    def find(self, id: str) -> Package | None:
        """One package."""
        return self._packages.get(id)


def _packages_in(folders: Iterable[Path]) -> Mapping[str, Package]:
    manifests: dict[str, Manifest] = {}
    places: dict[str, Path] = {}
    for folder in folders:
        try:
            found = read_manifest(files_of(folder))
        except Invalid as error:
            _left_out(folder, error)
        else:
            other = manifests.get(found.id)
            if other is None or version_key(found.version) > version_key(other.version):
                manifests[found.id], places[found.id] = found, folder
    packages: dict[str, Package] = {}
    for id in manifests:
        try:
            for one in install_order([id], manifests, {}):
                if one not in packages:
                    packages[one] = checked(files_of(places[one]), required_by(manifests[one], packages))
        except Invalid as error:
            _left_out(places[id], error)
    return packages


def required_by(manifest: Manifest, packages: Mapping[str, Package]) -> Design:
    """The objects of the packages that one requires, under their packages' ids."""
    wanted = [packages[one.id] for one in manifest.requires if one.id in packages]
    return design_of(one for package in wanted for one in package.objects.values())


def _left_out(folder: Path, error: Invalid) -> None:
    first = error.problems[0]
    log.warning("package %s is left out: %s at %s", folder.name, first.code, first.path)


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a package folder by path inside it."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not one.is_symlink() and not one.name.startswith(".")
    }
