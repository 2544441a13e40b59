import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { parseScenario, settingsOf, withAllSettings } from "../../../src/experiment/scenario/index.js";
import { type ScenarioInput, scenarioSchema } from "../../../src/experiment/scenario/schema.js";
import { allKeys } from "../../../src/experiment/scenario/schema-walk.js";

/** Every key may be missing. */
const OPTIONAL: { requiredKeys: [] } = { requiredKeys: [] };
/** Finite, and never -0, which JSON does not keep. */
const number = (options: { min: number; max?: number }) =>
  fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e6, ...options }).map((value) => value + 0);
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _<>&;'"/-]{0,20}$/);

const player = fc.record(
  {
    startupBufferSeconds: number({ min: 0, max: 5 }),
    resumeBufferSeconds: number({ min: 0, max: 5 }),
    maxBufferSeconds: number({ min: 5 }),
    starvedAfterSeconds: number({ min: 1 }),
  },
  OPTIONAL,
);
const network = fc.record({ rttMs: number({ min: 0 }) }, OPTIONAL);
const viewer = fc.record({ leaveAtSeconds: number({ min: 1e-3 }) }, OPTIONAL);
const video = fc.oneof(
  word,
  fc.record({
    path: word,
    name: word,
    segmentSeconds: number({ min: 0.1 }),
    segments: fc.nat(99).map((n) => n + 1),
  }),
);
const arm = (index: number) =>
  fc
    .record(
      {
        options: fc.dictionary(word, fc.oneof(number({ min: -9 }), word, fc.boolean(), fc.constant(null))),
        player,
        network,
        viewer,
        videos: fc.array(video, { minLength: 1, maxLength: 2 }),
      },
      OPTIONAL,
    )
    .map((rest) => ({ use: "bb", name: `arm ${index}`, ...rest }));

const scenarios: fc.Arbitrary<ScenarioInput> = fc.record(
  {
    name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/),
    seed: fc.maxSafeInteger(),
    replicates: fc.nat(9).map((n) => n + 1),
    traces: fc.array(fc.oneof(word, fc.record({ path: word, format: word })), { minLength: 1, maxLength: 3 }),
    videos: fc.array(video, { minLength: 1, maxLength: 3 }),
    policies: fc.tuple(arm(0), arm(1), arm(2)),
    player,
    network,
    viewer,
  },
  { requiredKeys: ["traces", "videos", "policies"] },
);

const parse = (value: unknown, as: (value: unknown) => string = JSON.stringify) =>
  parseScenario(as(value), "x.yaml").scenario;

describe("any valid scenario", () => {
  it("reads the same from YAML as from JSON", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        expect(parse(input, stringify)).toEqual(parse(input));
      }),
    );
  });

  it("survives being written to run.json and read again", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const scenario = parse(input);
        expect(parse(scenario)).toEqual(scenario);
      }),
    );
  });

  it("gives the same settings when every one of them is written out", () => {
    fc.assert(
      fc.property(scenarios, (input) => {
        const scenario = parse(input);
        const again = parse(withAllSettings(scenario));
        const settings = (each: typeof scenario) => each.policies.map((one) => settingsOf(each, one));
        expect(settings(again)).toEqual(settings(scenario));
      }),
    );
  });
});

describe("any single slip in a key", () => {
  /** A document in which every key that the schema knows is somewhere, by path. */
  const whole = {
    name: "x",
    seed: 1,
    replicates: 1,
    profile: "reference",
    traces: [{ path: "t", format: "f" }],
    videos: [{ path: "v", name: "n", format: "f", bitratesKbps: [1], segmentSeconds: 1, segments: 1 }],
    policies: [
      {
        use: "bb",
        name: "a",
        options: {},
        profile: "reference",
        videos: ["v"],
        player: {},
        network: {},
        viewer: {},
      },
    ],
    player: { startupBufferSeconds: 1, resumeBufferSeconds: 1, maxBufferSeconds: 9, starvedAfterSeconds: 9 },
    network: { rttMs: 1 },
    viewer: { leaveAtSeconds: 1 },
    qoe: ["linear"],
    compare: { control: "a", metrics: ["stall_s"] },
  };
  const paths = allKeys(scenarioSchema)
    .map((key) => key.path)
    .filter((path) => path[0] !== "$schema" && valueAt(path) !== undefined);

  function valueAt(path: readonly string[]): unknown {
    return path.reduce((value: unknown, key) => {
      const holder = Array.isArray(value) ? value[0] : value;
      return typeof holder === "object" && holder !== null
        ? (holder as Record<string, unknown>)[key]
        : undefined;
    }, whole);
  }

  it("is there for every key but the repeated settings", () => {
    expect(parse(whole).policies[0]!.name).toBe("a");
    expect(paths.length).toBeGreaterThan(30);
  });

  const slip = (key: string) =>
    fc.oneof(
      fc.nat(key.length - 1).map((at) => key.slice(0, at) + key.slice(at + 1)),
      fc.nat(key.length - 2).map((at) => key.slice(0, at) + key[at + 1]! + key[at]! + key.slice(at + 2)),
      fc
        .tuple(fc.nat(key.length), fc.constantFrom(..."abcxyzABC"))
        .map(([at, letter]) => key.slice(0, at) + letter + key.slice(at)),
      fc
        .tuple(fc.nat(key.length - 1), fc.constantFrom(..."qxzQXZ"))
        .map(([at, letter]) => key.slice(0, at) + letter + key.slice(at + 1)),
    );

  it("is told with the key that was meant", () => {
    const slips = fc
      .constantFrom(...paths)
      .chain((path) => slip(path.at(-1)!).map((written) => ({ path, written })))
      .filter(({ path, written }) => written !== path.at(-1) && written !== "");
    fc.assert(
      fc.property(slips, ({ path, written }) => {
        const broken = renamed(structuredClone(whole), path, written);
        expect(() => parse(broken)).toThrow(
          `got ${JSON.stringify(written)}. Did you mean ${JSON.stringify(path.at(-1))}?`,
        );
      }),
      { numRuns: 300 },
    );
  });

  function renamed(document: Record<string, unknown>, path: readonly string[], written: string): unknown {
    let holder = document;
    for (const key of path.slice(0, -1)) {
      const next = holder[key];
      holder = (Array.isArray(next) ? next[0] : next) as Record<string, unknown>;
    }
    holder[written] = holder[path.at(-1)!];
    delete holder[path.at(-1)!];
    return document;
  }
});

it("no text whatever brings anything but a scenario or an input error", () => {
  const pieces = fc.constantFrom(
    "traces",
    "videos",
    "policies",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "  ",
    "- ",
    "ewma",
    "&a ",
    "*a",
    "<<: ",
    "!x ",
    "-1",
    ".nan",
    "'",
    '"',
    "#",
    "|\n",
    "\t",
    "? ",
    "null",
    "--- ",
    ",",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 25 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, (anything) => {
      try {
        parseScenario(anything, "x.yaml");
      } catch (error) {
        expect(error).toMatchObject({
          name: "InputError",
          problem: { where: expect.stringMatching(/^x\.yaml/) },
        });
      }
    }),
    { numRuns: 1000 },
  );
});
