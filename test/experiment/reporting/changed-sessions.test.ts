import { describe, expect, it } from "vitest";
import { changedSession, mostChanged } from "../../../src/experiment/reporting/changed-sessions.js";
import { handMadeResults } from "../../support/results.js";

const results = handMadeResults({
  sets: { a: 6 },
  replicates: 2,
  arms: {
    old: () => ({ score: 10 }),
    new: (trace, replicate) => ({ score: trace === 5 ? undefined : 10 + trace * (replicate === 0 ? 1 : -3) }),
    same: () => ({ score: 10 }),
  },
});
const contrasts = [
  { policy: "new", control: "old" },
  { policy: "same", control: "old" },
];

describe("the sessions that changed most", () => {
  const changes = mostChanged(results, contrasts, "score");
  const named = changes.map((change) => changedSession(results, "score", change));

  it("come with the most changed first, one of each trace", () =>
    expect(named.map(({ policy, value }) => [policy.policy, policy.trace, policy.replicate, value])).toEqual([
      ["new", "a/4.csv", 1, -2],
      ["new", "a/3.csv", 1, 1],
      ["new", "a/2.csv", 1, 4],
    ]));

  it("stand beside their control's", () =>
    expect(named[0]).toMatchObject({
      control: { policy: "old", trace: "a/4.csv", replicate: 1 },
      controlValue: 10,
      metric: "score",
    }));

  it("are more of them where there is but one arm, and none that did not change or has no value", () => {
    const alone = mostChanged(results, contrasts.slice(0, 1), "score");
    expect(alone.map(({ unit }) => results.traceOfUnit[unit])).toEqual([4, 3, 2, 1]);
  });

  it("are none of a metric that there is not", () => {
    expect(mostChanged(results, contrasts, "nothing")).toEqual([]);
    expect(mostChanged(results, contrasts, undefined)).toEqual([]);
  });
});
