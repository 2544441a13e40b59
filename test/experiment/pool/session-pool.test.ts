import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { Interrupted } from "../../../src/experiment/interrupted.js";
import { blocksFromThreads } from "../../../src/experiment/pool/session-pool.js";
import { plan } from "../plans.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const options = (units: number, signal?: AbortSignal) => ({
  plan: { ...plan(), replicates: units },
  written: {},
  beacons: undefined,
  range: { first: 0, end: units },
  blockUnits: 1,
  jobs: 2,
  signal,
});

describe("blocksFromThreads", () => {
  it("keeps no block that has been given out", async () => {
    const figures: WeakRef<object>[] = [];
    const firstUnits: number[] = [];
    for await (const { firstUnit, values } of blocksFromThreads(options(40))) {
      firstUnits.push(firstUnit);
      figures.push(new WeakRef(values));
      // What a weak reference has just been made of lives on for this turn.
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
      expect(figures.filter((each) => each.deref() !== undefined).length).toBeLessThan(4);
    }
    expect(firstUnits).toEqual(Array.from({ length: 40 }, (_, unit) => unit));
  });

  it("ends at once when it is interrupted, before and while it simulates", async () => {
    const stopped = new AbortController();
    stopped.abort();
    await expect(blocksFromThreads(options(40, stopped.signal)).next()).rejects.toThrow(Interrupted);
    const stopping = new AbortController();
    const blocks = blocksFromThreads(options(40, stopping.signal));
    await blocks.next();
    const next = blocks.next();
    stopping.abort();
    await expect(next).rejects.toThrow(Interrupted);
  });
});
