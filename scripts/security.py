"""Run the attack corpora against a server of their own; options go to pytest."""

import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.become(bootstrap.PYTHON, "-m", "pytest", "tests/security", *sys.argv[1:])
