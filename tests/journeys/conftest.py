"""The browser for every journey."""

from support.browser import chromium

__all__ = ["chromium"]
