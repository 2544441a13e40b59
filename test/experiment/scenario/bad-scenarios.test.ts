import { describe, expect, it } from "vitest";
import { PROFILES } from "../../../src/experiment/profiles/index.js";
import { parseScenario } from "../../../src/experiment/scenario/index.js";
import { scenarioSchema } from "../../../src/experiment/scenario/schema.js";
import { keysAt } from "../../../src/experiment/scenario/schema-walk.js";

/** Seven lines; what a case adds is on line 8. */
const GOOD = `traces: [t]
videos: [v]
policies:
  - ewma
  - { use: buffer, name: cautious, player: { maxBufferSeconds: 10 } }
  - use: ./my-policy.ts
seed: 1
`;
const keys = (...path: (string | number)[]) =>
  keysAt(scenarioSchema, path)
    .filter((key) => key !== "$schema")
    .join(", ");
const ROOT_KEYS = keys();
const ARM_KEYS = keys("policies", 0);
const PLAYER_KEYS = keys("player");
const PROFILE_NAMES = [...PROFILES.keys()].join(", ");
const AN_ARM =
  "the name of a policy, or the path of a policy file, or a mapping such as { use: buffer, name: cautious }";
const A_NAME = "a name of letters, digits, dots, hyphens and underscores, at most 100";

type Case = [what: string, text: string, message: string];

/** The message without the file's name, which is the same in all. */
function problemOf(text: string): string {
  try {
    parseScenario(text, "s.yaml");
  } catch (error) {
    expect(error).toMatchObject({ name: "InputError" });
    return (error as Error).message;
  }
  return "no error";
}

const instead = (old: string, by: string) => {
  expect(GOOD).toContain(old);
  return GOOD.replace(old, by);
};

it("what the cases start from is right", () => {
  expect(problemOf(GOOD)).toBe("no error");
});

describe("text that is no YAML", () => {
  it.each<Case>([
    [
      "empty",
      "",
      "s.yaml:1: expected a scenario with the keys traces, videos and policies, got an empty file",
    ],
    [
      "blank",
      " \n\n",
      "s.yaml:1: expected a scenario with the keys traces, videos and policies, got an empty file",
    ],
    [
      "comments",
      "# x\n",
      "s.yaml:1: expected a scenario with the keys traces, videos and policies, got nothing but comments",
    ],
    ["binary", "a: 1\nb\u0000c", "s.yaml:2: expected a text file (YAML or JSON), got binary data"],
    ["not UTF-8", "a: \ufffd", "s.yaml:1: expected a text file (YAML or JSON), got binary data"],
    [
      "a tab",
      "player:\n\trttMs: 1",
      "s.yaml:2: expected spaces as indentation, got a tab. Replace the tab by spaces",
    ],
    [
      "a key twice",
      "seed: 1\nname: x\nseed: 2",
      "s.yaml:3: expected each key once, got the key seed again. Keep one of the two",
    ],
    [
      "a key twice in JSON",
      '{ "seed": 1,\n"seed": 2 }',
      's.yaml:2: expected each key once, got the key "seed" again. Keep one of the two',
    ],
    [
      "a truncated file",
      '{ "traces": ["t"],\n  "videos": [',
      "s.yaml:2: expected valid YAML or JSON, got the end of the file (Flow sequence in block collection must be sufficiently indented and end with a ]). Look at this line and the one before it",
    ],
    [
      "two colons",
      "name: a: b",
      's.yaml:1: expected valid YAML or JSON, got "a: b" (Nested mappings are not allowed in compact mappings). Look at this line and the one before it',
    ],
    [
      "two documents",
      "a: 1\n---\nb: 2",
      "s.yaml:2: expected one scenario in a file, got a second YAML document. Put it into a file of its own",
    ],
    [
      "a tag",
      "seed: !secret 3",
      's.yaml:1: expected values without a tag, got "!secret 3". Remove what starts with !',
    ],
    [
      "an alias of nothing",
      "a: 1\nb: *x",
      "s.yaml:2: expected an alias of an anchor that ends before it, got *x. Mark what it stands for with &x",
    ],
    [
      "an alias of itself",
      "a: &x [*x]",
      "s.yaml:1: expected an alias of an anchor that ends before it, got *x. Mark what it stands for with &x",
    ],
    [
      "a list",
      "- ewma",
      's.yaml:1: expected a mapping with the keys traces, videos and policies, got ["ewma"]',
    ],
    [
      "a word",
      "hello",
      's.yaml:1: expected a mapping with the keys traces, videos and policies, got "hello"',
    ],
  ])("%s", (_, text, message) => {
    expect(problemOf(text)).toBe(message);
  });

  it("aliases that multiply", () => {
    const rows = ["a: &a [1, 1]"];
    for (const [from, to] of ["ab", "bc", "cd", "de"].map((pair) => [...pair]))
      rows.push(`${to}: &${to} [${Array(9).fill(`*${from}`)}]`);
    expect(problemOf(rows.join("\n"))).toMatch(
      /^s.yaml: expected aliases that do not multiply without end, got /,
    );
  });
});

