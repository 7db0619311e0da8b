"""Where things are; importing this makes the project importable."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
IMPORTS = [str(ROOT / folder) for folder in ("engine", "platform", "tests", "bench")]

sys.path[:0] = [one for one in IMPORTS if one not in sys.path]
