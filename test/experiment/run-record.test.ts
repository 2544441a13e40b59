import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordRun } from "../../src/experiment/run-record.js";
import { parseScenario, type ScenarioFlags } from "../../src/experiment/scenario/index.js";
import { ROOT } from "../support/root.js";
import { plan } from "./plans.js";

const SCENARIOS = join(ROOT, "scenarios");
const TEXT = "name: s\ntraces: [t]\nvideos: [v]\npolicies: [bb]\n";
const INPUTS = {
  traces: [{ name: "a/1", format: "abrsim", sha256: "aa" }],
  videos: [{ name: "v", sizes: "exact" as const, sha256: "bb", played_sha256: "b2" }],
  policies: [{ arm: "bb", use: "bb", sha256: "dd" }],
};
const record = (flags: ScenarioFlags = {}, inputs = INPUTS, file = "s.yaml") =>
  recordRun(file, parseScenario(TEXT, "s.yaml", flags).scenario, {}, plan(), inputs);

describe("recordRun", () => {
  it("is the same run when nothing differs", () => expect(record()).toEqual(record()));

  it.each([
    ["the seed", record({ seed: "2" })],
    ["a setting", record({ set: ["player.maxBufferSeconds=20"] })],
    ["a trace's content", record({}, { ...INPUTS, traces: [{ ...INPUTS.traces[0]!, sha256: "cc" }] })],
    ["a policy's code", record({}, { ...INPUTS, policies: [{ ...INPUTS.policies[0]!, sha256: "ee" }] })],
  ])("is another run when %s differs", (_, other) => {
    expect(other.run_id).not.toBe(record().run_id);
  });

  it("is the same run wherever the scenario's file lies, which it says", () => {
    const elsewhere = record({}, INPUTS, "there/s.yaml");
    expect(elsewhere).toEqual({ ...record(), scenario_file: "there/s.yaml" });
  });

  it("is the same run in whatever order keys are written", () => {
    const run = (text: string) =>
      recordRun("s.yaml", parseScenario(TEXT + text, "s.yaml").scenario, {}, plan(), INPUTS).run_id;
    const one = run("gate: { margins: { stall_s: 1, switches: 2 } }\nseed: 3\n");
    expect(run("seed: 3\ngate: { margins: { switches: 2, stall_s: 1 } }\n")).toBe(one);
    expect(run("seed: 3\ngate: { margins: { switches: 1, stall_s: 2 } }\n")).not.toBe(one);
  });

  const shipped = readdirSync(SCENARIOS, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith("videos/"))
    .map((name) => [name, readFileSync(join(SCENARIOS, name), "utf8")] as const)
    .filter(([, text]) => /^policies:/m.test(text) && !/^tune:/m.test(text));

  it.each([
    [
      "clients of an arm",
      `${TEXT.replace("[bb]", "[bb, { use: bb, name: two, clients: [{}, { use: bola }] }]")}`,
    ] as const,
    ...shipped,
  ])("is the same run when it is planned again by what run.json says of it: %s", (_, text) => {
    const run = (scenario: string) =>
      recordRun("s.yaml", parseScenario(scenario, "s.yaml").scenario, {}, plan(), INPUTS);
    const { run_id, scenario } = run(text);
    expect(run(JSON.stringify(scenario)).run_id).toBe(run_id);
  });

  it("holds every default, and what each policy is by content", () => {
    const { scenario, inputs } = record();
    expect(scenario.policies[0]!.player).toMatchObject({ maxBufferSeconds: 60, startupBufferSeconds: 4 });
    expect(inputs.policies[0]!.sha256).toBe("dd");
  });
});