describe("unknown and missing keys", () => {
  it.each<Case>([
    [
      "misspelt",
      instead("policies:", "polices:"),
      `s.yaml:3: polices: expected one of the keys ${ROOT_KEYS}, got "polices". Did you mean "policies"?`,
    ],
    [
      "without its unit",
      `${GOOD}player: { maxBuffer: 3 }`,
      `s.yaml:8: player.maxBuffer: expected one of the keys ${PLAYER_KEYS}, got "maxBuffer". Did you mean "maxBufferSeconds"?`,
    ],
    [
      "in the wrong place",
      `${GOOD}maxBufferSeconds: 3`,
      `s.yaml:8: maxBufferSeconds: expected one of the keys ${ROOT_KEYS}, got "maxBufferSeconds". Write it as player.maxBufferSeconds`,
    ],
    [
      "like nothing known",
      `${GOOD}xyzzy: 3`,
      `s.yaml:8: xyzzy: expected one of the keys ${ROOT_KEYS}, got "xyzzy"`,
    ],
    [
      "on the prototype",
      `${GOOD}__proto__: 3`,
      `s.yaml:8: __proto__: expected one of the keys ${ROOT_KEYS}, got "__proto__"`,
    ],
    [
      "an arm's misspelt",
      instead("use: ./", "uses: ./"),
      `s.yaml:6: policies[2].uses: expected one of the keys ${ARM_KEYS}, got "uses". Did you mean "use"?`,
    ],
    [
      "an option beside options",
      instead("name: cautious", "panicSeconds: 8"),
      `s.yaml:5: policies[1].panicSeconds: expected one of the keys ${ARM_KEYS}, got "panicSeconds". An option of the policy goes under options: { panicSeconds: ... }`,
    ],
    ["no traces", instead("traces: [t]", ""), "s.yaml:2: traces: expected a list of traces, got nothing"],
    [
      "no policies",
      "traces: [t]\nvideos: [v]",
      "s.yaml:1: policies: expected a list of policies, got nothing",
    ],
    [
      "no videos for some arm",
      instead("videos: [v]\n", ""),
      's.yaml:1: videos: expected a list of videos, got nothing. Add videos, or give the arm "ewma" videos of its own',
    ],
    [
      "an arm without use",
      instead("use: ./my-policy.ts", "name: x"),
      "s.yaml:6: policies[2].use: expected the name of a policy, or the path of a policy file, got nothing",
    ],
    [
      "a video without path",
      instead("[v]", "[{ name: x }]"),
      "s.yaml:2: videos[0].path: expected a path: a file, a folder or a glob, got nothing",
    ],
  ])("%s", (_, text, message) => {
    expect(problemOf(text)).toBe(message);
  });

  it("an unknown key comes before one that is missing, and the first line before the second", () => {
    expect(problemOf("trace: [t]\nvideos: [v]\npolicies: [5]")).toMatch(
      /^s.yaml:1: trace: .* Did you mean "traces"\?$/,
    );
    expect(problemOf("seed: x\nname: a/b\ntraces: [t]")).toMatch(/^s.yaml:1: seed: /);
  });
});

