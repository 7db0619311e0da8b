"""Tells other systems, signed and with patience, what happened to records."""
