import type { Plan } from "../../../src/experiment/plan.js";
import { traceOffset } from "../../../src/index.js";
import type { Trace } from "../../../src/model/trace.js";
import { fixed, type ShownSession } from "../shown/harness.js";
import type { Claim, Measure } from "./claim.js";
import type { SetOutcome } from "./outcome.js";
import { on } from "./words.js";

const ARMS = {
  buffer: "document 003's policy in its player",
  "buffer-one-at-a-time": "the same with one download at a time",
};
const NAMES = Object.keys(ARMS);

/** A step counts once playback has settled, and if the next one is as far away as it should be; seconds. */
const SETTLED = 30;
const UP_BETWEEN = [10, 20] as const;
const DOWN_WITHIN = 4;

type Direction = "up" | "down";

const share = (heading: string, column: string, direction: Direction): Measure => ({
  heading,
  read: ({ values }) => ({ above: 100 * values[column]!, below: values[`${direction}_steps`]! }),
});
const delay = (heading: string, direction: Direction): Measure => ({
  heading,
  read: ({ values }) => ({ above: values[`${direction}_delay`]!, below: values[`${direction}_followed`]! }),
});
const upInTime = share("up 10 to 20 s after the step (% of steps)", "up_in_time", "up");
const downInTime = share("down within 4 s of the step (% of steps)", "down_in_time", "down");
const upDelay = delay("from a step up to the first higher request (s)", "up");
const downDelay = delay("from a step down to the first lower request (s)", "down");

export const switchDelays: Claim = {
  title: "Slow up, fast down",
  says:
    "Document 003 (section 2.2) gives its policy's delay before an up-switch as 10 to 20 s, so that the bandwidth is " +
    "known to be stable, and before a down-switch as less than 4 s, so that playback does not stall.",
  scenario: "scenarios/claims/switch-delays.yaml",
  arms: ARMS,
  columns: delaysOf,
  tables: [
    { measure: upInTime, means: NAMES },
    { measure: upDelay, means: NAMES },
    { measure: downInTime, means: NAMES },
    { measure: downDelay, means: NAMES },
  ],
  verdict(outcomes) {
    const figure = (set: string, arm: string, measure: Measure, digits: number) => {
      const { mean } = on(outcomes, set).mean(arm, measure);
      return mean === undefined ? "no" : fixed(mean, digits);
    };
    const one = (set: string, measure: Measure) => figure(set, "buffer-one-at-a-time", measure, 1);
    const holds = (measure: Measure) =>
      outcomes.every((outcome: SetOutcome) => outcome.mean("buffer", measure).mean! >= 95);
    return {
      inShort: `Up ${holds(upInTime) ? "holds" : "does not hold"}; down ${holds(downInTime) ? "holds" : "does not hold"}.`,
      words:
        `With one download at a time, the first higher request comes ${one("one-level-steps", upDelay)} s after a ` +
        `step of one level and ${one("four-level-steps", upDelay)} s after one of four; the first lower one ` +
        `${one("one-level-steps", downDelay)} and ${one("four-level-steps", downDelay)} s. The average weighs the ` +
        "newest segment with 0.7, and a change of two levels waits for nothing: up is as fast as down, and faster " +
        "where it should be slow. Down is slow because nothing is given up: the request under way, chosen before " +
        "the step, has to end first.",
    };
  },
  limits: [
    "The delay ends with the request, not with what is shown: that comes a buffer later, up to 30 s.",
    "Constant bitrates and a link without latency: in truth sizes vary, and the policy's average with them.",
    "Only steps at least 30 s after the beginning count, and only with the whole 75 s after them.",
  ],
};

/** Counts steps of the link, and when the first request at another level in their direction was decided on. */
function delaysOf(session: ShownSession, { traces, seed }: Plan): Record<string, number> {
  const { log, identity } = session;
  const trace = traces.find(({ name }) => name === identity.trace)!;
  const { requests } = log;
  const asked = Array.from({ length: requests.count }, (_, row) => ({
    at: requests.decided[row]!,
    level: requests.level[row]!,
  })).sort((a, b) => a.at - b.at);
  const end = asked.at(-1)?.at ?? 0;
  const counts: Record<string, number> = {};
  const add = (column: string, value: number) => {
    counts[column] = (counts[column] ?? 0) + value;
  };
  for (const direction of ["up", "down"])
    for (const column of ["steps", "followed", "delay", "in_time"]) add(`${direction}_${column}`, 0);

  for (const { at, next, direction } of stepsOf(trace, traceOffset(trace, seed, identity.replicate), end)) {
    const before = asked.findLast((each) => each.at <= at);
    if (before === undefined || at < SETTLED || next > end) continue;
    const sign = direction === "up" ? 1 : -1;
    const after = asked.find(
      (each) => each.at > at && each.at < next && sign * (each.level - before.level) > 0,
    );
    add(`${direction}_steps`, 1);
    if (after === undefined) continue;
    const seconds = after.at - at;
    add(`${direction}_followed`, 1);
    add(`${direction}_delay`, seconds);
    const inTime =
      direction === "up" ? seconds >= UP_BETWEEN[0] && seconds <= UP_BETWEEN[1] : seconds < DOWN_WITHIN;
    add(`${direction}_in_time`, inTime ? 1 : 0);
  }
  return counts;
}

/** The changes of a trace of two intervals, in seconds of the session. */
function stepsOf(trace: Trace, offset: number, end: number) {
  const steps: { readonly at: number; readonly next: number; readonly direction: Direction }[] = [];
  const [low, high] = trace.durations as unknown as [number, number];
  for (let start = -offset; start < end; start += trace.period) {
    steps.push({ at: start, next: start + low, direction: "down" });
    steps.push({ at: start + low, next: start + low + high, direction: "up" });
  }
  return steps;
}
