"""Rule graphs and their interpreter: a run is a value that events move."""
