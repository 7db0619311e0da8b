"""The browser's table of field types is the engine's registry."""

from support.field_type_table import TABLE, contents


def test_the_table_of_field_types_in_the_browser_is_in_step_with_the_registry() -> None:
    assert TABLE.read_text() == contents(), "run: python tests/support/field_type_table.py"
