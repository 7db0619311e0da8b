"""Column types whose Python values are the same on both databases, through SQLAlchemy and on the driver."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from dougong.storage.conversions import (
    PRECISION,
    Codec,
    a_boolean,
    a_date,
    aware,
    date_from_text,
    date_text,
    decimal_from_text,
    decimal_of,
    decimal_text,
    each,
    json_fragment,
    json_from_text,
    json_text,
    microseconds,
    moment_of,
    plain_text,
    scaled,
    unscaled,
    unscaled_text,
    uuid_text,
)
from dougong.storage.driver.port import Dialect

AnyType = TypeEngine[Any]


class Stored(TypeDecorator[Any]):
    """A type with a codec for each driver; SQLAlchemy uses SQLite's, and psycopg's own conversions."""

    impl: AnyType | type[AnyType] = sa.Text
    cache_ok = True
    sqlite_type: ClassVar[AnyType] = sa.Text()

    def codec(self, dialect: Dialect) -> Codec:
        """The conversions for asyncpg or sqlite3."""
        raise NotImplementedError

    def postgresql_type(self) -> AnyType:
        """The column's type on PostgreSQL."""
        raise NotImplementedError

    def load_dialect_impl(self, dialect: sa.Dialect) -> AnyType:
        """Which type the column has."""
        own = self.sqlite_type if dialect.name == Dialect.SQLITE else self.postgresql_type()
        return dialect.type_descriptor(own)

    def process_bind_param(self, value: object, dialect: sa.Dialect) -> object:
        """From a run-time value, for SQLAlchemy's drivers."""
        if value is None or dialect.name != Dialect.SQLITE:
            return value
        encode = self.codec(Dialect.SQLITE).encode
        return value if encode is None else encode(value)

    def process_result_value(self, value: object, dialect: sa.Dialect) -> object:
        """To a run-time value, for SQLAlchemy's drivers."""
        if value is None or dialect.name != Dialect.SQLITE:
            return value
        decode = self.codec(Dialect.SQLITE).decode
        return value if decode is None else decode(value)


class DecimalType(Stored):
    """`Decimal` of 18 digits, `scale` of them after the point, rounded half-up; on SQLite a scaled integer."""

    impl = sa.Numeric
    cache_ok = True
    sqlite_type = sa.BigInteger()

    def __init__(self, scale: int) -> None:
        super().__init__(PRECISION, scale)
        self.scale = scale

    def codec(self, dialect: Dialect) -> Codec:
        """Text on asyncpg, whose connections pass numerics as text."""
        match dialect:
            case Dialect.POSTGRESQL:
                return Codec(decimal_text, decimal_from_text)
            case Dialect.SQLITE:
                return Codec(scaled(self.scale), unscaled(self.scale), unscaled_text(self.scale))

    def postgresql_type(self) -> AnyType:
        """NUMERIC with a fixed scale."""
        return sa.Numeric(PRECISION, self.scale)


class MomentType(Stored):
    """An aware `datetime` in UTC: timestamptz; on SQLite microseconds since 1970."""

    impl = sa.DateTime
    cache_ok = True
    sqlite_type = sa.BigInteger()

    def codec(self, dialect: Dialect) -> Codec:
        """asyncpg answers UTC by itself."""
        match dialect:
            case Dialect.POSTGRESQL:
                return Codec(aware)
            case Dialect.SQLITE:
                return Codec(microseconds, moment_of, moment_of)

    def postgresql_type(self) -> AnyType:
        """timestamptz."""
        return postgresql.TIMESTAMP(timezone=True)

    def process_result_value(self, value: object, dialect: sa.Dialect) -> object:
        """psycopg answers in the session's zone."""
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return super().process_result_value(value, dialect)


class DateType(Stored):
    """A `date`: DATE; on SQLite ISO text."""

    impl = sa.Date
    cache_ok = True

    def codec(self, dialect: Dialect) -> Codec:
        """ISO text is wire form already."""
        match dialect:
            case Dialect.POSTGRESQL:
                return Codec(a_date)
            case Dialect.SQLITE:
                return Codec(date_text, date_from_text)

    def postgresql_type(self) -> AnyType:
        """DATE."""
        return sa.Date()


class BooleanType(Stored):
    """A `bool`: BOOLEAN; on SQLite 0 or 1."""

    impl = sa.Boolean
    cache_ok = True
    sqlite_type = sa.Boolean(create_constraint=False)

    def codec(self, dialect: Dialect) -> Codec:
        """sqlite3 takes booleans and answers integers."""
        match dialect:
            case Dialect.POSTGRESQL:
                return Codec(a_boolean)
            case Dialect.SQLITE:
                return Codec(a_boolean, bool, bool)

    def postgresql_type(self) -> AnyType:
        """BOOLEAN."""
        return sa.Boolean()


class UuidType(Stored):
    """A UUID as text of 36 characters in lower case: uuid; on SQLite TEXT."""

    impl = sa.Uuid
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(as_uuid=False)

    def codec(self, dialect: Dialect) -> Codec:  # the same on both
        """The same text on both."""
        return Codec(uuid_text)

    def postgresql_type(self) -> AnyType:
        """uuid."""
        return postgresql.UUID(as_uuid=False)


class JsonType(Stored):
    """Any JSON value: jsonb; on SQLite text. A bare JSON null is stored as SQL NULL."""

    impl = sa.JSON
    cache_ok = True

    def codec(self, dialect: Dialect) -> Codec:  # the same on both
        """Text on both; rendered without being parsed."""
        return Codec(json_text, json_from_text, json_fragment)

    def postgresql_type(self) -> AnyType:
        """jsonb."""
        return postgresql.JSONB(none_as_null=True)


class TextType(Stored):
    """Text compared by code point: collation "C"; on SQLite BINARY, the default."""

    impl = sa.Text
    cache_ok = True

    def codec(self, dialect: Dialect) -> Codec:  # the same on both
        """The same text on both."""
        return Codec(plain_text)

    def postgresql_type(self) -> AnyType:
        """TEXT COLLATE "C"."""
        return postgresql.TEXT(collation="C")


class ListType(Stored):
    """Many values in one bind, for `any_of`: an array; on SQLite a JSON text. Not for columns."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, item: AnyType) -> None:
        super().__init__()
        self.item = item

    def codec(self, dialect: Dialect) -> Codec:
        """Each item in its own form; inside arrays asyncpg takes decimals themselves."""
        convert = each(codec_of(self.item, dialect).encode)
        match dialect:
            case Dialect.POSTGRESQL:
                return Codec(each(None) if isinstance(self.item, DecimalType | sa.Numeric) else convert)
            case Dialect.SQLITE:
                return Codec(lambda values: json_text(convert(values)))

    def postgresql_type(self) -> AnyType:
        """An array of the item's type."""
        item = self.item.postgresql_type() if isinstance(self.item, Stored) else self.item
        return postgresql.ARRAY(item)


def codec_of(type_: AnyType, dialect: Dialect) -> Codec:
    """The conversions of any type that a statement uses; TypeError for one that differs between databases."""
    match type_:
        case Stored():
            return type_.codec(dialect)
        case sa.Boolean():
            return BooleanType().codec(dialect)
        case sa.Uuid():
            return UuidType().codec(dialect)
        case sa.Float():
            return Codec()
        case sa.Numeric():
            return Codec(decimal_text, decimal_of, str)
        case sa.DateTime() | sa.Date() | sa.Time() | sa.Interval() | sa.JSON():
            raise TypeError(f"{type_!r} differs between databases: use the types of dougong.storage.types")
        case _:
            return Codec()
