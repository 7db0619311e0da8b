"""When things fall due: working time, calendars and repeats."""
