import { describe, expect, it } from "vitest";
import { parseScenario } from "../../../src/experiment/scenario/index.js";

const SMALLEST = "traces: [a.csv]\nvideos: [b.yaml]\npolicies: [bb]\n";

describe("optimum, as a key of a scenario", () => {
  it("is asked for by the scenario or on the command line", () => {
    expect(parseScenario(`${SMALLEST}optimum: true\n`, "s.yaml").scenario.optimum).toBe(true);
    expect(parseScenario(SMALLEST, "s.yaml", { optimum: true }).scenario.optimum).toBe(true);
  });

  it("leaves no trace where it is not asked for, so that such runs stay what they were", () => {
    expect(parseScenario(SMALLEST, "s.yaml").scenario).not.toHaveProperty("optimum");
    expect(parseScenario(`${SMALLEST}optimum: false\n`, "s.yaml").scenario).not.toHaveProperty("optimum");
  });

  it("is true or false", () => {
    expect(() => parseScenario(`${SMALLEST}optimum: maybe\n`, "s.yaml")).toThrow(
      /s.yaml:4: optimum: expected true or false/,
    );
  });
});
