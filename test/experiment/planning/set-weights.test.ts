import { describe, expect, it } from "vitest";
import { setWeights } from "../../../src/experiment/planning/set-weights.js";

const SETS = ["4g", "3g-commute", "traces"];
const weights = (given: Record<string, number>) => setWeights(given, SETS, (key) => `gate.weights.${key}`);

describe("weights of trace sets", () => {
  it.each(["4g", "traces/4g", "../traces/4g/", "traces/4g/*.csv", "traces\\4g", "/abs/traces/4g/4g-01.csv"])(
    "%s is 4g, whatever the folder above is called",
    (key) => expect(weights({ [key]: 3 })).toEqual({ "4g": 3 }),
  );
  it("a folder that is a set itself", () => expect(weights({ "x/traces/*.csv": 2 })).toEqual({ traces: 2 }));
  it.each([
    [{ "5g": 1 }, 'gate.weights.5g: expected a known trace set, got "5g". Known are 4g, 3g-commute, traces'],
    [{ "4g": 1, "traces/4g": 2 }, "gate.weights.traces/4g: expected each trace set once, got 4g again"],
    [{ "4g/sub": 1 }, "expected a known trace set"],
  ])("%j is refused", (given, message) => expect(() => weights(given)).toThrow(message));
});
