"""The bounds on what a formula may cost; the three executors share them."""

SOURCE_BYTES = 2048
NESTING = 30
"""Parentheses, calls and signs inside one another."""
HEIGHT = 60
"""Height of the tree, long chains of + and * included (keeps every walk far from the recursion limit)."""
SQL_HEIGHT = 30
SQL_CATCHES = 3
"""IFERROR and ISERROR inside one another: each repeats its argument in SQL."""
STEPS = 10_000
RESULT_BYTES = 102_400
LIST_ITEMS_PER_STEP = 100
PLACES = 12
"""Decimal places that every intermediate number keeps, rounded half-even."""
WHOLE_DIGITS = 18
"""A number of 10**18 or more is an overflow."""
PATH_SEGMENTS = 8
POWER_STEPS = 1000
