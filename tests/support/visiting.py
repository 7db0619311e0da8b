"""People in front of a browser: pages that are signed in, watched for errors and closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from support.browser import DESKTOP, PHONE, opened
from support.live import LiveServer


@dataclass
class Visit:
    """Browser windows of one test; each person has a profile of their own."""

    chromium: Browser
    server: LiveServer
    pictures: Path
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def desktop(self, client: httpx.Client | None = None, **device: Any) -> Page:
        """A window of a desktop, with the session of an API client if one is given."""
        return self._page({**DESKTOP, **device}, client)

    def phone(self, client: httpx.Client | None = None, **device: Any) -> Page:
        """The screen of a phone, likewise."""
        return self._page({**PHONE, **device}, client)

    def _page(self, device: dict[str, Any], client: httpx.Client | None) -> Page:
        context, page = opened(self.chromium, self.server.url, device)
        if client is not None:
            host = urlsplit(self.server.url).hostname or ""
            for cookie in client.cookies.jar:
                context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "domain": host, "path": "/"}])
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        self.contexts.append(context)
        return page

    def close(self) -> None:
        """Keep a picture of each window as it was last, and close them."""
        for number, context in enumerate(self.contexts):
            for page in context.pages:
                page.screenshot(path=str(self.pictures / f"last-{number}.png"))
            context.close()


@contextmanager
def visiting(chromium: Browser, server: LiveServer, pictures: Path) -> Iterator[Visit]:
    """Windows on a server; a script error on any page fails the test."""
    visit = Visit(chromium, server, pictures)
    try:
        yield visit
    finally:
        visit.close()
    assert visit.errors == []
