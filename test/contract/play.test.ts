import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { legalSessions } from "../../src/contract/legal-sessions.js";
import { contextOf, type PlayOptions, playTo, type TakenDecision } from "../../src/contract/play.js";
import type { LegalSession } from "../../src/contract/session.js";
import type { Observation, Policy, Sample } from "../../src/model/policy.js";

/** Plays a session to a policy that climbs and waits, and notes what it is shown at each decision. */
function played(session: LegalSession, options?: PlayOptions) {
  const shown: Observation[] = [];
  const told: Sample[] = [];
  const climber: Policy = {
    name: "climber",
    decide(o) {
      shown.push(structuredClone(o));
      return { level: Math.min(o.allowed[1], (o.lastLevel ?? -1) + 1), waitSeconds: o.segment.index % 2 };
    },
    onSample: (sample, o) => {
      expect(o.now).toBe(sample.end);
      expect(o.samples[o.samples.length - 1]).toEqual(sample);
      told.push({ ...sample });
    },
  };
  const decisions: TakenDecision[] = [...playTo(climber, session, options)];
  return { shown, told, decisions };
}

const withoutSamples = ({ samples, ...rest }: Observation) => rest;

describe("playTo", () => {
  it("shows what the model promises", () => {
    fc.assert(
      fc.property(legalSessions(), (session) => {
        const { shown, told } = played(session);
        let before = 0;
        shown.forEach((o, index) => {
          expect(o.now).toBeGreaterThanOrEqual(before);
          before = o.now;
          expect(o.buffer).toBeLessThanOrEqual(o.maxBuffer);
          expect(o.allowed[0]).toBeLessThanOrEqual(o.allowed[1]);
          expect(o.allowed[1]).toBeLessThan(o.levels.length);
          expect(Array.from(o.samples)).toEqual(told.slice(0, index));
          expect(o.lastLevel).toBe(told[index - 1]?.level);
          expect(o.segment.remaining).toBe(session.steps.length - index);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("told again with faster transfers, differs in nothing but the samples' transfers", () => {
    const speedUps = fc.double({ min: 1.001, max: 1000, noNaN: true });
    fc.assert(
      fc.property(legalSessions(), speedUps, (session, speedUp) => {
        const first = played(session);
        const again = played(session, { retelling: { decisions: first.decisions, speedUp } });
        expect(again.shown.map(withoutSamples)).toEqual(first.shown.map(withoutSamples));
        again.told.forEach((sample, index) => {
          const { start, firstByte, end, bits, level } = first.told[index]!;
          expect(sample).toMatchObject({ start, firstByte, bits, level });
          expect(sample.end - firstByte).toBeCloseTo((end - firstByte) / speedUp, 6);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("contextOf", () => {
  it("has the sizes of segments where the session says so, and of those alone", () => {
    fc.assert(
      fc.property(legalSessions(), (session) => {
        const { sizeOf } = contextOf(session);
        expect(sizeOf !== undefined).toBe(session.sizesAhead);
        const { shown } = played(session);
        for (const { segment } of shown)
          if (sizeOf && segment.sizes)
            expect(session.levels.map((_, level) => sizeOf(segment.index, level))).toEqual(
              Array.from(segment.sizes),
            );
        expect(sizeOf?.(session.steps.length, 0)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it("draws alike from the same session, and tells the future to oracles alone", () => {
    const [session] = fc.sample(legalSessions(), { numRuns: 1, seed: 3 });
    const draw = () => Array.from({ length: 3 }, contextOf(session!).random);
    expect(draw()).toEqual(draw());
    expect(contextOf(session!).future).toBeUndefined();
    expect(contextOf(session!, true).future!.deliveryEnd(5, 100)).toBeGreaterThanOrEqual(5);
  });
});
