import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { dashjs } from "../../src/policies/dashjs.js";
import {
  type Comparison,
  expectSame,
  fakeClock,
  NO_RULES,
} from "../support/real-players/dashjs-comparison.js";

/*
 * The real rules of dash.js 5.2.1, AbrController and all, beside the policy: shown the same sessions they have to choose
 * the same levels, hold back for the same time and give the same downloads up. Each rule by itself first, then together.
 */

beforeAll(fakeClock);
afterAll(() => void vi.useRealTimers());

const on = { active: true };
const ALL_OFF = {
  throughputRule: "off",
  bolaRule: "off",
  insufficientBufferRule: "off",
  switchHistoryRule: "off",
  droppedFramesRule: "off",
  abandonRequestsRule: false,
};

const CASES: readonly Comparison[] = [
  {
    name: "ThroughputRule",
    rules: { ...NO_RULES, throughputRule: on },
    options: { ...ALL_OFF, throughputRule: "default" },
    reasons: ["throughput", "no change"],
  },
  {
    name: "BolaRule",
    rules: { ...NO_RULES, bolaRule: on },
    options: { ...ALL_OFF, bolaRule: "default" },
    reasons: ["bola", "no change"],
  },
  {
    name: "BolaRule, for audio",
    rules: { ...NO_RULES, bolaRule: on },
    options: { ...ALL_OFF, bolaRule: "default" },
    limits: { media: "audio" },
    reasons: ["bola", "no change"],
  },
  {
    name: "DYNAMIC",
    rules: { ...NO_RULES, bolaRule: on, throughputRule: on },
    options: { ...ALL_OFF, bolaRule: "default", throughputRule: "default" },
    reasons: ["bola", "throughput", "no change"],
  },
  {
    name: "InsufficientBufferRule",
    rules: { ...NO_RULES, insufficientBufferRule: on },
    options: { ...ALL_OFF, insufficientBufferRule: "default" },
    reasons: ["insufficient buffer", "no change"],
  },
  {
    name: "SwitchHistoryRule beside ThroughputRule",
    rules: { ...NO_RULES, throughputRule: on, switchHistoryRule: on },
    options: { ...ALL_OFF, throughputRule: "default", switchHistoryRule: "default" },
    reasons: ["throughput", "switch history"],
  },
  {
    name: "DroppedFramesRule beside ThroughputRule",
    rules: { ...NO_RULES, throughputRule: on, droppedFramesRule: on },
    options: { ...ALL_OFF, throughputRule: "default", droppedFramesRule: "default" },
    limits: { dropsFrames: true },
    reasons: ["throughput", "dropped frames"],
  },
  {
    name: "AbandonRequestsRule beside ThroughputRule",
    rules: { ...NO_RULES, throughputRule: on, abandonRequestsRule: on },
    options: { ...ALL_OFF, throughputRule: "default", abandonRequestsRule: true },
    reasons: ["throughput"],
    abandons: true,
  },
  {
    name: "AbandonRequestsRule beside BolaRule",
    rules: { ...NO_RULES, bolaRule: on, abandonRequestsRule: on },
    options: { ...ALL_OFF, bolaRule: "default", abandonRequestsRule: true },
    reasons: ["bola", "after abandonment"],
    abandons: true,
  },
  {
    name: "the defaults",
    rules: {},
    options: {},
    reasons: ["bola", "throughput", "insufficient buffer", "switch history", "no change"],
    abandons: true,
  },
  {
    name: "the defaults, for audio",
    rules: {},
    options: {},
    limits: { media: "audio" },
    reasons: ["bola", "throughput", "insufficient buffer"],
    abandons: true,
  },
  {
    name: "the defaults, live",
    rules: {},
    options: {},
    limits: { live: true },
    reasons: ["bola", "throughput", "insufficient buffer"],
    abandons: true,
  },
  {
    name: "the defaults, live in low-latency mode",
    rules: {},
    options: { lowLatency: true },
    limits: { live: true, lowLatency: true },
    reasons: ["bola", "throughput"],
  },
  {
    name: "priorities",
    rules: {
      throughputRule: { priority: 0 },
      bolaRule: { priority: 1 },
      insufficientBufferRule: { priority: 0 },
      switchHistoryRule: { priority: 0.5 },
      droppedFramesRule: { active: true, priority: 1 },
    },
    options: {
      throughputRule: "weak",
      bolaRule: "strong",
      insufficientBufferRule: "weak",
      switchHistoryRule: "default",
      droppedFramesRule: "strong",
    },
    limits: { dropsFrames: true, durations: [6000] },
    reasons: ["bola", "throughput", "insufficient buffer", "dropped frames", "switch history"],
    abandons: true,
  },
];

describe("dash.js 5.2.1, same levels, waits and abandonments", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_, one) =>
    expectSame(dashjs, { ...one, copies: "as the first" }),
  );
});
