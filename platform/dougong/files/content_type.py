"""The type of a file as its first bytes tell it; declared types are never trusted."""

from pathlib import PurePosixPath

HEAD = 4_096
"""How many first bytes the answer needs."""

UNKNOWN = "application/octet-stream"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Raster pictures that are decoded, cleaned and may be shown inside a page."""

MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
)
CONTAINERS = {b"RIFF"}

BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"avif": "image/avif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
OLE = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
}
OFFICE_ENDINGS = {".docx": OFFICE[0][1], ".xlsx": OFFICE[1][1], ".pptx": OFFICE[2][1]}


def content_type(head: bytes, name: str) -> str:
    """The media type of a file from its first `HEAD` bytes; the name only tells apart what looks the same inside."""
    ending = PurePosixPath(name).suffix.lower()
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(head, ending)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE.get(ending, "application/x-ole-storage")
    for offset, magic, found in MAGIC:
        if head.startswith(magic, offset) and (offset == 0 or head[:4] in CONTAINERS):
            return found
    return _text(head, ending)


def _inside_zip(head: bytes, ending: str) -> str:
    if b"[Content_Types].xml" in head or b"_rels/" in head:
        for folder, found in OFFICE:
            if folder in head:
                return found
        return OFFICE_ENDINGS.get(ending, "application/zip")
    return "application/zip"


def _text(head: bytes, ending: str) -> str:
    if b"\x00" in head or not head:
        return UNKNOWN
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The cut after HEAD bytes may have split one character.
        if error.start < len(head) - 3 or len(head) < HEAD:
            return UNKNOWN
    return "text/csv" if ending == ".csv" else "text/plain"
