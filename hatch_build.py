"""Build hook: the wheel carries the built front end, the migrations and the packages of the market."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Folders of the repository that travel inside the package, and where `dougong.kernel.assets` finds them.
CARRIED = {"migrations": "dougong/_migrations", "templates_library": "dougong/_templates"}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own examples leave it open
    """Builds the front end for wheels; an editable install serves what `scripts/front_end.py` built last."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; `version` is `standard` or `editable`."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        import front_end

        if not front_end.is_built(root):
            front_end.build(root)
        for folder, inside in CARRIED.items():
            build_data["force_include"][str(root / folder)] = inside
