"""Doubles, private servers and fixtures that tests share."""
