"""Run the benchmarks (`bench/`) and write bench/results/latest.json; options go to them."""

import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.become(bootstrap.PYTHON, "bench", *sys.argv[1:])
