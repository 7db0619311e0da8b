/** `node runBatch.ts < batch.json > outcomes.json`, for tests that compare this executor with the others. */
import { readFileSync } from "node:fs";
import { type Batch, run } from "./runner.ts";

process.stdout.write(JSON.stringify(run(JSON.parse(readFileSync(0, "utf8")) as Batch)));
