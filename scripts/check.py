"""The fast part of the tests: format, lint, layers, types and everything that needs no server."""

import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.continue_inside()
    import front_end
    import runner
    import steps

    front_end.install(steps.FRONTEND)
    sys.exit(runner.run(runner.choose(steps.FAST, sys.argv[1:])))
