import { describe, expect, it } from "vitest";
import type { Decision, Observation, PolicyFactory } from "../../src/model/policy.js";
import { policies } from "../../src/policies/registry.js";
import { contract, type Subject } from "./contract.js";

/** Options beside the defaults that lead a policy down other paths. */
const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  bb: [{ firstLevel: 1 }, { reservoir: 0, cushion: 0.5 }],
  buffer: [{ panicAtOnce: true, largeChangeLevels: 1 }],
  constant: [{ level: 99 }],
  ewma: [{ literal: true }, { minQuality: 7, maxQuality: 2, maxLevelJump: 1, defaultEstimateKbps: 10_000 }],
  hysteresis: [
    { zones: true, sampleCount: 3 },
    { maxQuality: 1, upBufferSeconds: 0 },
  ],
  throughput: [{ insufficientBuffer: false }],
};

describe.each(policies)("contract of $name", ({ name, factory }) => {
  const subjects = [{}, ...(VARIANTS[name] ?? [])].map((options): Subject => ({ factory, options }));
  for (const { options, ...subject } of subjects)
    it.each(contract)(`$name, options ${JSON.stringify(options)}`, (rule) =>
      rule.check({ ...subject, ...(options && { options }) }),
    );
});

describe("the contract itself", () => {
  const check = (ruleName: string, factory: PolicyFactory) => () =>
    contract.find(({ name }) => name === ruleName)!.check({ factory }, { seed: 1 });
  const deciding =
    (decide: (o: Observation) => Decision): PolicyFactory =>
    () => ({ name: "suspect", decide });
  let shared = 0;
  let kept: Observation | undefined;

  const offences: readonly [rule: string, offence: string, factory: PolicyFactory, message: RegExp][] = [
    [
      "decide_anyLegalObservation_legalDecision",
      "half a level",
      deciding(() => ({ level: 0.5 })),
      /level 0.5/,
    ],
    [
      "decide_anyLegalObservation_legalDecision",
      "a level above the ladder",
      deciding((o) => ({ level: o.levels.length })),
      /not a level/,
    ],
    [
      "decide_anyLegalObservation_legalDecision",
      "a wait that is not a number",
      deciding(() => ({ level: 0, waitSeconds: Number.NaN })),
      /waitSeconds is NaN/,
    ],
    [
      "decide_anyLegalObservation_legalDecision",
      "an endless estimate",
      deciding(() => ({ level: 0, estimate: Number.POSITIVE_INFINITY })),
      /estimate is Infinity/,
    ],
    [
      "decide_anyLegalObservation_legalDecision",
      "abandoning to nowhere",
      () => ({ name: "suspect", decide: () => ({ level: 0 }), onProgress: () => ({ abandonTo: -1 }) }),
      /abandonTo -1/,
    ],
    [
      "decide_withLevelsRuledOut_staysWithinAllowed",
      "always the top",
      deciding((o) => ({ level: o.levels.length - 1 })),
      /allowed were/,
    ],
    [
      "decide_ladderOfOneLevel_thatLevel",
      "always level 1",
      deciding(() => ({ level: 1 })),
      /answered level 1/,
    ],
    [
      "decide_beforeAnySample_legalDecision",
      "relying on a last level",
      deciding((o) => ({ level: o.lastLevel! })),
      /level undefined/,
    ],
    [
      "decide_sameSessionTwice_sameDecisions",
      "a counter outside the instance",
      deciding((o) => ({ level: shared++ % o.levels.length })),
      /two instances differed/,
    ],
    [
      "decide_besideAnotherInstance_sameDecisionsAsAlone",
      "memory outside the instance",
      deciding((o) => {
        shared = o.lastLevel === undefined ? 0 : shared + 1;
        return { level: shared % o.levels.length };
      }),
      /another instance/,
    ],
    [
      "anyCall_observationTakenBack_neitherKeptNorChanged",
      "reading the last observation",
      deciding((o) => {
        const before = o.lastLevel === undefined ? o : kept!;
        kept = o;
        return { level: before.buffer > o.buffer ? o.allowed[0] : o.allowed[1] };
      }),
      /kept the observation/,
    ],
    [
      "anyCall_observationTakenBack_neitherKeptNorChanged",
      "writing into the observation",
      deciding((o) => {
        (o as { buffer: number }).buffer = 0;
        return { level: 0 };
      }),
      /changed the observation: buffer/,
    ],
    [
      "anyCall_observationTakenBack_neitherKeptNorChanged",
      "writing into the sizes",
      deciding((o) => {
        if (o.segment.sizes) (o.segment.sizes as Float64Array)[0] = 0;
        return { level: 0 };
      }),
      /array of numbers/,
    ],
    [
      "create_optionsAndContext_leftUnchanged",
      "sorting the ladder",
      (_, { levels }) => {
        (levels as unknown[]).reverse();
        return { name: "suspect", decide: () => ({ level: 0 }) };
      },
      /read only/,
    ],
    [
      "anyCall_clockAndChance_leftAlone",
      "the clock",
      deciding(() => ({
        level: 0,
        reason: String(Date.now() + new Date().toISOString() + performance.now()),
      })),
      /used Date.now, new Date, performance.now/,
    ],
    [
      "anyCall_clockAndChance_leftAlone",
      "chance of its own",
      deciding(() => ({ level: 0, reason: String(Math.random()) })),
      /used Math.random/,
    ],
  ];
  it.each(offences)("%s catches %s", (rule, _, factory, message) => {
    expect(check(rule, factory)).toThrow(message);
  });

  it("puts clock and chance back where they were", () => {
    const before = [Math.random, Date, performance.now];
    contract.at(-1)!.check({ factory: deciding(() => ({ level: 0 })) }, { sessions: 1 });
    expect([Math.random, Date, performance.now]).toEqual(before);
  });
});
