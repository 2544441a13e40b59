import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario, settingsOf } from "../../../src/experiment/scenario/index.js";

const folder = new URL("../../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const open = (file: string) => parseScenario(readFileSync(new URL(file, folder), "utf8"), file).scenario;

it("there are shipped scenarios", () => {
  expect(files).toEqual(
    expect.arrayContaining(["all-traces.yaml", "buffer-targets.yaml", "quickstart.yaml"]),
  );
});

describe.each(files)("scenarios/%s", (file) => {
  it("is a scenario, named as its file", () => {
    expect(open(file).name).toBe(file.replace(/\.yaml$/, ""));
  });

  it("says in a comment what it is for", () => {
    expect(readFileSync(new URL(file, folder), "utf8")).toMatch(/^# /);
  });
});

it("buffer-targets has three arms that differ in nothing but the maximum buffer", () => {
  const scenario = open("buffer-targets.yaml");
  const settings = scenario.policies.map((arm) => settingsOf(scenario, arm));
  expect(settings.map(({ player }) => player.maxBuffer)).toEqual([20, 30, 40]);
  const rest = settings.map((each) => ({ ...each, player: { ...each.player, maxBuffer: 0 } }));
  expect(rest[1]).toEqual(rest[0]);
  expect(rest[2]).toEqual(rest[0]);
  expect(new Set(scenario.policies.map((arm) => arm.use)).size).toBe(1);
});
