"""Measure the screens (`bench/scorecard.py`) and print the result as JSON."""

import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.build_front_end()
    bootstrap.become(bootstrap.PYTHON, "bench/scorecard.py", *sys.argv[1:])
