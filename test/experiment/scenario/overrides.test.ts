import { describe, expect, it } from "vitest";
import { parseScenario, type ScenarioFlags } from "../../../src/experiment/scenario/index.js";
import { settingsSchema } from "../../../src/experiment/scenario/settings-schema/session.js";

const PLAYER_KEYS = Object.keys(settingsSchema.shape.player.shape).join(", ");

const TEXT = `traces: [t]
videos: [v]
policies:
  - ewma
  - { use: buffer, name: cautious, options: { panicSeconds: 8 } }
  - ./my-policy.ts
seed: 7
viewer:
compare: { control: ewma, metrics: [qoe_composite, stall_ratio] }
`.replace("viewer:\n", "");

const parse = (flags: ScenarioFlags, text = TEXT) => parseScenario(text, "s.yaml", flags).scenario;

describe("flags", () => {
  it("replace what the scenario says", () => {
    const flags = { traces: ["a", "b/*"], videos: ["w"], profile: "reference", seed: "9", replicates: "4" };
    expect(parse(flags)).toMatchObject({
      traces: [{ path: "a" }, { path: "b/*" }],
      videos: [{ path: "w" }],
      profile: "reference",
      seed: 9,
      replicates: 4,
    });
  });

  it("add what the scenario lacks", () => {
    expect(parse({ traces: ["a"], policies: ["bb"] }, "videos: [v]")).toMatchObject({
      traces: [{ path: "a" }],
      policies: [{ name: "bb" }],
    });
  });

  it("--policies selects arms by name, in its order and once each, and adds what is no arm's name", () => {
    const { policies } = parse({ policies: ["bb", "cautious", "my-policy", "bb", "../other.ts"] });
    expect(policies.map(({ name, use }) => [name, use])).toEqual([
      ["bb", "bb"],
      ["cautious", "buffer"],
      ["my-policy", "./my-policy.ts"],
      ["other", "../other.ts"],
    ]);
    expect(policies[1]!.options).toEqual({ panicSeconds: 8 });
  });

  it("--policies keeps the control if it is among them, and else the first arm is it", () => {
    expect(parse({ policies: ["cautious", "ewma"] }).compare.control).toBe("ewma");
    expect(parse({ policies: ["cautious", "bb"] }).compare.control).toBe("cautious");
  });

  it("--qoe takes along the metrics of models that are no longer asked for", () => {
    expect(parse({ qoe: ["linear"] }).compare.metrics).toEqual(["stall_ratio"]);
    const only = "traces: [t]\nvideos: [v]\npolicies: [bb]\ncompare: { metrics: [qoe_composite] }";
    expect(parse({ qoe: ["linear"] }, only).compare).not.toHaveProperty("metrics");
    // A file may have any name but that of a model of abrsim's.
    const mine = only.replace("qoe_composite", "qoe_composite, qoe_mine");
    expect(parse({ qoe: ["./mine.ts"] }, mine).compare.metrics).toEqual(["qoe_mine"]);
  });

  it("leave the lines of the rest as they were", () => {
    const { where } = parseScenario(TEXT, "s.yaml", { policies: ["cautious", "bb"], traces: ["x"] });
    expect(where(["policies", 0, "options"])).toBe("s.yaml:5: policies[0].options");
    expect(where(["policies", 1])).toBe("--policies cautious,bb: policies[1]");
    expect(where(["traces", 0])).toBe("--traces x: traces[0]");
    expect(where(["seed"])).toBe("s.yaml:7: seed");
  });
});

