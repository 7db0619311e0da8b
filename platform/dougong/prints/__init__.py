"""Print templates: a record on paper, as far as its reader may see it."""
