"""Finds records by any part of their texts, and shows only what the asker may read."""
