"""What the engine may ask about the person who writes."""

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.json_list import Gathered
from dougong.storage.people_tables import people
from dougong.storage.scope import ME, WORKSPACE, my_departments, my_subordinates


def person_statement(dialect: Dialect) -> Statement:
    """Manager, main department, departments and subordinates of the caller, in one row."""
    inside, below = my_departments().subquery(), my_subordinates().subquery()
    select = sa.select(
        people.c.manager_id,
        people.c.department_id,
        sa.select(Gathered(inside.c.department_id, inside.c.department_id)).scalar_subquery(),
        sa.select(Gathered(below.c.person_id, below.c.person_id)).scalar_subquery(),
    ).where(people.c.workspace_id == WORKSPACE, people.c.id == ME)
    return compile_statement(select, dialect, bounded=True)
