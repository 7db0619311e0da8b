"""Somebody who has a keyboard and no mouse: what is not reached by keys is not there."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 300
HAS_FOCUS = "one => one === document.activeElement"
TELLS_WHERE = """one => {
  const look = (of) => { const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(of);
    return [outline, boxShadow, borderColor, backgroundColor].join(); };
  const near = [one, one.parentElement, one.nextElementSibling].filter(Boolean);
  const focused = near.map(look);
  one.blur();
  const blurred = near.map(look);
  one.focus({ preventScroll: true, focusVisible: true });
  return focused.some((each, at) => each !== blurred[at]);
}"""


class Keys:
    """The keyboard of a page. Locators say what is looked for; the test clicks, fills and focuses nothing."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Onto whatever has the focus."""
        self._page.keyboard.type(text)

    def insert(self, text: str) -> None:
        """At once, as a paste does: a key each would be as many steps as letters."""
        self._page.keyboard.insert_text(text)

    def on(self, wanted: Locator) -> None:
        """The focus is there, without a key."""
        expect(wanted).to_be_focused()

    def reach(self, wanted: Locator, *, back: bool = False) -> None:
        """Tab until it has the focus; fails where Tab never comes there or nothing shows that it did."""
        expect(wanted).to_be_visible()
        key = "Shift+Tab" if back else "Tab"
        for _ in range(MOST_STOPS):
            if wanted.evaluate(HAS_FOCUS):
                assert wanted.evaluate(TELLS_WHERE), f"the focus does not show on {wanted}"
                return
            self._page.keyboard.press(key)
        raise AssertionError(f"Tab does not come to {wanted}")

    def push(self, wanted: Locator, *, back: bool = False) -> None:
        """Go to a button or link and press Enter on it."""
        self.reach(wanted, back=back)
        self._page.keyboard.press("Enter")

    def choose(self, wanted: Locator, label: str) -> None:
        """Go to a list and step down until the option is chosen."""
        self.reach(wanted)
        for _ in range(wanted.locator("option").count()):
            if wanted.locator("option:checked").text_content() == label:
                return
            self._page.keyboard.press("ArrowDown")
        expect(wanted.locator("option:checked")).to_have_text(label)

    def publish(self) -> None:
        """Through the dialog that tells what will change, and asks for a yes where that is much."""
        begin = self._page.get_by_role("button", name="发布", exact=True)
        expect(begin).to_be_enabled()
        self.push(begin)
        dialog = self._page.get_by_role("dialog", name="发布")
        yes = dialog.get_by_role("button", name="发布", exact=True)
        expect(dialog.get_by_role("heading", level=3).first).to_be_visible()
        agree = dialog.get_by_role("checkbox")
        if agree.count() > 0:
            self.reach(agree)
            self.press("Space")
        expect(yes).to_be_enabled()
        self.push(yes)
        expect(dialog).to_be_hidden()
