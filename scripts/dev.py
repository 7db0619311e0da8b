"""Serve with reload: the server restarts on changed Python, the browser follows the front end."""

import os
import subprocess
import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(bootstrap.DEVELOP)
    bootstrap.continue_inside()
    import front_end

    frontend = bootstrap.ROOT / "frontend"
    front_end.install(frontend)
    os.environ.setdefault("DOUGONG_DATA_DIR", str(bootstrap.ROOT / "data"))
    with subprocess.Popen(["node", "--run", "dev"], cwd=frontend, env=front_end.environment()) as pages:
        try:
            server = subprocess.run([bootstrap.PROGRAMS / "dougong", "serve", "--reload", *sys.argv[1:]], check=False)
        finally:
            pages.terminate()
    sys.exit(server.returncode)
