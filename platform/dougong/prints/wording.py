"""Values of a record as paper shows them, within a limit for the whole sheet."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from dougong.kernel.messages import sentence
from dougong.process.words import shown, worded
from dougong.storage.output import MASKED, RESTRICTED
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.formula.values import Zone
from dougong_engine.kinds import Kind

VALUE_CHARACTERS = 20_000
SHEET_CHARACTERS = 400_000


@dataclass(slots=True)
class Wording:
    """Words values for one reader; `left` is how many characters the sheet may still take."""

    zone: Zone
    locale: str
    left: int = SHEET_CHARACTERS

    def bounded(self, text: str, most: int = VALUE_CHARACTERS) -> str:
        """The text, or as much of it as fits."""
        most = min(most, self.left)
        kept = text if len(text) <= most else f"{text[: max(0, most - 1)]}…"
        self.left = max(0, self.left - len(kept))
        return kept

    def said(self, code: str, **params: object) -> str:
        """A word or sentence of ours."""
        return sentence(code, params, self.locale)

    def of(self, record: dict[str, Any], key: str, spec: FieldSpec) -> str:
        """A value of a record by key; its mask or 'restricted' where the reader may not see it."""
        if key in record.get(RESTRICTED, ()):
            return str(record.get(MASKED, {}).get(key) or self.said("access.restricted"))
        return self.bounded(self._words(spec, record.get(key)))

    def _words(self, spec: FieldSpec, raw: Any) -> str:
        if raw is None or raw == []:
            return ""
        if field_type(spec).refers is Refers.FILE:
            return self.said("print.files", count=len(raw) if isinstance(raw, list) else 1)
        if isinstance(raw, list) and isinstance(raw[0], dict):
            return "、".join(title for one in raw if (title := str(one.get("title") or "")))
        if isinstance(raw, dict):
            return str(raw.get("title") or raw.get("address") or "")
        return self._plain(spec, raw)

    def _plain(self, spec: FieldSpec, raw: Any) -> str:
        match spec.kind():
            case Kind.BOOLEAN:
                return self.said("print.yes" if raw else "print.no")
            case Kind.NUMBER:
                return worded(spec, raw if isinstance(raw, int) else Decimal(raw))
            case Kind.MOMENT:
                return f"{self.zone.local(datetime.fromisoformat(raw)):%Y-%m-%d %H:%M}"
            case _ if spec.computed():
                return "、".join(map(str, raw)) if isinstance(raw, list) else str(raw)
            case _:
                return worded(spec, shown(spec, field_type(spec).parse(spec, raw), self.zone, {}))
