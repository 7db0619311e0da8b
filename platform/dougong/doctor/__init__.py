"""Checks what the database itself does not: links, computed columns, stays in stages, history, paths, search."""
