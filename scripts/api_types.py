"""Write the types of the API that the front end is checked against: from the routes, through OpenAPI, to TypeScript."""

import json
import sys

import bootstrap

if __name__ == "__main__":
    bootstrap.continue_inside()
    sys.path[:0] = [str(bootstrap.ROOT / folder) for folder in ("engine", "platform")]
    import front_end
    import steps
    from dougong.app import described

    generated = steps.FRONTEND / "src" / "api" / "generated"
    generated.mkdir(exist_ok=True)
    (generated / "openapi.json").write_text(json.dumps(described(), ensure_ascii=False))
    front_end.node(steps.FRONTEND, ["--run", "api"])
