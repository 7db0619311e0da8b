"""The long form of the crash tests: every failpoint, hundreds of kills; prints its counts."""

import os
import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    os.environ["DOUGONG_CHAOS"] = "long"
    bootstrap.become(bootstrap.PYTHON, "-m", "pytest", "tests/chaos", "-s", *sys.argv[1:])