describe("values of the wrong type or out of range", () => {
  it.each<Case>([
    [
      "a negative",
      `${GOOD}player: { maxBufferSeconds: -3 }`,
      "s.yaml:8: player.maxBufferSeconds: expected a number of seconds over 0, got -3",
    ],
    [
      "a zero",
      `${GOOD}player: { maxBufferSeconds: 0 }`,
      "s.yaml:8: player.maxBufferSeconds: expected a number of seconds over 0, got 0",
    ],
    [
      "not a number",
      `${GOOD}player:\n  startupBufferSeconds: .nan`,
      "s.yaml:9: player.startupBufferSeconds: expected a number of seconds, 0 or more, got NaN",
    ],
    [
      "infinity",
      `${GOOD}network: { rttMs: .inf }`,
      "s.yaml:8: network.rttMs: expected a number of milliseconds, 0 or more, got Infinity",
    ],
    [
      "a unit",
      `${GOOD}viewer: { leaveAtSeconds: 30 s }`,
      's.yaml:8: viewer.leaveAtSeconds: expected a number of seconds over 0, got "30 s". Write 30, without quotes or a unit',
    ],
    [
      "a quoted number",
      `${GOOD}replicates: "3"`,
      's.yaml:8: replicates: expected a whole number of replicates, 1 or more, got "3". Write 3, without quotes or a unit',
    ],
    ["a broken integer", instead("seed: 1", "seed: 1.5"), "s.yaml:7: seed: expected a whole number, got 1.5"],
    [
      "no replicates",
      `${GOOD}replicates: 0`,
      "s.yaml:8: replicates: expected a whole number of replicates, 1 or more, got 0",
    ],
    [
      "nothing after a key",
      `${GOOD}player:`,
      "s.yaml:8: player: expected a mapping of player settings, such as { maxBufferSeconds: 30 }, got nothing",
    ],
    [
      "a number as name",
      `${GOOD}name: 2024`,
      `s.yaml:8: name: expected ${A_NAME}, got 2024. Put it in quotes: "2024"`,
    ],
    ["a path as name", `${GOOD}name: ../x`, `s.yaml:8: name: expected ${A_NAME}, got "../x"`],
    [
      "a word for a list",
      instead("[t]", "t"),
      's.yaml:1: traces: expected a list of traces, got "t". Write it in brackets: [t]',
    ],
    ["an empty list", instead("[t]", "[]"), "s.yaml:1: traces: expected a list of traces, got []"],
    [
      "a blank path",
      instead("[t]", '[" "]'),
      's.yaml:1: traces[0]: expected a path: a file, a folder or a glob, got " "',
    ],
    ["a number for an arm", instead("- ewma", "- 5"), `s.yaml:4: policies[0]: expected ${AN_ARM}, got 5`],
    [
      "an arm's name of two lines",
      instead("name: cautious", 'name: "a\\nb"'),
      's.yaml:5: policies[1].name: expected a name, got "a\\nb"',
    ],
    [
      "an option that is no number",
      instead("name: cautious", "options: { a: [1, .inf] }"),
      "s.yaml:5: policies[1].options.a[1]: expected a finite number, got Infinity",
    ],
    [
      "options that are a list",
      instead("name: cautious", "options: [1]"),
      "s.yaml:5: policies[1].options: expected a mapping of the policy's options, such as { panicSeconds: 8 }, got [1]",
    ],
    [
      "bitrates that fall",
      instead("[v]", "[{ path: v, bitratesKbps: [300, 300] }]"),
      "s.yaml:2: videos[0].bitratesKbps: expected bitrates in kbit/s that rise from one to the next, got [300,300]",
    ],
    [
      "a negative bitrate",
      instead("[v]", "[{ path: v, bitratesKbps: [-1] }]"),
      "s.yaml:2: videos[0].bitratesKbps[0]: expected a bitrate over 0 kbit/s, got -1",
    ],
    [
      "half a segment",
      instead("[v]", "[{ path: v, segments: 0.5 }]"),
      "s.yaml:2: videos[0].segments: expected a whole number of segments, 1 or more, got 0.5",
    ],
  ])("%s", (_, text, message) => {
    expect(problemOf(text)).toBe(message);
  });
});

