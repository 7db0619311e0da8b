"""The parts of importing, wired over the services of the layers below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dougong.files.keeping import FileStore
from dougong.imports.directory import CompanyRows
from dougong.imports.dismissing import Dismissing
from dougong.imports.export_jobs import ExportJobs
from dougong.imports.export_store import ExportStore
from dougong.imports.exporting import Exporting
from dougong.imports.intake import Intake
from dougong.imports.linking import Linking
from dougong.imports.matching import Matching
from dougong.imports.opening import Opening
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
    export_jobs: ExportJobs


def imports_over(
    stage: Stage,
    reading: Reading,
    writing: Writing,
    people: PrincipalOf,
    roles: RoleNames,
    now: Callable[[], datetime],
    contents: FileStore,
    incoming: Path,
) -> Imports:
    """Everything about imports and exports on one database; `incoming` is where files are made. Does no I/O."""
    store = ImportStore(stage.database)
    company = CompanyRows(stage.database)
    matching = Matching(store, reading, company)
    staff, departments = directory(stage.database, roles, now)
    recording = Recording(matching, writing, Linking(store, writing, staff, departments))
    staffing = Staffing(matching, company, staff, departments)
    dismissing = Dismissing(stage.database, stage.catalogue, staff)
    runner = Runner(stage, store, recording, staffing, Undoing(store, writing), dismissing, people, now)
    intake = Intake(store, now)
    importing = Importing(stage, store, intake, Opening(intake), recording, staffing, runner, now)
    exporting = Exporting(reading, company)
    jobs = ExportJobs(ExportStore(stage.database), exporting, people, contents, incoming, now)
    return Imports(importing, runner, exporting, jobs)
