"""A place on the map, in WGS-84 degrees."""

from decimal import Decimal
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.errors import Invalid, invalid
from dougong_engine.fields._type import FieldSpec, FieldType, Value
from dougong_engine.fields._values import as_decimal, as_text, plain
from dougong_engine.kinds import Kind, Storage


class Location(FieldSpec):
    """The value is `{lat, lng, address?, accuracy?}`; accuracy in metres."""

    type: Literal["location"]

    def storage(self) -> Storage:
        return Storage.JSON

    def kind(self) -> Kind:
        return Kind.NONE


def parse(_spec: Location, raw: Json) -> dict[str, Value]:
    if not isinstance(raw, dict) or not {"lat", "lng"} <= raw.keys() <= {"lat", "lng", "address", "accuracy"}:
        raise invalid("field.location.malformed")
    try:
        place: dict[str, Value] = {"lat": as_decimal(raw["lat"], 6), "lng": as_decimal(raw["lng"], 6)}
        if raw.get("address") is not None:
            place["address"] = as_text(raw["address"], 500)
        if raw.get("accuracy") is not None:
            place["accuracy"] = as_decimal(raw["accuracy"], 1)
    except Invalid:
        raise invalid("field.location.malformed") from None
    if abs(Decimal(str(place["lat"]))) > 90 or abs(Decimal(str(place["lng"]))) > 180:
        raise invalid("field.location.malformed")
    return place


FIELD = FieldType(
    name="location",
    spec=Location,
    operators=("is_empty", "is_not_empty"),
    widget="location-picker",
    cell="location",
    parse=parse,
    dump=plain,
)
