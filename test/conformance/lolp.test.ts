import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { lolp } from "../../src/policies/lolp.js";
import {
  type Comparison,
  expectSame,
  fakeClock,
  NO_RULES,
} from "../support/real-players/dashjs-comparison.js";

/*
 * The real LoLPRule of dash.js 5.2.1, by itself in the real AbrController, beside the policy. The real one draws numbers by
 * Math.random, ours none: whatever it draws, the levels are the same.
 */

beforeAll(fakeClock);
afterAll(() => void vi.useRealTimers());

const rules = { ...NO_RULES, loLPRule: { active: true } };
const playbackRates = [0.95, 1, 1, 1.05, 1.5];
const CASES: readonly Comparison[] = [
  {
    name: "live, at several playback rates",
    rules,
    options: {},
    limits: { live: true, lowLatency: true, durations: [500, 1000, 2000], playbackRates },
    reasons: ["nearest neuron", "low buffer", "no change"],
  },
  { name: "VOD", rules, options: {}, reasons: ["nearest neuron", "low buffer", "no change"] },
  { name: "audio", rules, options: {}, limits: { media: "audio" }, reasons: ["audio"] },
];

describe("dash.js 5.2.1's LoLPRule, same levels", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_, one) => expectSame(lolp, one));

  it.each([0, 0.25, 0.999])("live, whatever is drawn: %d", async (drawn) => {
    const chance = vi.spyOn(Math, "random").mockReturnValue(drawn);
    // fast-check draws numbers of its own.
    await expectSame(lolp, CASES[0]!).finally(() => chance.mockRestore());
  });
});
