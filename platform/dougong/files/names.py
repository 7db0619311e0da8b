"""File names as people see them; nothing on disk is ever named by them."""

import unicodedata
from urllib.parse import quote

LONGEST = 200


def shown_name(declared: str) -> str:
    """The last part of what the client called the file, without characters that hide or fake something."""
    last = unicodedata.normalize("NFC", declared).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C" and char not in '<>:"|?*')
    kept = " ".join(kept.split()).strip(". ")
    if len(kept) > LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) <= 10 else kept[:LONGEST]
    return kept or "file"


def disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition header for a name in any script."""
    plain = "".join(char if (char.isascii() and char.isalnum()) or char in "-_. " else "_" for char in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
