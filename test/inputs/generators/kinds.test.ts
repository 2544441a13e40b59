import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import {
  familiesNamed,
  GENERATOR_KINDS,
  generateTraces,
  generatorDocument,
  KIND_NAMES,
  readGenerator,
  type TraceGenerator,
} from "../../../src/inputs/generators/index.js";
import { traceFromIntervals } from "../../../src/model/trace.js";

describe.each(KIND_NAMES)("generator %s", (name) => {
  const kind = GENERATOR_KINDS[name];
  const family = familiesNamed(name)[0] as TraceGenerator;
  const document = generatorDocument(family);

  it("says of itself what it is and where it is from", () => {
    expect(kind.name).toBe(name);
    expect(kind.description).toMatch(/^[^\n]{20,110}$/);
    expect(kind.source).toMatch(/^[^\n]{10,130}$/);
    for (const { meaning } of kind.parameters) expect(meaning).toMatch(/\w/);
  });

  it("is read back from its document equal", () => {
    expect(readGenerator(document, "own.yaml", "other")).toEqual(family);
  });

  it("has a parameter for each key of its document, and its document for each but those that may be missing", () => {
    const { generator, name: named, description, source, ...parameters } = readPlain(document);
    expect([generator, named, description, source]).toEqual([name, name, kind.description, kind.source]);
    const known = kind.parameters.map((parameter) => parameter.name);
    expect(known).toEqual(expect.arrayContaining(Object.keys(parameters)));
    const missing = kind.parameters.filter((parameter) => !(parameter.name in parameters));
    for (const { meaning } of missing) expect(meaning).toContain("missing:");
  });

  it("refuses nonsense for any parameter, naming its line", () => {
    const { generator, ...rest } = readPlain(document);
    for (const { name: key } of kind.parameters)
      for (const nonsense of ["x", -1e15, [], [[]], {}]) {
        const text = JSON.stringify({ generator, ...rest, [key]: nonsense }, undefined, 1);
        const attempt = () => readGenerator(text, "own.json", "other");
        expect(attempt, `${key}: ${JSON.stringify(nonsense)}`).toThrow(InputError);
        expect(attempt).toThrow(/^own\.json:\d+, /);
      }
  });

  it("gives valid traces of any duration, the same for the same seed", () => {
    const setting = fc.record({
      seed: fc.nat(),
      durationSeconds: fc.double({ min: 0.5, max: 200, noNaN: true }),
      count: fc.integer({ min: 1, max: kind.random ? 3 : 1 }),
    });
    fc.assert(
      fc.property(setting, (options) => {
        const traces = [...generateTraces(family, options)];
        expect(traces).toHaveLength(options.count);
        for (const { name: file, intervals } of traces) {
          const { period } = traceFromIntervals({ name: file, set: name }, intervals);
          expect(period).toBeCloseTo(options.durationSeconds, 5);
        }
        expect([...generateTraces(family, options)]).toEqual(traces);
      }),
      { numRuns: 20 },
    );
  });

  it("depends on the seed if there is chance in it, and else does not", () => {
    const [one, other] = [1, 2].map((seed) => [...generateTraces(family, { seed, durationSeconds: 100 })]);
    if (kind.random) expect(one).not.toEqual(other);
    else expect(one).toEqual(other);
  });
});

const readPlain = (text: string): Record<string, unknown> => {
  const family = readGenerator(text, "own.yaml", "other");
  const { name, description, source, kind } = family;
  return { generator: kind, name, description, source, ...writtenModel(family) };
};

const writtenModel = ({ kind, model }: TraceGenerator): Readonly<Record<string, unknown>> =>
  GENERATOR_KINDS[kind].write(model as never);
