"""Who reports to whom."""
