import { describe, expect, it } from "vitest";
import { metricDraft } from "@/testing/boardWorkbench";
import { firstBands, rises, stored, typed, withBand, withoutBand } from "./bands";
import type { MetricDraft } from "./documents";

const plain = metricDraft as unknown as MetricDraft;
const share: MetricDraft = { ...plain, show: "percent" };

describe("thresholds", () => {
  it("are typed as people write them and kept as the metric holds them", () => {
    expect([typed(share, "0.8"), typed(plain, "80")]).toEqual(["80", "80"]);
    expect([stored(share, "82.5 %"), stored(plain, "1,000")]).toEqual(["0.825", "1000"]);
    expect(stored(plain, "many")).toBeUndefined();
  });

  it("rise, and the first has no lower end", () => {
    const bands = firstBands(share);
    expect(rises(bands)).toBe(true);
    expect(
      rises([{ level: "risk" }, { level: "warning", least: "2" }, { level: "healthy", least: "2" }]),
    ).toBe(false);
    expect(rises(withBand({ ...share, bands }))).toBe(true);
    expect(withoutBand(bands, 0)).toEqual([{ level: "warning" }, { level: "healthy", least: "1" }]);
    expect(withBand(plain)).toEqual(firstBands(plain));
  });
});
