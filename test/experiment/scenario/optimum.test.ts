import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

const SMALLEST = "traces: [a.csv]\nvideos: [b.yaml]\npolicies: [bb]\n";

describe("optimum, as a key of a scenario", () => {
  it("is asked for by the scenario or on the command line", () => {
    expect(parseScenario(`${SMALLEST}optimum: true\n`, "s.yaml").scenario.optimum).toEqual({ effort: 1 });
    expect(parseScenario(SMALLEST, "s.yaml", { optimum: true }).scenario.optimum).toEqual({ effort: 1 });
  });

  it("leaves no trace where it is not asked for, so that such runs stay what they were", () => {
    expect(parseScenario(SMALLEST, "s.yaml").scenario).not.toHaveProperty("optimum");
    expect(parseScenario(`${SMALLEST}optimum: false\n`, "s.yaml").scenario).not.toHaveProperty("optimum");
  });

  it("says how much may be done for it", () => {
    const parsed = parseScenario(`${SMALLEST}optimum: { effort: 5 }\n`, "s.yaml", { optimum: true });
    expect(parsed.scenario.optimum).toEqual({ effort: 5 });
    const flagged = parseScenario(`${SMALLEST}optimum: { effort: 5 }\n`, "s.yaml", { effort: 7 });
    expect(flagged.scenario.optimum).toEqual({ effort: 7 });
    expect(() => parseScenario(`${SMALLEST}optimum: { effort: 0 }\n`, "s.yaml")).toThrow(
      /s.yaml:4: optimum.effort: expected a whole number of times, 1 or more/,
    );
  });

  it("is true or false, or says how", () => {
    expect(() => parseScenario(`${SMALLEST}optimum: maybe\n`, "s.yaml")).toThrow(
      /s.yaml:4: optimum: expected true, false or a mapping with the key effort/,
    );
  });
});
