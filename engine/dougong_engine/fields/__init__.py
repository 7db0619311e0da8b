"""The registry of field types: one line each."""

from dougong_engine.fields import (
    auto_number,
    boolean,
    choice,
    date,
    decimal,
    department,
    email,
    file,
    formula,
    integer,
    link,
    location,
    long_text,
    lookup,
    moment,
    money,
    multi_choice,
    percent,
    person,
    phone,
    photo,
    rollup,
    sub_table,
    text,
    url,
)
from dougong_engine.fields._type import FieldSpec, FieldType, Refers, Row, Value

FIELD_TYPES: dict[str, FieldType] = {
    "text": text.FIELD,
    "long_text": long_text.FIELD,
    "integer": integer.FIELD,
    "decimal": decimal.FIELD,
    "money": money.FIELD,
    "percent": percent.FIELD,
    "date": date.FIELD,
    "moment": moment.FIELD,
    "boolean": boolean.FIELD,
    "choice": choice.FIELD,
    "multi_choice": multi_choice.FIELD,
    "phone": phone.FIELD,
    "email": email.FIELD,
    "url": url.FIELD,
    "person": person.FIELD,
    "department": department.FIELD,
    "link": link.FIELD,
    "sub_table": sub_table.FIELD,
    "lookup": lookup.FIELD,
    "rollup": rollup.FIELD,
    "formula": formula.FIELD,
    "auto_number": auto_number.FIELD,
    "file": file.FIELD,
    "photo": photo.FIELD,
    "location": location.FIELD,
}


def field_type(spec: FieldSpec) -> FieldType:
    """The registered type of a field."""
    return FIELD_TYPES[spec.type]


def operators_of(spec: FieldSpec) -> tuple[str, ...]:
    """The filter operators that a field allows."""
    return spec.operators() or FIELD_TYPES[spec.type].operators


__all__ = ["FIELD_TYPES", "FieldSpec", "FieldType", "Refers", "Row", "Value", "field_type", "operators_of"]
