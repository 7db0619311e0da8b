"""What the flow designer knows of nodes and their members is what the engine reads."""

import json

from support.flow_member_table import TABLE, contents


def test_the_table_of_flow_members_in_the_browser_is_in_step_with_the_engine() -> None:
    assert json.loads(TABLE.read_text()) == contents(), "run: python tests/support/flow_member_table.py"
