"""Questions to the data, as values."""
