"""App packages as values: read, written, checked, installed under other ids, and merged with what people changed."""
