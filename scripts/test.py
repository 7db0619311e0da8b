"""Everything that must hold before a change lands; name steps to run only those."""

import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.continue_inside()
    import front_end
    import runner
    import steps

    front_end.install(steps.FRONTEND)
    sys.exit(runner.run(runner.choose(steps.FAST + steps.SLOW, sys.argv[1:])))
