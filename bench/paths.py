"""Where things are, and what has to be importable in the processes that are started."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
IMPORTS = [str(ROOT / folder) for folder in ("engine", "platform", "tests", "bench")]