describe("what only makes sense together", () => {
  it.each<Case>([
    [
      "two arms of one name",
      instead("name: cautious", "name: ewma"),
      's.yaml:5: policies[1]: expected arms of different names, got "ewma" again (first at s.yaml:4: policies[0]). Give one of them a name of its own, as in { use: buffer, name: cautious }',
    ],
    [
      "two arms of one default name",
      instead("./my-policy.ts", "../x/ewma.ts"),
      's.yaml:6: policies[2]: expected arms of different names, got "ewma" again (first at s.yaml:4: policies[0]). Give one of them a name of its own, as in { use: buffer, name: cautious }',
    ],
    [
      "an unknown control",
      `${GOOD}compare: { control: cautios }`,
      's.yaml:8: compare.control: expected a known arm, got "cautios". Did you mean "cautious"?',
    ],
    [
      "an unknown metric",
      `${GOOD}compare:\n  metrics:\n    - stal_ratio`,
      's.yaml:10: compare.metrics[0]: expected a known metric, got "stal_ratio". Did you mean "stall_ratio"?',
    ],
    [
      "a metric of a QoE model not asked for",
      `${GOOD}qoe: [linear]\ncompare: { metrics: [qoe_linera] }`,
      's.yaml:9: compare.metrics[0]: expected a known metric, got "qoe_linera". Did you mean "qoe_linear"?',
    ],
    [
      "a margin of an unknown metric",
      `${GOOD}gate: { margins: { stal_ratio: 2% } }\n`,
      's.yaml:8: gate.margins.stal_ratio: expected a known metric, got "stal_ratio". Did you mean "stall_ratio"?',
    ],
    [
      "a margin that is none",
      `${GOOD}gate: { margins: { stall_ratio: lots } }\n`,
      's.yaml:8: gate.margins.stall_ratio: expected a number of 0 or more, or a share of the baseline such as 2%, got "lots"',
    ],
    [
      "a mechanism switched on without its settings",
      `${GOOD}player: { abandonment: true }\n`,
      "s.yaml:8: player.abandonment: expected a mapping of abandonment, such as { progressEveryMs: 50, progressBits: 0, afterwards: forced }, or false for none, got true",
    ],
    [
      "a QoE model twice",
      `${GOOD}qoe: [linear, composite, linear]`,
      's.yaml:8: qoe[2]: expected each QoE model once, got "linear" again',
    ],
    [
      "an unknown profile",
      `${GOOD}profile: refrence`,
      's.yaml:8: profile: expected a known profile, got "refrence". Did you mean "reference"?',
    ],
    [
      "an arm's unknown profile",
      instead("name: cautious", "profile: x"),
      `s.yaml:5: policies[1].profile: expected a known profile, got "x". Known are ${PROFILE_NAMES}`,
    ],
    [
      "a threshold above the profile's maximum",
      `${GOOD}player: { startupBufferSeconds: 70 }`,
      "s.yaml:8: player.startupBufferSeconds: expected at most maxBufferSeconds (60, from profile reference), got 70. Lower startupBufferSeconds or raise maxBufferSeconds",
    ],
    [
      "a threshold above the scenario's maximum",
      `${GOOD}player: { resumeBufferSeconds: 9, maxBufferSeconds: 8 }`,
      "s.yaml:8: player.resumeBufferSeconds: expected at most maxBufferSeconds (8, from s.yaml:8: player.maxBufferSeconds), got 9. Lower resumeBufferSeconds or raise maxBufferSeconds",
    ],
    [
      "a threshold above an arm's maximum",
      `${GOOD}player: { startupBufferSeconds: 20 }`,
      "s.yaml:8: player.startupBufferSeconds: expected at most maxBufferSeconds (10, from s.yaml:5: policies[1].player.maxBufferSeconds), got 20. Lower startupBufferSeconds or raise maxBufferSeconds",
    ],
    [
      "an arm's threshold above its maximum",
      instead("maxBufferSeconds: 10", "startupBufferSeconds: 61"),
      "s.yaml:5: policies[1].player.startupBufferSeconds: expected at most maxBufferSeconds (60, from profile reference), got 61. Lower startupBufferSeconds or raise maxBufferSeconds",
    ],
  ])("%s", (_, text, message) => expect(problemOf(text)).toBe(message));
});
