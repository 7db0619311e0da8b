"""Tells people that something happened: in the app, by mail, and live in open browsers."""
