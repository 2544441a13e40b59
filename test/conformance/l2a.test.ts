import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { l2a } from "../../src/policies/l2a.js";
import {
  type Comparison,
  expectSame,
  fakeClock,
  NO_RULES,
} from "../support/real-players/dashjs-comparison.js";

/* The real L2ARule of dash.js 5.2.1, by itself in the real AbrController, beside the policy. */

beforeAll(fakeClock);
afterAll(() => void vi.useRealTimers());

const rules = { ...NO_RULES, l2ARule: { active: true } };
const playbackRates = [0.95, 1, 1, 1.05, 1.5];
const CASES: readonly Comparison[] = [
  {
    name: "live, at several playback rates",
    rules,
    options: {},
    limits: { live: true, lowLatency: true, durations: [500, 1000, 2000], playbackRates },
    reasons: ["start", "learning", "no change"],
  },
  { name: "VOD", rules, options: {}, reasons: ["start", "learning", "no change"] },
  { name: "audio", rules, options: {}, limits: { media: "audio" }, reasons: ["audio"] },
];

describe("dash.js 5.2.1's L2ARule, same levels", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_, one) => expectSame(l2a, one));
});
