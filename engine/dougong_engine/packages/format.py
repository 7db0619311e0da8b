"""The documents of a package besides its design objects, and the package as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.document import Doc, Id, Item, Json, Label, Note

PackageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=100)]
"""The same for all versions of a package; a publisher puts his own word in front: `acme.field_service`."""

Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$")]
"""A semantic version without pre-release parts."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$")]


class Requirement(Doc):
    """Another package whose entities this one links to: of version `least` or later, before `below`."""

    id: PackageId
    least: Version
    below: Version | None = None


class Slot(Item):
    """A person or department that whoever installs the package names; objects refer to it by id."""

    kind: Literal["person", "department"]
    description: Note = ""


class Manifest(Doc):
    """package.json. `language` is that of the texts inside the objects; `languages` have a file in locales/."""

    format: Literal[1]
    kind: Literal["package"]
    id: PackageId
    version: Version
    name: Label
    summary: Note = ""
    description: Note = ""
    publisher: str = ""
    license: str = ""
    icon: str = ""
    color: str = ""
    app: Id
    platform: Version = "0.1.0"
    requires: tuple[Requirement, ...] = ()
    language: Language = "zh-CN"
    languages: tuple[Language, ...] = ()
    slots: tuple[Slot, ...] = ()


Relation = Literal["own", "subordinate", "department", "other"]
"""How a record stands to whoever looks at it."""


class PermissionTest(Item):
    """Whether somebody who holds only `role` may do `action`, on a record that stands in a relation to him.

    own: he owns it · subordinate: one of those below him does · department: a colleague of his department does ·
    other: somebody elsewhere does. With `field` the question is whether he may read (or, for update, write) that field.
    """

    role: Id
    entity: Id
    record: Relation = "own"
    action: Literal["read", "create", "update", "delete", "import", "export"] = "read"
    field: Id | None = None
    allowed: bool


class PermissionTests(Doc):
    """permission_tests.json: held against the roles whenever the app is published."""

    format: Literal[1]
    tests: Annotated[tuple[PermissionTest, ...], Field(max_length=1000)]


class Samples(Doc):
    """sample_data/<entity>.json: rows by field id; each row's `id` is a name that other rows may refer to.

    A cell is a JSON value or `{"token": "today", "days": -3}`, `{"token": "now", "hours": -5}`,
    `{"token": "installer"}` (whoever installs), `{"sample": "row"}` (a row of any entity of the package),
    `{"person": "id"}` or `{"department": "id"}` (of sample_people.json) or `{"file": "sample_files/shelf.png"}`; a list
    may hold rows, people and files.
    """

    format: Literal[1]
    entity: Id
    rows: Annotated[tuple[dict[str, Json], ...], Field(max_length=200)]


class SampleDepartment(Item):
    """A department that comes with the samples."""


class SamplePerson(Item):
    """Somebody who comes with the samples and cannot sign in; `department` is one of the samples'."""

    department: Id | None = None


class SamplePeople(Doc):
    """sample_people.json: whom sample rows name as `{"person": id}` and `{"department": id}`."""

    format: Literal[1]
    departments: Annotated[tuple[SampleDepartment, ...], Field(max_length=20)] = ()
    people: Annotated[tuple[SamplePerson, ...], Field(max_length=20)] = ()


Translations = Mapping[str, Mapping[str, str]]
"""Object id (or `package`) → place of a text → the text."""


NOBODY = SamplePeople(format=1)
"""A package without sample people."""


@dataclass(frozen=True, slots=True)
class Package:
    """`design` holds the objects; `files` are README and pictures by path."""

    manifest: Manifest
    design: Design
    locales: Mapping[str, Translations]
    samples: Mapping[str, Samples]
    tests: tuple[PermissionTest, ...]
    files: Mapping[str, bytes]
    people: SamplePeople = NOBODY

    @property
    def objects(self) -> Mapping[str, DesignObject]:
        """Design objects by id."""
        return self.design.objects


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by."""
    return tuple(int(part) for part in version.split("."))
