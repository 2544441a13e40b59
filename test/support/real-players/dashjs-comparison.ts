import fc from "fast-check";
import { expect, vi } from "vitest";
import type { PolicyFactory } from "../../../src/model/policy.js";
import { loadDashJs, RealDashJs } from "./dashjs.js";
import { type DuelLimits, type DuelParts, duel, duelSessions } from "./dashjs-duel.js";

/** Rules of dash.js, and the policy that is to do as they do. */
export interface Comparison {
  readonly name: string;
  /** `streaming.abr.rules` of dash.js's settings. */
  readonly rules: object;
  readonly options: object;
  readonly limits?: DuelLimits;
  /** Reasons that have to have been given, so that nothing passes for want of cases. */
  readonly reasons: readonly string[];
  /** Whether downloads have to have been given up. */
  readonly abandons?: true;
  /** As in {@link DuelParts}. */
  readonly copies?: DuelParts["copies"];
}

const off = { active: false };

/** dash.js's settings with no rule on, to switch some on. */
export const NO_RULES = {
  throughputRule: off,
  bolaRule: off,
  insufficientBufferRule: off,
  switchHistoryRule: off,
  droppedFramesRule: off,
  abandonRequestsRule: off,
};

const SESSIONS = 200;
/** Anywhere but 0, which the fake clock takes for the time of day. */
const EPOCH_MS = 1e12;

export function fakeClock(): void {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: EPOCH_MS });
}

/** Plays 200 random sessions to both: same levels, same waits, same downloads given up. */
export async function expectSame(policy: PolicyFactory, comparison: Comparison): Promise<void> {
  const dashjs = await loadDashJs();
  const { rules, options, limits, reasons, abandons, copies } = comparison;
  const heard = new Set<string>();
  let givenUp = 0;
  fc.assert(
    fc.property(duelSessions({ ...limits, rules }), (session) => {
      vi.setSystemTime(EPOCH_MS);
      vi.clearAllTimers();
      const real = new RealDashJs(dashjs, session);
      const advance = (ms: number) => void vi.advanceTimersByTime(ms);
      const record = duel(session, { real, policy, options, advance, copies });
      real.close();
      for (const reason of record.reasons) heard.add(reason);
      givenUp += record.abandonments.length;
      expectPairs(record.asked);
      expectPairs(record.abandonments);
      for (const { ours, theirs } of record.waits) expect(Math.abs(ours - theirs)).toBeLessThan(1e-9);
    }),
    { numRuns: SESSIONS, seed: 5 },
  );
  expect([...heard]).toEqual(expect.arrayContaining([...reasons]));
  if (abandons) expect(givenUp).toBeGreaterThan(0);
}

function expectPairs(pairs: readonly { readonly ours: unknown; readonly theirs: unknown }[]): void {
  expect(pairs.map(({ ours }) => ours)).toEqual(pairs.map(({ theirs }) => theirs));
}
