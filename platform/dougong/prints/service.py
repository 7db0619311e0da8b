"""Prints records through published templates, and tries templates that their authors have not saved."""

from dataclasses import dataclass

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.prints.composing import Composing
from dougong.prints.pdf import Pdf
from dougong.prints.schemas import PrintTried
from dougong.prints.sheet import Sheet
from dougong.records.reading import may_see
from dougong.records.scene import Scene
from dougong_engine.design.check import check_object
from dougong_engine.design.object import FORMAT
from dougong_engine.design.objects import read_object
from dougong_engine.design.print import Print
from dougong_engine.errors import Invalid


@dataclass(slots=True)
class Prints:
    """Answers sheets and PDFs under the caller's rights."""

    composing: Composing
    pdf: Pdf

    async def sheet(self, principal: Principal, entity: str, record_id: str, print_id: str) -> Sheet:
        """The record through a template. Refuses (404) a template of another entity, (403) without the right."""

        async def work(scene: Scene) -> Sheet:
            schema = scene.planning.schema
            known = schema.by_key(entity).entity
            template = schema.design.get(Print, print_id)
            if template is None or template.entity != known.id:
                raise refuse(404, "design.unknown", id=print_id)
            may_see(scene, known.id)
            if not scene.planning.access(scene.who, known.id).may("print"):
                raise refuse(403, "access.action", action="print", entity=known.name)
            return await self.composing.sheet(scene, template, record_id)

        return await self.composing.reading.stage.under_rights(principal, work)

    async def tried(self, principal: Principal, asked: PrintTried) -> Sheet:
        """The record through a template that need not be saved, as its author may see it.

        Refuses (422) what is no template or does not fit the published design.
        """

        async def work(scene: Scene) -> Sheet:
            template = read_object({**asked.document, "format": FORMAT})
            if not isinstance(template, Print):
                raise refuse(422, "design.kind.unknown", ("document", "kind"), kind=template.kind)
            broken = tuple(check_object(scene.planning.schema.design, template))
            if broken:
                raise Invalid(tuple(one.under("document") for one in broken))
            may_see(scene, template.entity)
            return await self.composing.sheet(scene, template, asked.record)

        return await self.composing.reading.stage.under_rights(principal, work)

    async def document(self, principal: Principal, entity: str, record_id: str, print_id: str) -> tuple[str, bytes]:
        """Name and content of the PDF."""
        sheet = await self.sheet(principal, entity, record_id, print_id)
        return f"{sheet['title']}.pdf", await self.pdf.of(sheet)
