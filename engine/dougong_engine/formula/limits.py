"""The bounds on what a formula may cost; the three executors share them."""

SOURCE_BYTES = 2048
NESTING = 30
"""Parentheses, calls and signs inside one another."""
HEIGHT = 60
"""Height of the tree, long chains of + and * included (keeps every walk far from the recursion limit)."""
SQL_HEIGHT = 30
SQL_WEIGHT = 10_000
"""Pieces of SQL text that a formula may take; a heavier one is filtered through its stored column."""
STEPS = 10_000
RESULT_BYTES = 102_400
LIST_ITEMS_PER_STEP = 10
PLACES = 12
"""Decimal places that every intermediate number keeps, rounded half-even."""
WHOLE_DIGITS = 18
"""A number of 10**18 or more is an overflow."""
PATH_SEGMENTS = 8
POWER_STEPS = 1000
