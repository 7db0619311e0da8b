"""What messages say when a flow does not say it itself, in each language."""

from dougong.notify.message import BODY_CHARACTERS, Kind
from dougong.notify.templates import blocks
from dougong_engine.messages_template import Fetch, fill

PLACES = ("flow", "node", "title", "by", "due", "outcome")
"""What the sender gives: the flow's and the node's name, the record's title, who acted, until when, how it ended."""


def compose(kind: Kind, locale: str | None, value_of: Fetch, title: str = "", body: str = "") -> tuple[str, str]:
    """Title and body for one reader; `value_of` answers paths with what this reader may read, None for the rest.

    `title` and `body` are the flow's own texts: they have places and filters but nothing that could run away. Where
    there is neither, the kind's template in `templates/` speaks.
    """
    if title:
        return fill(title, value_of), fill(body, value_of)
    own_title, own_body = blocks(kind, locale, {place: value_of(place) for place in PLACES}, BODY_CHARACTERS)
    return own_title, fill(body, value_of) if body else own_body
