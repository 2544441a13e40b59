import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

/* Their traces are not shipped, so that they are read, and not run. */

const folder = new URL("../../../scenarios/published/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const textOf = (file: string) => readFileSync(new URL(file, folder), "utf8");

it("there are scenarios of Sabre's results", () => {
  expect(files).toEqual(
    expect.arrayContaining(["mmsys18-fig8.yaml", "mmsys18-fig11.yaml", "sabre-correction.yaml"]),
  );
});

describe.each(files)("scenarios/published/%s", (file) => {
  it("is a scenario, named as its file, of traces that users bring", () => {
    const { scenario } = parseScenario(textOf(file), file);
    expect(scenario.name).toBe(file.replace(/\.yaml$/, ""));
    expect(JSON.stringify(scenario.traces)).toContain("data/");
  });

  it("says at the top what it shows, and the command that takes traces from elsewhere", () => {
    expect(textOf(file)).toMatch(/^# [\s\S]*\n# +abrsim run scenarios\/published\/[\s\S]*--traces PATH/);
  });
});
