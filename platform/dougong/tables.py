"""Every platform table in one catalogue: importing this module fills the metadata for migrations."""

from importlib import import_module

from dougong.kernel.tables import metadata
from dougong.search.ddl import is_search_index

MODULES = (
    "dougong.access.tables",
    "dougong.design.tables",
    "dougong.files.tables",
    "dougong.imports.tables",
    "dougong.notify.tables",
    "dougong.packages.tables",
    "dougong.people.tables",
    "dougong.process.tables",
    "dougong.public_forms.tables",
    "dougong.records.tables",
    "dougong.search.tables",
    "dougong.storage.audit",
    "dougong.storage.design_tables",
    "dougong.storage.people_tables",
    "dougong.storage.side_tables",
    "dougong.storage.task_tables",
    "dougong.storage.workspaces",
    "dougong.webhooks.tables",
)

for module in MODULES:
    import_module(module)

__all__ = ["is_search_index", "metadata"]
