"""The closed sets that field types, formulas, filters and storage agree on."""

from enum import StrEnum


class Kind(StrEnum):
    """What a value is to a formula or a filter."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    LIST = "list"  # list of text: option, person, record or file ids
    RECORD = "record"  # one linked record; a path may lead through it
    ROWS = "rows"  # the rows of a sub-table or the records of a many-link
    NONE = "none"  # opaque: usable only by 'is empty'


class Storage(StrEnum):
    """How a field's values lie in the database."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"  # (18, scale); SQLite: integer scaled by 10**scale
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    UUID = "uuid"
    JSON = "json"
    LINKS = "links"  # a link table of (record, position, value)
    ROWS = "rows"  # a child table
    NONE = "none"  # nothing stored: computed when read
