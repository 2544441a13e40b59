import { describe, expect, it } from "vitest";
import { perSampleEwma } from "../../src/estimators/per-sample-ewma.js";
import { transferThroughput } from "../../src/estimators/sample-throughput.js";
import { download } from "./downloads.js";

describe("perSampleEwma", () => {
  it("is undefined before the first sample", () => {
    expect(perSampleEwma({ newWeight: 0.7 }).estimate()).toBeUndefined();
  });

  it("is the first sample, then moves by the new one's weight", () => {
    const average = perSampleEwma({ newWeight: 0.75 });
    average.add(download(1000, 1));
    expect(average.estimate()).toBe(1000);
    average.add(download(2000, 1));
    expect(average.estimate()).toBe(1750);
  });

  it("counts long and short downloads alike", () => {
    const average = perSampleEwma({ newWeight: 0.5 });
    average.add(download(1000, 1));
    average.add(download(60_000, 20));
    expect(average.estimate()).toBe(2000);
  });

  it("counts latency as request time unless told otherwise", () => {
    const requests = perSampleEwma({ newWeight: 0.5 });
    const transfers = perSampleEwma({ newWeight: 0.5, measure: transferThroughput });
    for (const average of [requests, transfers]) average.add(download(1000, 2, { latency: 1 }));
    expect([requests.estimate(), transfers.estimate()]).toEqual([500, 1000]);
  });

  it("skips a download that took no time", () => {
    const average = perSampleEwma({ newWeight: 0.5 });
    average.add(download(1000, 1));
    average.add(download(1000, 0));
    expect(average.estimate()).toBe(1000);
  });
});
