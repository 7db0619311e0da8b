"""Drafts, versions and publishing of design objects."""
