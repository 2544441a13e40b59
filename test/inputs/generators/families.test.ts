import { describe, expect, it } from "vitest";
import { traceFamilies } from "../../../src/inputs/generators/families.js";
import type { Marginal } from "../../../src/inputs/generators/marginal.js";

const marginals: [string, Marginal][] = traceFamilies.flatMap((family): [string, Marginal][] => {
  if (family.kind === "latent-gaussian") return [[family.name, family.model.marginal]];
  if (family.kind === "semi-markov") return family.model.states.map((state) => [family.name, state.marginal]);
  return [];
});

describe("trace families", () => {
  it("have names of their own and a line of description", () => {
    const names = traceFamilies.map((family) => family.name);
    expect(names).toEqual(["3g-commute", "4g", "broadband-sd", "5g-driving", "leo-satellite", "adversarial"]);
    for (const { description } of traceFamilies) expect(description).toMatch(/^[^\n]{20,100}$/);
  });

  it.each(traceFamilies.map((family) => [family.name, family] as const))(
    "%s: the shares of variance add up to 1",
    (_, family) => {
      if (!("model" in family) || !("within" in family.model)) return;
      const between = family.kind === "latent-gaussian" ? family.model.betweenTraces : 0;
      const within = family.model.within.reduce((total, { share }) => total + share, 0);
      expect(between + within).toBeCloseTo(1, 12);
    },
  );

  it.each(marginals)(
    "%s: points of the quantile function rise in score and do not fall in value",
    (_, points) => {
      for (let i = 1; i < points.length; i++) {
        expect(points[i]![0]).toBeGreaterThan(points[i - 1]![0]);
        expect(points[i]![1]).toBeGreaterThanOrEqual(points[i - 1]![1]);
      }
    },
  );

  it("name each pattern once", () => {
    for (const family of traceFamilies) {
      if (family.kind !== "patterns") continue;
      const names = family.patterns.map((pattern) => pattern.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
