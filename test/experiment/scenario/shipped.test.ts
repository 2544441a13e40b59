import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

const folder = new URL("../../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const open = (file: string) => parseScenario(readFileSync(new URL(file, folder), "utf8"), file).scenario;

it("there are shipped scenarios", () => {
  expect(files).toEqual(expect.arrayContaining(["all-traces.yaml", "quickstart.yaml"]));
});

describe.each(files)("scenarios/%s", (file) => {
  it("is a scenario, named as its file", () => {
    expect(open(file).name).toBe(file.replace(/\.yaml$/, ""));
  });

  it("says in a comment what it is for", () => {
    expect(readFileSync(new URL(file, folder), "utf8")).toMatch(/^# /);
  });
});
