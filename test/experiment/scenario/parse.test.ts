import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

const parse = (text: string, file = "scenarios/mine.yaml") => parseScenario(text, file).scenario;

const SMALLEST = "traces: [t]\nvideos: [v]\npolicies: [ewma]\n";

describe("parseScenario", () => {
  it("fills in every default", () => {
    expect(parse(SMALLEST)).toEqual({
      name: "mine",
      seed: 1,
      replicates: 1,
      profile: "reference",
      traces: [{ path: "t" }],
      videos: [{ path: "v" }],
      policies: [{ name: "ewma", use: "ewma", options: {} }],
      telemetry: false,
      qoe: ["composite", "linear"],
      compare: { control: "ewma" },
    });
  });

  it("reads everything that can be said", () => {
    const scenario = parse(`
name: quickstart
seed: 7
replicates: 3
profile: reference
traces: [traces/3g-commute, { path: "traces/4g/*.csv", format: mahimahi }]
videos:
  - scenarios/videos/nine-levels.yaml
  - { path: sizes/envivio, name: envivio, bitratesKbps: [300, 750], segmentSeconds: 4, segments: 48, format: sizes }
policies:
  - ewma
  - { use: buffer, name: cautious, options: { panicSeconds: 8, deep: { list: [1, a, null] } } }
  - use: ./policies/my-policy.ts
    profile: reference
    player: { maxBufferSeconds: 20 }
    network: { rttMs: 0 }
    viewer: { leaveAtSeconds: 60 }
    videos: [other.yaml]
player: { startupBufferSeconds: 0, resumeBufferSeconds: 1.5, maxBufferSeconds: 30, starvedAfterSeconds: 600 }
network: { rttMs: 60 }
viewer: { leaveAtSeconds: 120 }
qoe: [linear]
compare: { control: cautious, metrics: [qoe_linear, stall_ratio] }
`);
    expect(scenario).toMatchObject({ name: "quickstart", seed: 7, replicates: 3, qoe: ["linear"] });
    expect(scenario.traces[1]).toEqual({ path: "traces/4g/*.csv", format: "mahimahi" });
    expect(scenario.videos[1]).toEqual({
      path: "sizes/envivio",
      name: "envivio",
      bitratesKbps: [300, 750],
      segmentSeconds: 4,
      segments: 48,
      format: "sizes",
    });
    expect(scenario.policies[1]!.options).toEqual({ panicSeconds: 8, deep: { list: [1, "a", null] } });
    expect(scenario.policies[2]).toEqual({
      name: "my-policy",
      use: "./policies/my-policy.ts",
      options: {},
      profile: "reference",
      player: { maxBufferSeconds: 20 },
      network: { rttMs: 0 },
      viewer: { leaveAtSeconds: 60 },
      videos: [{ path: "other.yaml" }],
    });
    expect(scenario.player).toEqual({
      startupBufferSeconds: 0,
      resumeBufferSeconds: 1.5,
      maxBufferSeconds: 30,
      starvedAfterSeconds: 600,
    });
    expect(scenario.compare).toEqual({ control: "cautious", metrics: ["qoe_linear", "stall_ratio"] });
  });

  it("reads JSON, indented by tabs, with a byte order mark and a $schema", () => {
    const text = JSON.stringify({ $schema: "x", traces: ["t"], videos: ["v"], policies: ["bb"] }, null, "\t");
    expect(parse(`\ufeff${text}`, "a.json")).toEqual({ ...parse(SMALLEST.replace("ewma", "bb")), name: "a" });
  });

  it("lets arms share what they have in common by anchors and merge keys", () => {
    const { policies } = parse(
      "traces: [t]\nvideos: [v]\npolicies:\n  - &base { use: buffer, options: { panicSeconds: 8 } }\n  - { <<: *base, name: second }",
    );
    expect(policies[1]).toEqual({ ...policies[0]!, name: "second" });
  });

  it("needs no videos where every arm has its own", () => {
    const text = "traces: [t]\npolicies: [{ use: bb, videos: [a] }, { use: ewma, videos: [b] }]";
    expect(parse(text).videos).toEqual([]);
  });

  it.each([
    ["my scenario.yaml", "my-scenario"],
    ["a/b/Größe 4.yml", "Gr-e-4"],
    ["../.hidden.json", "hidden"],
    ["../日本.yaml", "scenario"],
    [`${"x".repeat(300)}.yaml`, "x".repeat(100)],
  ])("names a scenario without a name after its file %s: %s", (file, name) => {
    expect(parse(SMALLEST, file).name).toBe(name);
  });

  it("keeps arms of any printable name", () => {
    const name = "<img onerror=alert(1)> ../../x 🎬";
    const text = `traces: [t]\nvideos: [v]\npolicies: [{ use: bb, name: ${JSON.stringify(name)} }]`;
    expect(parse(text).policies[0]!.name).toBe(name);
  });

  it("knows where each value was written", () => {
    const { where } = parseScenario(
      "traces:\n  - t\n  - path: u\nvideos: [v]\npolicies:\n  - use: ewma\n    options: &o\n      a: 1\n  - { use: bb, options: *o }\n",
      "s.yaml",
    );
    expect(where(["traces", 1])).toBe("s.yaml:3: traces[1]");
    expect(where(["traces", 1, "format"])).toBe("s.yaml:3: traces[1].format");
    expect(where(["policies", 0, "options", "a"])).toBe("s.yaml:8: policies[0].options.a");
    expect(where(["policies", 1, "options", "a"])).toBe("s.yaml:8: policies[1].options.a");
    expect(where(["policies", 1, "use"])).toBe("s.yaml:9: policies[1].use");
    expect(where([])).toBe("s.yaml:1");
  });

  it("keeps the groups of settings that are said, and says nothing of others", () => {
    const { scenario } = parseScenario(
      `${SMALLEST}faults: []\ndownloads: false\ncontent: { kind: movie }\ntelemetry: true\n`,
      "s.yaml",
    );
    expect(scenario).toMatchObject({
      faults: [],
      downloads: false,
      content: { kind: "movie" },
      telemetry: true,
    });
    expect(Object.keys(scenario)).not.toContain("player");
  });

  it("writes out what clients leave out", () => {
    const { clients, policies } = parse(
      "traces: [t]\nvideos: [v]\npolicies: [{ use: bb, clients: [{ video: w }] }]\nclients: [{ count: 2 }]",
    );
    expect(clients).toEqual([{ options: {}, count: 2, startAtSeconds: 0 }]);
    expect(policies[0]!.clients).toEqual([
      { options: {}, count: 1, startAtSeconds: 0, video: { path: "w" } },
    ]);
  });

  it("keeps what a gate tolerates, as written", () => {
    const gate = "{ margins: { qoe_composite: 2% , stall_ratio: 0.002 }, weights: { traces/4g: 3 } }";
    const text = `traces: [t]\nvideos: [v]\npolicies: [bb]\nplayer: { abandonment: false }\ngate: ${gate}\n`;
    expect(parseScenario(text, "s.yaml").scenario.gate).toEqual({
      margins: { qoe_composite: "2%", stall_ratio: 0.002 },
      weights: { "traces/4g": 3 },
    });
  });
});
