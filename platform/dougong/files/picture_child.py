"""A program of its own that decodes one picture under limits and writes it anew without hidden data.

Arguments: source, where the clean picture goes, where the thumbnail goes. One JSON line on standard output:
{"width", "height", "taken_at", "lat", "lng"} or {"refused": "large" | "damaged"}. It imports Pillow and the standard
library only and runs with `-I`, so that it starts fast and sees nothing of the platform.
"""

import contextlib
import json
import resource
import sys
import warnings
from datetime import datetime
from typing import Any

PIXELS = 40_000_000
MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 20
WRITTEN_BYTES = 100_000_000
THUMBNAIL = (480, 480)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

EXIF_DETAILS, EXIF_PLACE = 0x8769, 0x8825
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
LAT_SIDE, LAT, LNG_SIDE, LNG = 1, 2, 3, 4


def limit() -> None:
    """A picture that unfolds too far kills this process and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN_BYTES, WRITTEN_BYTES))


def clean(source: str, target: str, thumbnail: str) -> dict[str, Any]:
    """Decode, note what the camera says, write the picture and its thumbnail anew."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(source, formats=FORMATS) as picture:
        if picture.width * picture.height > PIXELS:
            return {"refused": "large"}
        kind = picture.format or ""
        told = camera(picture.getexif())
        profile = picture.info.get("icc_profile")
        if kind == "GIF":
            # Frames hold no camera data; rewriting them would lose the movement.
            picture.seek(0)
            upright = picture.convert("RGBA")
        else:
            upright = ImageOps.exif_transpose(picture)
    if kind != "GIF":
        upright.info = {}
        settings: dict[str, Any] = {"icc_profile": profile} if profile else {}
        if kind in ("JPEG", "MPO"):
            kind = "JPEG"
            settings |= {"quality": 88, "optimize": True}
        upright.save(target, kind, **settings)
    size = {"width": upright.width, "height": upright.height}
    upright.thumbnail(THUMBNAIL)
    upright.info = {}
    opaque = upright.mode in ("RGB", "L")
    (upright if opaque else upright.convert("RGBA")).save(thumbnail, "WEBP", quality=75)
    return {**size, **told}


def camera(exif: Any) -> dict[str, Any]:
    """When and where the camera says that the picture was taken; only what is well formed."""
    told: dict[str, Any] = {}
    details, place = exif.get_ifd(EXIF_DETAILS), exif.get_ifd(EXIF_PLACE)
    with contextlib.suppress(ValueError, TypeError):
        # Without an offset the camera's clock time stays a clock time.
        taken = f"{details[TAKEN]}{details.get(TAKEN_OFFSET, '')}" if TAKEN in details else ""
        if taken:
            shape = "%Y:%m:%d %H:%M:%S%z" if TAKEN_OFFSET in details else "%Y:%m:%d %H:%M:%S"
            told["taken_at"] = datetime.strptime(taken, shape).isoformat()  # noqa: DTZ007  # as the camera says
    with contextlib.suppress(ValueError, TypeError, KeyError, ZeroDivisionError):
        lat = degrees(place[LAT], place[LAT_SIDE] == "S")
        lng = degrees(place[LNG], place[LNG_SIDE] == "W")
        if abs(lat) <= 90 and abs(lng) <= 180:
            told |= {"lat": f"{lat:.6f}", "lng": f"{lng:.6f}"}
    return told


def degrees(parts: Any, negative: bool) -> float:
    """Degrees, minutes and seconds as one number."""
    whole, minutes, seconds = (float(part) for part in parts)
    value = whole + minutes / 60 + seconds / 3600
    return -value if negative else value


def main() -> None:
    """Limit, clean, report; whatever a decoder raises means a damaged picture."""
    limit()
    try:
        answer = clean(*sys.argv[1:4])
    except Exception as error:  # noqa: BLE001  # decoders raise anything; the parent learns only that it failed
        bomb = type(error).__name__.startswith("DecompressionBomb")
        answer = {"refused": "large" if bomb else "damaged"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
