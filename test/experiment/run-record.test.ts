import { describe, expect, it } from "vitest";
import { recordRun } from "../../src/experiment/run-record.js";
import { parseScenario, type ScenarioFlags } from "../../src/experiment/scenario/index.js";
import { plan } from "./plans.js";

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

  it("holds every default, and what each policy is by content", () => {
    const { scenario, inputs } = record();
    expect(scenario.policies[0]!.player).toMatchObject({ maxBufferSeconds: 60, startupBufferSeconds: 4 });
    expect(inputs.policies[0]!.sha256).toBe("dd");
  });
});
