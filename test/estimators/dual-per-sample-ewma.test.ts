import { describe, expect, it } from "vitest";
import { dualPerSampleEwma } from "../../src/estimators/dual-per-sample-ewma.js";
import { download } from "./downloads.js";

const make = (sampleWindow = 30) =>
  dualPerSampleEwma({ fastNewWeight: 0.5, slowNewWeight: 0.25, defaultEstimate: 700, sampleWindow });

describe("dualPerSampleEwma", () => {
  it("answers its default before the first sample", () => {
    expect(make().estimate(0)).toBe(700);
    expect(make().estimate()).toBe(700);
  });

  it("follows a drop by the fast average and a rise by the slow one", () => {
    const [falling, rising] = [make(), make()];
    for (const bits of [2000, 1000]) falling.add(download(bits, 1));
    for (const bits of [1000, 2000]) rising.add(download(bits, 1));
    expect(falling.estimate(100)).toBe(1500);
    expect(rising.estimate(100)).toBe(1250);
  });

  it("answers its default once the newest sample is as old as the window, and remembers all the same", () => {
    const estimator = make();
    estimator.add(download(2000, 1, { end: 100 }));
    expect(estimator.estimate(129.9)).toBe(2000);
    expect(estimator.estimate(130)).toBe(700);
    estimator.add(download(1000, 1, { end: 140 }));
    expect(estimator.estimate(140)).toBe(1500);
  });

  it("takes the newest sample's end for now unless told", () => {
    const estimator = make();
    estimator.add(download(2000, 1));
    expect(estimator.estimate()).toBe(2000);
  });

  it("never forgets with an endless window", () => {
    const estimator = make(Number.POSITIVE_INFINITY);
    estimator.add(download(2000, 1));
    expect(estimator.estimate(1e9)).toBe(2000);
  });
});
