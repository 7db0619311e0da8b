"""Who leads: groups ranked by their first measure."""

from typing import Literal

from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets._type import WidgetType


class Leaderboard(Grouped):
    type: Literal["leaderboard"]


WIDGET = WidgetType(name="leaderboard", spec=Leaderboard, chart="leaderboard")
