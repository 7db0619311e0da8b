"""Serve Dougong from this folder, with everything it keeps in ./data; options go to `dougong serve`."""

import os
import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.RUN)
    bootstrap.build_front_end()
    os.environ.setdefault("DOUGONG_DATA_DIR", str(bootstrap.ROOT / "data"))
    bootstrap.become(bootstrap.PROGRAMS / "dougong", "serve", *sys.argv[1:])
