"""Computed fields: what they read and in which order they are made."""
