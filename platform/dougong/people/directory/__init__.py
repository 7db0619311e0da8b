"""The people of a workspace."""
