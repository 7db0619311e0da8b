"""The people of a small sales company with the shipped sales package, and a contract handed in."""

from dougong.storage.driver.port import Database
from dougong_engine.document import Json
from support.process import Works, with_package

CONTRACT = {"name": "远山年度框架合同", "amount": "600000", "payment_terms": "货到 60 天"}


async def contract_office(database: Database) -> Works:
    """ivan sells under mona under olga; lea, finn and gina approve."""
    works = await with_package(database, "dougong.sales_management")
    await works.person("olga", "rol_sales_director")
    await works.person("mona", "rol_sales_manager", manager="olga")
    await works.person("ivan", "rol_sales_rep", manager="mona")
    await works.person("gina", "rol_general_manager", manager="olga")
    await works.person("lea", "rol_legal", manager="gina")
    await works.person("finn", "rol_finance", manager="gina")
    return works


async def submitted(works: Works, amount: str = "600000") -> str:
    """A contract that ivan has just handed in; answers its id."""
    ivan = await works.office.as_("ivan")
    customer = await works.office.writing.create(ivan, "customer", {"name": f"远山科技 {len(works.post.letters)}"})
    record: dict[str, Json] = {**CONTRACT, "amount": amount, "customer": str(customer["id"])}
    contract = await works.office.writing.create(ivan, "contract", record)
    await works.settle()
    return str(contract["id"])
