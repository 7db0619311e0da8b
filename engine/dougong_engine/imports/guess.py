"""A first mapping from the names of columns and fields, in Chinese and English."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dougong_engine.design.entity import SYSTEM_FIELDS, Entity
from dougong_engine.fields import FieldSpec
from dougong_engine.imports.cells import fold, importable
from dougong_engine.imports.mapping import Mapping, Source

ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"customer", "account", "client", "company", "客户", "客户名称", "公司", "公司名称"}),
    frozenset(
        {"owner", "salesagent", "salesperson", "salesrep", "seller", "agent", "负责人", "销售", "业务员", "所有者"}
    ),
    frozenset({"code", "id", "number", "no", "编号", "代码", "编码", "单号"}),
    frozenset({"name", "title", "名称", "标题", "姓名"}),
    frozenset({"phone", "mobile", "tel", "telephone", "电话", "手机", "手机号", "联系电话"}),
    frozenset({"email", "mail", "邮箱", "电子邮件"}),
    frozenset({"amount", "value", "total", "金额"}),
    frozenset({"sector", "industry", "行业"}),
    frozenset({"stage", "status", "阶段", "状态", "销售阶段"}),
    frozenset({"product", "sku", "item", "产品", "商品"}),
    frozenset({"price", "unitprice", "salesprice", "单价", "价格", "销售价"}),
    frozenset({"department", "regionaloffice", "region", "部门", "大区", "区域"}),
    frozenset({"manager", "supervisor", "经理", "上级", "直属上级"}),
    frozenset({"notes", "remark", "remarks", "comment", "备注", "说明"}),
)
WORDS = re.compile(r"[\W_]+")
CERTAIN, LIKELY, ENOUGH = 1.0, 0.9, 0.6


def guess(entity: Entity, columns: Sequence[str], shown: Entity | None = None) -> Mapping:
    """Columns with the fields that they most likely fill; each field at most once.

    `shown` is the entity in the language of whoever imports: exports bear those names.
    """
    specs = [one for one in (*entity.fields, owner_field()) if importable(one)]
    title = entity.field(entity.title)
    spoken = [(shown.field(one.id) if shown is not None else None) or one for one in specs]
    scores = [
        (max(_score(column, side, _titles(entity) if spec is title else ()) for side in (spec, named)), place, -order)
        for place, column in enumerate(columns)
        for order, (spec, named) in enumerate(zip(specs, spoken, strict=True))
    ]
    found: dict[int, FieldSpec] = {}
    for score, place, order in sorted(scores, key=lambda one: (-one[0], one[1], -one[2])):
        spec = specs[-order]
        if score >= ENOUGH and place not in found and spec not in found.values():
            found[place] = spec
    return Mapping(columns=tuple(Source(column=columns[place], field=found[place].key) for place in sorted(found)))


def owner_field() -> FieldSpec:
    """The one system field that may be written."""
    return next(one for one in SYSTEM_FIELDS if one.id == "owner")


def _titles(entity: Entity) -> tuple[str, ...]:
    """A column that is called like the entity holds its titles."""
    return entity.key, entity.name


def _score(column: str, spec: FieldSpec, titles: Sequence[str]) -> float:
    names = [_bare(one) for one in (spec.key, spec.name, spec.id)]
    wanted = _bare(column)
    if wanted in names:
        return CERTAIN
    names += [_bare(one) for one in titles]
    best = max((_alike(wanted, one) for one in names if one), default=0.0)
    words, own = _words(column), set.union(*(_words(one) for one in (spec.key, spec.name)))
    shared = {one for one in words if any(_alike(one, other) >= LIKELY for other in own)}
    if shared:
        # The last word says what a thing is: `deal_stage` is a stage, `opportunity_id` is an id.
        last = WORDS.split(fold(column))[-1] in shared
        best = max(best, 0.5 + 0.3 * len(shared) / max(len(words), 1) + (0.05 if last else 0))
    return best


def _alike(one: str, other: str) -> float:
    if one == other:
        return LIKELY + 0.05
    if any(one in group and other in group for group in ALIKE):
        return LIKELY
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio * LIKELY if ratio >= 0.8 else 0.0


def _bare(text: str) -> str:
    return "".join(WORDS.split(fold(text)))


def _words(text: str) -> set[str]:
    return {one for one in WORDS.split(fold(text)) if one}
