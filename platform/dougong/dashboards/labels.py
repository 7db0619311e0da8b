"""What a group is called, in the caller's language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from dougong.dashboards.wire import plain
from dougong.records.scene import Scene
from dougong.storage.dimension import Dimension
from dougong.storage.resolve import field_at
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.formula.numbers import number_text
from dougong_engine.query.query import Bucket

Labeller = Callable[[object, object], str | None]
YES_NO: Mapping[str, tuple[str, str]] = {"zh-CN": ("否", "是"), "en": ("No", "Yes")}


def labeller(scene: Scene, dimension: Dimension) -> Labeller:
    """From a group's value and what the database calls it to its label; None for empty cells and hidden titles."""
    spec, bucket = dimension.spec, dimension.group.bucket
    names = option_names(scene, dimension.owner, spec)
    pointing = field_type(spec).refers is not None
    no, yes = YES_NO.get(scene.principal.locale, YES_NO["zh-CN"])

    def label(value: object, known: object) -> str | None:
        match value:
            case None:
                return None
            case _ if pointing:
                return None if known is None else str(plain(known))
            case bool():
                return yes if value else no
            case Decimal():
                return number_text(value)
            case date() if bucket:
                return stretch(value, bucket)
            case str():
                return names.get(value, value)
            case _:
                return str(plain(value))

    return label


def option_names(scene: Scene, owner: str, spec: FieldSpec | None) -> Mapping[str, str]:
    """Option id → name in the caller's language; empty for fields without options."""
    if not isinstance(spec, Choice):
        return {}
    schema = scene.planning.schema
    shown = field_at(schema, owner, (spec.id,), scene.principal.locale)
    return {one.id: one.name for one in shown.options} if isinstance(shown, Choice) else {}


def stretch(first: date, bucket: Bucket) -> str:
    """A stretch of days by its first day: 2026-11-22, 2026-11, 2026 Q4, 2026."""
    match bucket:
        case "month":
            return f"{first:%Y-%m}"
        case "quarter":
            return f"{first.year} Q{(first.month + 2) // 3}"
        case "year":
            return str(first.year)
        case _:
            return first.isoformat()
