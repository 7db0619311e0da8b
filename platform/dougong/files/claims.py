"""What a device says about a photo it took; kept as a claim, never as a fact."""

from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from dougong.files.pictures import Picture
from dougong.kernel.problem import refuse
from dougong_engine.document import Json

LONGEST = 4_096


class Claims(BaseModel):
    """Sent beside a photo by the client: when, where, how exactly (metres), and whether straight from the camera."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    taken_at: AwareDatetime | None = None
    lat: Annotated[Decimal, Field(ge=-90, le=90)] | None = None
    lng: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    accuracy: Annotated[float, Field(ge=0, le=10_000_000)] | None = None
    camera: bool = False


def read_claims(text: bytes) -> Claims | None:
    """The claims part of an upload; None when there is none. Refuses 422 `upload.claims`."""
    if not text:
        return None
    try:
        return Claims.model_validate_json(text)
    except ValidationError:
        raise refuse(422, "upload.claims", ("claims",)) from None


def meta(claims: Claims | None, picture: Picture | None) -> dict[str, Json]:
    """What is kept beside a file: `claims` of the device, `picture` size, `exif` of the camera; all unverified."""
    kept: dict[str, Json] = {}
    if claims is not None:
        kept["claims"] = {**claims.model_dump(mode="json", exclude_none=True), "verified": False}
    if picture is not None:
        kept["picture"] = {"width": picture.width, "height": picture.height}
        told: dict[str, Json] = {"taken_at": picture.taken_at, "lat": picture.lat, "lng": picture.lng}
        if exif := {name: value for name, value in told.items() if value is not None}:
            kept["exif"] = {**exif, "verified": False}
    return kept
