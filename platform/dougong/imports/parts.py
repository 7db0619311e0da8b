"""The parts of importing, wired over the services of the layers below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dougong.imports.directory import CompanyRows
from dougong.imports.exporting import Exporting
from dougong.imports.intake import Intake
from dougong.imports.linking import Linking
from dougong.imports.matching import Matching
from dougong.imports.recording import Recording
from dougong.imports.running import Runner
from dougong.imports.service import Importing
from dougong.imports.staffing import Staffing, directory
from dougong.imports.store import ImportStore
from dougong.imports.undoing import Undoing
from dougong.kernel.ports import RoleNames
from dougong.records.reading import Reading
from dougong.records.scene import Stage
from dougong.records.showing import PrincipalOf
from dougong.records.writing import Writing


@dataclass(frozen=True, slots=True)
class Imports:
    """The services that the endpoints call, and the runner that works beside them."""

    importing: Importing
    runner: Runner
    exporting: Exporting


def imports_over(
    stage: Stage,
    reading: Reading,
    writing: Writing,
    people: PrincipalOf,
    roles: RoleNames,
    now: Callable[[], datetime],
) -> Imports:
    """Everything about imports on one database; does no I/O."""
    store = ImportStore(stage.database)
    company = CompanyRows(stage.database)
    matching = Matching(store, reading, company)
    staff, departments = directory(stage.database, roles, now)
    recording = Recording(matching, writing, Linking(store, writing, staff, departments))
    staffing = Staffing(matching, company, staff, departments)
    runner = Runner(stage, store, recording, staffing, Undoing(store, writing), people, now)
    importing = Importing(stage, store, Intake(store, now), recording, staffing, runner, now)
    return Imports(importing, runner, Exporting(reading, company))
