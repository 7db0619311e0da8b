"""A program of its own that sets a sheet as a PDF under limits: JSON on its input, the PDF on its output.

Arguments: the layout. The input holds {"sheet": …, "fonts": […]}; without any of these fonts, a sheet in Chinese ends
with status 3. It imports typst and the standard library only and
runs with `-I`. The layout is ours and fixed; what the sheet holds is text to it and never markup.
"""

import json
import resource
import sys
from pathlib import Path

MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 30
NO_FONT = 3
OWN_FONT = "Libertinus Serif"
"""Brought along by typst; it has no Chinese type."""

CHINESE = "\u2e80"
"""From here on characters need a font of their own."""


def limit() -> None:
    """A sheet that grows too far ends this process and nothing else."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Limit, read, set, write."""
    limit()
    given = json.load(sys.stdin.buffer)
    import typst

    layout = Path(sys.argv[1])
    installed = set(typst.Fonts().families())
    fonts = [one for one in given["fonts"] if one in installed]
    sheet = json.dumps(given["sheet"], ensure_ascii=False)
    if not fonts and any(one >= CHINESE for one in sheet):
        sys.exit(NO_FONT)
    inputs = {"sheet": sheet, "fonts": json.dumps([*fonts, OWN_FONT])}
    sys.stdout.buffer.write(typst.compile(layout, root=layout.parent, sys_inputs=inputs))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
