"""The packages that can be installed, and what each would bring."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dougong.kernel.problem import refuse
from dougong_engine.packages.format import Package
from dougong_engine.packages.read import read


@dataclass
class Market:
    """A folder of packages; each is read and checked once."""

    folder: Path

    @cached_property
    def _packages(self) -> Mapping[str, Package]:
        found = [read(files_of(one)) for one in sorted(self.folder.iterdir()) if (one / "package.json").is_file()]
        return {one.manifest.id: one for one in found}

    def all(self) -> list[Package]:
        """Every package, by id."""
        return [one for _, one in sorted(self._packages.items())]

    def get(self, id: str) -> Package:
        """One package; 404 for an unknown id."""
        found = self._packages.get(id)
        if found is None:
            raise refuse(404, "package.unknown", id=id)
        return found


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a package folder by path inside it."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not one.is_symlink() and not one.name.startswith(".")
    }
