"""Pictures for upload tests, with camera data where asked for."""

import io

from PIL import Image


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (64, 48), *, camera: bool = False, turned: bool = False
) -> bytes:
    """An encoded picture; `camera` adds time, place and a comment, `turned` the mark that it lies on its side."""
    image = Image.new("RGB", size, (200, 40, 40))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    if camera:
        exif[0x010F] = "Camera of the test"
        exif.get_ifd(0x8769).update({0x9003: "2026:11:20 08:30:00", 0x9011: "+08:00"})
        exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 48.0), 3: "E", 4: (121.0, 28.0, 12.0)})
    target = io.BytesIO()
    settings = {} if kind == "GIF" else {"exif": exif}
    image.save(target, kind, **settings)
    return target.getvalue()
