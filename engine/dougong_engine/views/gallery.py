"""Cards with a picture."""

from collections.abc import Iterator
from typing import Literal

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views import _demands
from dougong_engine.views._type import Ground, ViewSpec, ViewType


class Gallery(ViewSpec):
    """`cover` is a field of photos or files, of which the first is drawn, cut to fill the card or shown whole; `color`
    is a choice field."""

    type: Literal["gallery"]
    cover: FieldPath | None = None
    fit: Literal["fill", "whole"] = "fill"
    card: tuple[FieldPath, ...] = ()
    color: FieldPath | None = None


def check(gallery: Gallery, ground: Ground) -> Iterator[Problem]:
    """Picture and colour."""
    yield from _demands.picture(ground, gallery.cover, "cover")
    yield from _demands.choice(ground, gallery.color, "color")


VIEW = ViewType(name="gallery", spec=Gallery, layout="gallery", phone=True, check=check)
