import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { familiesNamed, withParameters } from "../../../src/inputs/generators/index.js";

const changed = (name: string, ...assignments: string[]) =>
  withParameters(familiesNamed(name)[0]!, assignments);

describe("withParameters", () => {
  it("leaves a family as it is without any", () => {
    const [adversarial] = familiesNamed("adversarial");
    expect(withParameters(adversarial!, [])).toBe(adversarial);
  });

  it("sets parameters by their names, with or without their unit", () => {
    expect(changed("square", "highMbps=9", "period=10")).toMatchObject({
      name: "square",
      model: { highMbps: 9, lowMbps: 0.5, periodSeconds: 10 },
    });
    expect(changed("cs2p", "epoch=2")).toMatchObject({ model: { epoch: 2 } });
  });

  it("reaches into what has parts, and leaves the rest", () => {
    const [fourG] = familiesNamed("4g");
    const model = (fourG as { readonly model: object }).model;
    expect(changed("4g", "latency.medianMs=9")).toEqual({
      ...fourG,
      model: { ...model, latency: { ...("latency" in model && (model.latency as object)), medianMs: 9 } },
    });
    expect(changed("cs2p", "states[1].meanMbps=0.2", "states.0.sdMbps=0")).toMatchObject({
      model: { states: [{ meanMbps: 0.01, sdMbps: 0 }, { meanMbps: 0.2, sdMbps: 0.075 }, {}, {}, {}, {}] },
    });
  });

  it("takes ranges, yes and no, and another name", () => {
    expect(changed("markov", "staySeconds=[5, 6]", "literal=true", "name=mine")).toMatchObject({
      name: "mine",
      model: { staySeconds: [5, 6], literal: true },
    });
  });

  it("keeps the set of a preset", () => {
    expect(changed("devtools-3g", "latency=1")).toMatchObject({ set: "throttle", model: { latencyMs: 1 } });
  });

  it.each([
    ["an unknown parameter", "square", "perod=4", /^--set perod=4: .*of square: highMbps.*"period"/],
    ["no assignment", "square", "period", /^--set period: expected key=value/],
    ["no value", "square", "period=", /expected key=value/],
    ["no key", "square", "=4", /expected key=value/],
    ["half a path", "4g", "latency..x=1", /expected key=value/],
    ["what is no YAML", "square", "high=[1", /^--set high=\[1: .*valid YAML/],
    ["a value that makes no sense", "square", "high=-4", /^--set high=-4: .*from 0 to/],
    ["a place that is not there", "cs2p", "states.9.meanMbps=1", /^--set states\.9\.meanMbps=1: .*a list/],
    ["a key that is none", "square", "__proto__=1", /a parameter of square/],
    ["what no longer fits together", "4g", "betweenTraces=0.5", /^4g, within: .*got 1\.18/],
    ["another generator", "4g", "generator=ar1", /a parameter of 4g/],
    ["a family without parameters", "adversarial", "high=1", /^--set high=1: .*got "adversarial"/],
  ])("refuses %s", (_, name, assignment, message) => {
    expect(() => changed(name, assignment)).toThrow(InputError);
    expect(() => changed(name, assignment)).toThrow(message);
  });
});
