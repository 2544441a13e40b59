import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagedSteps, rateSeries } from "../../../src/report/charts/timeline-series.js";
import { timeline } from "../builder.js";

describe("averagedSteps", () => {
  it("leaves steps alone where there are few", () => {
    const steps = [{ time: 0, value: 1 }];
    expect(averagedSteps(steps, 10, 1)).toBe(steps);
  });

  it("averages over equal stretches, by time and not by step", () => {
    const steps = [
      { time: 0, value: 4 },
      { time: 1, value: 8 },
      { time: 4, value: 2 },
    ];
    expect(averagedSteps(steps, 8, 2)).toEqual([
      { time: 0, value: 7 },
      { time: 4, value: 2 },
    ]);
  });

  it("keeps what the link carried in all", () => {
    const durations = fc.array(fc.double({ min: 0.001, max: 3, noNaN: true }), {
      minLength: 30,
      maxLength: 80,
    });
    fc.assert(
      fc.property(durations, (lengths) => {
        let time = 0;
        let carried = 0;
        const steps = lengths.map((length, index) => {
          const step = { time, value: index % 7 };
          time += length;
          carried += length * step.value;
          return step;
        });
        const averaged = averagedSteps(steps, time, 20);
        expect(averaged).toHaveLength(20);
        const sum = averaged.reduce((total, { value }) => total + (value * time) / 20, 0);
        expect(sum).toBeCloseTo(carried, 6);
      }),
    );
  });
});

describe("rateSeries", () => {
  it("is drawn on to the end of the session and no further", () => {
    const one = timeline();
    const { capacity, shown } = rateSeries({ ...one, end: 60.5 });
    expect(capacity.at(-1)).toEqual({ time: 60.5, value: one.capacity[60]!.kbps });
    expect(shown.at(-1)!.time).toBe(60.5);
  });

  it("orders requests by when they were made, not by when they finished", () => {
    const one = timeline();
    const { chosen } = rateSeries({ ...one, requests: [...one.requests].reverse() });
    expect(chosen).toEqual(rateSeries(one).chosen);
  });
});
