import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NamedTrace } from "../../../src/experiment/tune/recordings.js";
import { type HoldOut, splitTraces } from "../../../src/experiment/tune/split.js";

let content = 0;
/** Every one of its own content. */
const trace = (name: string): NamedTrace => ({
  ...{ name, set: name.split("/")[0]!, durations: new Float64Array(1), period: 1 },
  bitsPerPeriod: content++,
});
const numbered = (set: string, count: number) =>
  Array.from({ length: count }, (_, number) => trace(`${set}/t${number}.csv`));
const split = (traces: readonly NamedTrace[], share = 0.3, more: { seed?: number; together?: RegExp } = {}) =>
  splitTraces(traces, { seed: 1, holdOut: { kind: "share", share }, where: "--hold-out", ...more });

describe("a split", () => {
  it("holds out its share of every set, as nearly as whole traces allow", () => {
    const traces = [...numbered("a", 10), ...numbered("b", 5), ...numbered("c", 2)];
    const { heldOut } = split(traces);
    const held = (set: string) => heldOut.filter((place) => traces[place]!.set === set).length;
    // 3 of 10; of 5, 1.5 is rounded up to 2; of 2, 0.6 to 1.
    expect(["a", "b", "c"].map(held)).toEqual([3, 2, 1]);
  });

  it("has every trace on one side, whatever the sets, the share and the seed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        fc.integer(),
        (sizes, share, seed) => {
          fc.pre(Math.max(...sizes) > 1);
          const traces = sizes.flatMap((size, set) => numbered(`s${set}`, size));
          const { training, heldOut } = split(traces, share, { seed });
          expect([...training, ...heldOut].sort((a, b) => a - b)).toEqual([...traces.keys()]);
          for (const set of new Set(traces.map((each) => each.set)))
            expect(training.some((place) => traces[place]!.set === set)).toBe(true);
        },
      ),
    );
  });

  it("is the same whatever the order of the traces, and another with another seed", () => {
    const traces = numbered("a", 20);
    const names = (of: readonly NamedTrace[], seed = 1) =>
      split(of, 0.3, { seed }).heldOut.map((place) => of[place]!.name);
    expect(names([...traces].reverse()).sort()).toEqual(names(traces).sort());
    expect(names(traces, 2)).not.toEqual(names(traces));
  });

  it("keeps a set of one recording for training, and says so", () => {
    const { training, heldOut, notes } = split([trace("a/one.csv"), ...numbered("b", 4)]);
    expect(training).toContain(0);
    expect(heldOut).toHaveLength(1);
    expect(notes).toEqual([
      "No trace of a is held out, for it has but one recording: what is found may not hold there.",
    ]);
  });

  it("holds out whole sets by name", () => {
    const holdOut: HoldOut = { kind: "sets", sets: ["b"] };
    const traces = [...numbered("a", 2), ...numbered("b", 3)];
    const { training, heldOut } = splitTraces(traces, { seed: 1, holdOut, where: "" });
    expect([training, heldOut]).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
  });

  it("refuses to leave a side empty", () => {
    expect(() => split([trace("a/one.csv")])).toThrow("--hold-out: expected traces on both sides");
  });
});

describe("parts of one recording stay on one side", () => {
  const sideOf = (traces: readonly NamedTrace[], together?: RegExp) => {
    const { heldOut, notes } = split(traces, 0.4, { ...(together && { together }) });
    const held = (part: RegExp) =>
      new Set(traces.flatMap(({ name }, place) => (part.test(name) ? [heldOut.includes(place)] : [])));
    return { held, notes };
  };

  it("as windows that abrsim traces split has made of several", () => {
    const windows = ["bus", "car", "ferry"].flatMap((log) =>
      Array.from({ length: 5 }, (_, window) => trace(`norway/${log}-00${window + 1}.csv`)),
    );
    const { held } = sideOf(windows);
    for (const log of [/bus/, /car/, /ferry/]) expect(held(log).size).toBe(1);
    expect(held(/norway/).size).toBe(2);
  });

  it("as the user's pattern finds them", () => {
    const homes = [1, 2, 3].flatMap((home) => [1, 2, 3].map((visit) => trace(`fcc/home_${home}_${visit}`)));
    const { held } = sideOf(homes, /home_(\d+)/u);
    for (const home of [/home_1/, /home_2/, /home_3/]) expect(held(home).size).toBe(1);
  });

  it("as copies of each other, even in different sets", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const traces = [...numbered("a", 6), ...numbered("b", 6)];
        const copy = { ...traces[3]!, name: "b/copy.csv", set: "b" };
        const { heldOut } = split([...traces, copy], 0.5, { seed });
        expect(heldOut.includes(3)).toBe(heldOut.includes(12));
      }),
    );
  });

  it("and a set that is all of one numbering is divided, with a warning", () => {
    const { notes } = sideOf(Array.from({ length: 10 }, (_, window) => trace(`long/x-00${window}.csv`)));
    expect(notes).toEqual([
      expect.stringMatching(/^The traces of long are numbered as windows of one recording/),
    ]);
  });

  it("but numbers of two digits are names", () => {
    const { held } = sideOf([...Array(10).keys()].map((number) => trace(`4g/4g-${10 + number}.csv`)));
    expect(held(/4g/).size).toBe(2);
  });
});
