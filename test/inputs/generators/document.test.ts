import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import {
  generatorDocument,
  generatorPresets,
  readGenerator,
  type TraceGenerator,
  traceFamilies,
} from "../../../src/inputs/generators/index.js";

const read = (text: string) => readGenerator(text, "mine.yaml", "mine");

describe("generatorDocument", () => {
  it("is read back equal, of every family that has one", () => {
    const families = [...traceFamilies, ...generatorPresets].filter((family) => family.kind !== "patterns");
    for (const { set: _, ...family } of families)
      expect(read(generatorDocument(family as TraceGenerator))).toEqual(family);
  });

  it("is read back equal, whatever was fitted", () => {
    const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    const rising = fc
      .uniqueArray(fc.double({ min: -4, max: 4, noNaN: true }), {
        ...{ minLength: 1, maxLength: 30 },
        comparator: "SameValueZero",
      })
      .map((all) => all.map((value) => value + 0).sort((a, b) => a - b));
    const model = fc
      .record({
        scores: rising,
        values: fc.array(positive, { minLength: 30, maxLength: 30 }),
        time: positive,
      })
      .map(({ scores, values, time }) => {
        const sorted = values.sort((a, b) => a - b);
        return {
          row: time,
          marginal: scores.map((score, i) => [score, sorted[i]!] as const),
          betweenTraces: 0.25,
          within: [
            { share: 0.5, timeConstant: time },
            { share: 0.25, hold: time * 2 },
          ],
          latency: { medianMs: time, spread: 0.1, withCapacity: 0.3 },
        };
      });
    fc.assert(
      fc.property(model, fc.string({ minLength: 1 }), (fitted, words) => {
        const family = {
          name: "fitted",
          description: `fitted: ${words}`,
          source: `${words}.`,
          kind: "latent-gaussian",
          model: fitted,
        } as const;
        expect(read(generatorDocument(family))).toEqual(family);
      }),
    );
  });

  it("has what belongs together on one line", () => {
    const [fourG] = traceFamilies.filter(({ name }) => name === "4g");
    const text = generatorDocument(fourG as TraceGenerator);
    expect(text).toContain("\nrowSeconds: 1\n");
    expect(text).toContain("\n  - [ -3.09, 0 ]\n");
    expect(text).toContain("\n  - { share: 0.27, timeConstantSeconds: 53 }\n");
  });
});

describe("readGenerator", () => {
  it("takes the file's name, and defaults for single values that are missing", () => {
    expect(read("generator: ar1\nmeanMbps: 7\n")).toMatchObject({
      name: "mine",
      kind: "ar1",
      model: { meanMbps: 7, cov: 0.5 },
    });
  });

  const latent = (change: string) =>
    `generator: latent-gaussian\nrowSeconds: 1\nquantilesMbps: [[0, 1], [1, 2]]\nbetweenTraces: 0.5\n${change}`;
  const latency = "latency: { medianMs: 1, spread: 0, withCapacity: 0 }\n";

  it.each([
    ["no generator", "meanMbps: 7\n", /^mine\.yaml:1, generator: .*got nothing/],
    ["an unknown one", "generator: ar2\n", /Did you mean "ar1"/],
    ["an unknown parameter", "generator: ar1\n\nmeanMpbs: 1\n", /^mine\.yaml:3, meanMpbs: .*"meanMbps"/],
    ["a name that is a path", "generator: ar1\nname: ../x\n", /^mine\.yaml:2, name: .*letters/],
    ["a name that is none", "generator: ar1\nname: [x]\n", /^mine\.yaml:2, name: .*a text/],
    ["no mapping", "- 1\n", /a mapping/],
    ["no YAML", "generator: [\n", /^mine\.yaml:\d: .*YAML/],
    ["a lack of what has no default", latent(latency), /within: .*a list/],
    ["shares that are not all", latent(`${latency}within: [{ share: 0.4, holdSeconds: 1 }]`), /got 0\.9/],
    [
      "a part that both drifts and holds",
      latent(`${latency}within: [{ share: 0.5, holdSeconds: 1, timeConstantSeconds: 1 }]`),
      /^mine\.yaml:6, within\[0\]: .*got both/,
    ],
    [
      "scores that fall",
      latent("").replace("[1, 2]", "[0, 2]"),
      /quantilesMbps\[1\]: .*a higher score than 0/,
    ],
    ["values that fall", latent("").replace("[1, 2]", "[1, 0.5]"), /quantilesMbps\[1\]: .*at least 1 Mbit/],
    [
      "a matrix that is not square",
      "generator: hmm\nepochSeconds: 1\nlatencyMs: 1\nstates: [{ meanMbps: 1, sdMbps: 1 }]\ntransitions: [[0.5, 0.5]]",
      /transitions\[0\]: .*1 probabilities/,
    ],
    ["levels upside down", "generator: markov\nhighestMbps: 0.1\n", /^mine\.yaml:2, highestMbps/],
    ["outages without end", "generator: outage\nperiodSeconds: 30\n", /longer than lengthSeconds/],
  ])("refuses %s", (_, text, message) => {
    expect(() => read(text)).toThrow(InputError);
    expect(() => read(text)).toThrow(message);
  });
});
