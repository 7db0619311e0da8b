"""No story breaks WCAG 2.2 AA by axe, in both themes and both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "node_modules/axe-core/axe.min.js"
RULES = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("story", ["grid", "grid&grouped=1", "parts", "todo", "form"])
def test_a_story_has_no_violation(page: Page, stories: str, story: str, theme: str, language: str) -> None:
    if story in ("todo", "form"):
        page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{stories}?story={story}&theme={theme}&language={language}")
    page.locator("main").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RULES)["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []
