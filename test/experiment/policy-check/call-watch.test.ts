import { describe, expect, it } from "vitest";
import { CallWatch, readNote } from "../../../src/experiment/policy-check/call-watch.js";
import { checkPolicyRules } from "../../../src/experiment/policy-check/check.js";
import { COMES_TO_AN_END, endlessCall } from "../../../src/experiment/policy-check/comes-to-an-end.js";
import { policyOnTrial } from "../../../src/experiment/policy-check/subject.js";
import type { Observation, Policy, PolicyContext } from "../../../src/model/policy.js";

const CONTEXT: PolicyContext = {
  levels: [{ bitrate: 300_000 }, { bitrate: 750_500 }],
  segmentDuration: 4,
  maxBuffer: 30,
  media: "video",
  random: () => 0.5,
};
const OBSERVATION: Observation = {
  now: 12.3456,
  phase: "playing",
  buffer: 8.25,
  maxBuffer: 30,
  playbackRate: 1,
  lastLevel: 1,
  levels: CONTEXT.levels,
  allowed: [0, 1],
  segment: { index: 4, duration: 4, remaining: 10 },
  samples: [{ start: 0, firstByte: 1, end: 2, bits: 1000, level: 1 }],
};

/** A watch, and what it noted last. */
function watching() {
  const notes: string[] = [];
  const watch = new CallWatch((text) => void notes.push(text));
  return { watch, notes, last: () => readNote(notes.at(-1)!) };
}

describe("CallWatch", () => {
  it("notes each call before it is made", () => {
    const { watch, last } = watching();
    const seen: unknown[] = [];
    watch.tries({ rule: "legal", path: "3" });
    const policy = watch.over(() => {
      seen.push(last());
      return {
        name: "p",
        decide: () => {
          seen.push(last());
          return { level: 0 };
        },
        onIdle: () => void seen.push(last()),
      };
    })({}, CONTEXT);
    policy.decide(OBSERVATION);
    policy.decide(OBSERVATION);
    policy.onIdle!(2);
    const context = { bitrates: [300_000, 750_500], segmentDuration: 4, maxBuffer: 30 };
    const shown = { now: 12.3456, phase: "playing", buffer: 8.25, lastLevel: 1, segment: 4, samples: 1 };
    expect(seen).toMatchObject([
      { call: "factory", rule: "legal", path: "3", context },
      { call: "decide", rule: "legal", path: "3", context, decisions: 1, seen: shown },
      { call: "decide", decisions: 2 },
      { call: "onIdle", decisions: 2 },
    ]);
    expect(seen[3]).not.toHaveProperty("seen");
  });

  it("leaves the policy as it is: its claims, what it lacks, itself in its methods, and a frozen one", () => {
    class Counting implements Policy {
      readonly name = "counting";
      readonly monotone = true;
      private count = 0;
      decide() {
        return { level: this.count++ };
      }
    }
    const policy = watching().watch.over(() => new Counting())({}, CONTEXT);
    expect([policy.name, policy.monotone, policy.onSample, "decide" in policy, "onSample" in policy]).toEqual(
      [...["counting", true, undefined, true, false]],
    );
    expect([policy.decide(OBSERVATION), policy.decide(OBSERVATION)]).toEqual([{ level: 0 }, { level: 1 }]);
    const frozen = watching().watch.over(() => Object.freeze({ name: "p", decide: () => ({ level: 1 }) }));
    expect(frozen({}, CONTEXT).decide(OBSERVATION)).toEqual({ level: 1 });
  });

  it("is at rest when all has been tried, and the verdicts are the same as without", async () => {
    const policy = await policyOnTrial("bba-1", {}, { base: ".", cwd: "." });
    const options = { runs: 10, seed: 2 };
    const { watch, notes } = watching();
    expect([...checkPolicyRules(policy, options, watch)]).toEqual([...checkPolicyRules(policy, options)]);
    expect(notes.at(-1)).toBe("");
    const rules = new Set(notes.filter((text) => text !== "").map((text) => readNote(text)!.rule));
    expect([...rules]).toContain("beside");
    expect(notes.some((text) => readNote(text)?.session?.startsWith("bba-1 on trace "))).toBe(true);
  });
});

describe("a call that does not come to an end", () => {
  const told = { seconds: 10, seed: 7, place: "p.ts:3" };

  it("is told of with what was seen, the place, and how to try it again", () => {
    const { watch, last } = watching();
    watch.tries({ rule: "legal", path: "3" });
    watch
      .over(() => ({ name: "p", decide: () => ({ level: 0 }) }))({}, CONTEXT)
      .decide(OBSERVATION);
    expect(endlessCall(last(), told)).toEqual({
      ...COMES_TO_AN_END,
      status: "broken",
      problem: "decide() had not come to an end after 10 s",
      place: "p.ts:3",
      session: [
        'while the rule "legal" was tried',
        "a ladder of 300, 750.5 kbit/s, segments of 4 s, up to 30 s of buffer",
        "decision 1: playing, 12.35 s after play was pressed, segment 4, buffer 8.25 s, last level 1, levels 0 to 1 allowed, 1 finished download",
      ],
      replay: { seed: 7, path: "legal:3" },
    });
  });

  it("of a whole session has that session, and no path", () => {
    const { watch, last } = watching();
    watch.tries({ session: "p on trace a" });
    watch.over(() => ({ name: "p", decide: () => ({ level: 0 }) }))({}, CONTEXT);
    const told = endlessCall(last(), { seconds: 3, seed: 1, place: undefined });
    expect(told.problem).toBe("the factory had not come to an end after 3 s");
    expect(told.session?.[0]).toBe("p on trace a");
    expect(told).not.toHaveProperty("replay");
    expect(told).not.toHaveProperty("place");
  });

  it("is told of even where nothing more is known", () => {
    expect(endlessCall(readNote('{"call":"dec'), told).problem).toBe(
      "a call had not come to an end after 10 s",
    );
    expect(endlessCall({ call: "load" }, told).problem).toBe("loading it had not come to an end after 10 s");
  });
});
