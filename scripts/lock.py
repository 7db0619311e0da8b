"""Renew the two lock files: exact versions with hashes for every system, and no registry address in them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--only-binary", ":all:", "--no-emit-index-url", "--no-header", "--no-annotate"),
    *("--extra", "postgres", "pyproject.toml"),
]
LOCKS = {
    "requirements.lock": ["--group", "build"],
    # The product's own versions are the same in both files, so that tests see what users get.
    "requirements-dev.lock": ["--group", "dev", "--constraint", "requirements.lock"],
}


def main() -> int:
    """Compile both locks; `--upgrade` takes newer versions that pyproject.toml allows. Needs uv on PATH."""
    for lock, options in LOCKS.items():
        command = [*COMPILE, *options, "--output-file", lock, *sys.argv[1:]]
        try:
            done = subprocess.run(command, cwd=ROOT, check=False)
        except FileNotFoundError:
            print("uv is not on PATH; it is needed only here: pip install uv", file=sys.stderr)
            return 1
        if done.returncode:
            return done.returncode
        print(f"wrote {lock}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
