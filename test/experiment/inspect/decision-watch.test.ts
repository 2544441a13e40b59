import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecisionWatch } from "../../../src/experiment/inspect/decision-watch.js";
import type { Policy, PolicyFactory } from "../../../src/model/policy.js";
import { policies } from "../../../src/policies/registry.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../../support/plain.js";

describe("a watched policy", () => {
  it("does what it would do unwatched, in both engines", () => {
    const rates = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.2, max: 9, noNaN: true })),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(...policies), rates, fc.boolean(), ({ name, factory }, link, abandons) => {
        if (name.startsWith("oracle-")) return;
        const abandonment = { progressEvery: 0.1, progressBits: 0, afterwards: "asked" as const };
        const session = (policy: PolicyFactory) =>
          play({ trace: plainTrace(link), policy, ...(abandons && { player: { abandonment } }) });
        const watch = new DecisionWatch();
        const [plain, watched] = [session(factory), session(watch.over(factory))];
        expect(requestsOf(watched.requests)).toEqual(requestsOf(plain.requests));
        expect(statesOf(watched)).toEqual(statesOf(plain));
        expect(watch.decisions.length).toBeGreaterThanOrEqual(plainVideo().durations.length);
      }),
      { numRuns: 40 },
    );
  });

  it("is seen at each decision: what it saw, and what it answered", () => {
    const watch = new DecisionWatch();
    const answers: PolicyFactory = () => ({
      name: "p",
      decide: (o) => ({ level: o.segment.index % 2, waitSeconds: 1, reason: "odd", estimate: 5 }),
    });
    const { requests } = play({ policy: watch.over(answers) });
    expect(watch.decisions).toHaveLength(requests.count);
    watch.decisions.forEach(({ saw, answer }, row) => {
      expect(saw.now).toBe(requests.decided[row]);
      expect(saw.samples).toBe(row);
      expect(saw.lastLevel).toBe(row === 0 ? undefined : (row - 1) % 2);
      expect(saw.segment.sizes).toEqual([4e6, 8e6, 16e6]);
      expect(answer).toEqual({ level: row % 2, waitSeconds: 1, reason: "odd", estimate: 5 });
    });
    expect(watch.samples).toHaveLength(requests.count - 1);
    expect(watch.samples[3]).toEqual({
      start: requests.requested[3],
      firstByte: requests.firstByte[3],
      end: requests.finished[3],
      bits: requests.received[3],
      level: 1,
    });
  });

  it("keeps its own state, private fields included", () => {
    class Counting implements Policy {
      readonly name = "counting";
      #count = 0;
      decide() {
        return { level: this.#count % 3 };
      }
      onSample() {
        this.#count++;
      }
    }
    const { requests } = play({ policy: new DecisionWatch().over(() => new Counting()) });
    expect(requestsOf(requests).map(({ level }) => level)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  });

  it("is seen where it throws, and fails as it would", () => {
    const watch = new DecisionWatch();
    const throwing: PolicyFactory = () => ({
      name: "p",
      decide(o) {
        if (o.segment.index === 2) throw new Error("no");
        return { level: 0 };
      },
    });
    expect(play({ policy: watch.over(throwing) }).end).toMatchObject({ status: "failed", segment: 2 });
    expect(watch.decisions.at(-1)).toMatchObject({ saw: { segment: { index: 2 } } });
    expect(watch.decisions.at(-1)).not.toHaveProperty("answer");
  });

  it("that is no policy is left to fail", () => {
    const none = new DecisionWatch().over((() => ({ decide: 5 })) as unknown as PolicyFactory);
    expect(play({ policy: none }).end).toMatchObject({ status: "failed" });
  });

  it("is forgotten when the session begins anew", () => {
    const watch = new DecisionWatch();
    const factory = watch.over(always(1));
    play({ policy: factory });
    const { requests } = play({ policy: factory });
    expect(watch.decisions).toHaveLength(requests.count);
  });
});
