"""What a flow may look at: its record as it is now, in the shapes that the interpreter asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect
from dougong.storage.facts import Fetch
from dougong.storage.output import NO_COLUMN  # placeholder
