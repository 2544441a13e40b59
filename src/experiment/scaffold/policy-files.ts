import { exampleScenario, type ShippedPrefix } from "./example-scenario.js";

/** A file to be written. */
export interface ScaffoldedFile {
  readonly name: string;
  readonly text: string;
}

/** A user's policy with its test and a scenario that runs it. */
export interface ScaffoldedPolicy {
  readonly policy: ScaffoldedFile;
  readonly test: ScaffoldedFile;
  readonly scenario: ScaffoldedFile;
}

/**
 * The files of a new policy. The policy works as it is; the test needs nothing but Node, so that it runs in any folder.
 *
 * @param name letters, digits and hyphens
 * @param language what policy and test are written in
 */
export function scaffoldPolicy(
  name: string,
  language: "TypeScript" | "JavaScript",
  shipped: ShippedPrefix,
): ScaffoldedPolicy {
  const typed = language === "TypeScript";
  const file = typed ? `${name}.ts` : `${name}.mjs`;
  return {
    policy: { name: file, text: typed ? typescriptPolicy(name) : javascriptPolicy(name) },
    test: { name: typed ? `${name}.test.ts` : `${name}.test.mjs`, text: testOf(name, file, typed) },
    scenario: {
      name: `${name}.yaml`,
      text: exampleScenario({
        name,
        use: `./${file}`,
        variant: { name: `${name}-16s`, options: { reserveSeconds: 16 } },
        against: ["bb", "bola"],
        shipped,
      }),
    },
  };
}

const ABOUT =
  "The highest level that the last download's throughput sustains; the lowest while the buffer is low.";

const typescriptPolicy = (name: string): string => `import type { PolicyFactory } from "abrsim/policies";

interface Options {
  /** Below this buffer level the lowest level is asked for; seconds. */
  readonly reserveSeconds: number;
}

/** ${ABOUT} */
const factory: PolicyFactory<Options> = ({ reserveSeconds = 8 }, { levels }) => {
${bodyOf(name, { declared: "throughput: number | undefined", next: "levels[level + 1]!" })}};

export default factory;
`;

const javascriptPolicy = (name: string): string => `/**
 * ${ABOUT}
 * Below \`reserveSeconds\` of buffer the lowest level is asked for.
 *
 * @type {import("abrsim/policies").PolicyFactory<{ reserveSeconds: number }>}
 */
const factory = ({ reserveSeconds = 8 }, { levels }) => {
${bodyOf(name, { declared: "throughput", next: "levels[level + 1]" })}};

export default factory;
`;

/** Between the factory's braces: the same in both languages but for two words. */
const bodyOf = (
  name: string,
  words: { readonly declared: string; readonly next: string },
): string => `  // What is remembered belongs here: each session has an instance. All is in seconds, bits and bits per second.
  let ${words.declared};
  return {
    name: "${name}",
    // A claim, which \`abrsim policies check\` tries: after faster downloads, all else equal, no level is lower.
    monotone: true,
    onSample({ start, end, bits }) {
      if (end > start) throughput = bits / (end - start);
    },
    decide({ buffer, allowed: [lowest, highest] }) {
      if (buffer < reserveSeconds) return { level: lowest, reason: "reserve", estimate: throughput };
      let level = lowest;
      while (level < highest && ${words.next}.bitrate <= (throughput ?? 0)) level++;
      return { level, reason: "throughput", estimate: throughput };
    },
  };
`;

const testOf = (name: string, file: string, typed: boolean): string => {
  const as = (type: string) => (typed ? `: ${type}` : "");
  const imports = [
    'import assert from "node:assert/strict";',
    'import { test } from "node:test";',
    ...(typed ? ['import type { Observation, PolicyContext } from "abrsim/policies";'] : []),
    `import factory from "./${file}";`,
  ];
  return `${imports.join("\n")}

const levels = [{ bitrate: 300_000 }, { bitrate: 1_000_000 }, { bitrate: 3_000_000 }];
const context${as("PolicyContext")} = {
  levels,
  segmentDuration: 4,
  maxBuffer: 60,
  media: "video",
  random: () => 0.5,
};

/** What a player shows in mid-session, but for what is said. */
const observation = (said${as("Partial<Observation>")} = {})${as("Observation")} => ({
  now: 100,
  phase: "playing",
  buffer: 20,
  maxBuffer: 60,
  playbackRate: 1,
  lastLevel: 0,
  levels,
  allowed: [0, 2],
  segment: { index: 25, duration: 4, remaining: 50 },
  samples: [],
  ...said,
});

/** The policy after a download of 4 Mbit that took so many seconds. */
function policyAfter(seconds${as("number")}, options = {}) {
  const policy = factory(options, context);
  const sample = { start: 90, firstByte: 90, end: 90 + seconds, bits: 4_000_000, level: 1 };
  policy.onSample?.(sample, observation());
  return policy;
}

test("${name}: a throughput of exactly a level's bitrate is enough for it", () => {
  assert.equal(policyAfter(4).decide(observation()).level, 1);
  assert.equal(policyAfter(4.01).decide(observation()).level, 0);
});

test("${name}: below the reserve, the lowest level", () => {
  const policy = policyAfter(1, { reserveSeconds: 10 });
  assert.equal(policy.decide(observation({ buffer: 9.99 })).level, 0);
  assert.equal(policy.decide(observation({ buffer: 10 })).level, 2);
});

test("${name}: never outside what the player allows", () => {
  assert.equal(policyAfter(1).decide(observation({ allowed: [0, 1] })).level, 1);
  assert.equal(policyAfter(100).decide(observation({ allowed: [1, 2] })).level, 1);
});
`;
};