describe("--set", () => {
  it.each([
    ["player.maxBufferSeconds=20", { player: { maxBufferSeconds: 20 } }],
    ["player={ maxBufferSeconds: 20 }", { player: { maxBufferSeconds: 20 } }],
    ["name=a=b".replace("=b", "-b"), { name: "a-b" }],
    ["policies.cautious.options.panicSeconds=5", { policies: [{}, { options: { panicSeconds: 5 } }, {}] }],
    [
      "policies[1].options.more=[1, x]",
      { policies: [{}, { options: { panicSeconds: 8, more: [1, "x"] } }, {}] },
    ],
    [
      "policies.0.player.maxBufferSeconds=20",
      { policies: [{ name: "ewma", player: { maxBufferSeconds: 20 } }, {}, {}] },
    ],
    ["policies.my-policy.name=mine", { policies: [{}, {}, { use: "./my-policy.ts", name: "mine" }] }],
    ["videos[0].segments=9", { videos: [{ path: "v", segments: 9 }] }],
    ["traces=[a, b]", { traces: [{ path: "a" }, { path: "b" }] }],
    ["policies[0]=bb", { policies: [{ use: "bb" }, {}, {}], compare: { control: "bb" } }],
  ])("%s", (assignment, part) => {
    const text = assignment === "policies[0]=bb" ? TEXT.replace("control: ewma, ", "") : TEXT;
    expect(parse({ set: [assignment] }, text)).toMatchObject(part);
  });

  it("applies in order, after the other flags", () => {
    expect(parse({ seed: "1", set: ["seed=2", "seed=3"] }).seed).toBe(3);
  });

  it("fills a key that had nothing after it", () => {
    const { viewer } = parse({ set: ["viewer.leaveAtSeconds=9"] }, `${TEXT}viewer:\n`);
    expect(viewer).toEqual({ leaveAtSeconds: 9 });
  });

  it.each([
    ["seed", '--set seed: expected key.path=value, got "seed". For example --set player.maxBufferSeconds=20'],
    ["=3", '--set =3: expected key.path=value, got "=3". For example --set player.maxBufferSeconds=20'],
    [
      "a..b=3",
      '--set a..b=3: expected key.path=value, got "a..b=3". For example --set player.maxBufferSeconds=20',
    ],
    ["seed=[1", '--set seed=[1: expected a YAML value, got "[1" (Flow sequence must end with a ])'],
    ["seed=*x", '--set seed=*x: expected a YAML value, got "*x" (it is an alias)'],
    ["seed=x", '--set seed=x: seed: expected a whole number, got "x"'],
    ["seed=", "--set seed=: seed: expected a whole number, got nothing"],
    ["seed.x=1", "--set seed.x=1: expected seed to have keys, got a single value. Set seed itself"],
    [
      "policies.bb.use=x",
      '--set policies.bb.use=x: expected an index from 0 to 2 or a name in policies, got "bb". Known are ewma, cautious, my-policy',
    ],
    [
      "policies.cautios.use=x",
      '--set policies.cautios.use=x: expected an index from 0 to 2 or a name in policies, got "cautios". Did you mean "cautious"?',
    ],
    [
      "policies[3].use=x",
      '--set policies[3].use=x: expected an index from 0 to 2 or a name in policies, got "3"',
    ],
    [
      "player.maxBuferSeconds=3",
      `--set player.maxBuferSeconds=3: player.maxBuferSeconds: expected one of the keys ${PLAYER_KEYS}, got "maxBuferSeconds". Did you mean "maxBufferSeconds"?`,
    ],
    [
      "player.maxBufferSeconds=-3",
      "--set player.maxBufferSeconds=-3: player.maxBufferSeconds: expected a number of seconds over 0, got -3",
    ],
  ])("%s is an input error", (assignment, message) => {
    expect(() => parse({ set: [assignment] })).toThrow(
      expect.objectContaining({ name: "InputError", message }),
    );
  });
});

it.each([
  [{ seed: "x" }, '--seed x: seed: expected a whole number, got "x"'],
  [
    { replicates: "0" },
    "--replicates 0: replicates: expected a whole number of replicates, 1 or more, got 0",
  ],
  [
    { profile: "refrence" },
    '--profile refrence: profile: expected a known profile, got "refrence". Did you mean "reference"?',
  ],
  [{ policies: [] }, "--policies: policies: expected a list of policies, got []"],
  [
    { qoe: ["linear", "linear"] },
    '--qoe linear,linear: qoe[1]: expected each QoE model once, got "linear" again',
  ],
] as [ScenarioFlags, string][])("%j is an input error that names the flag", (flags, message) => {
  expect(() => parse(flags)).toThrow(expect.objectContaining({ name: "InputError", message }));
});
