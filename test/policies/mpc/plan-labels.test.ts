import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyLabel, type PlanLabel, PlanLabels } from "../../../src/policies/mpc/plan-labels.js";

const label = (more: Partial<PlanLabel>): PlanLabel => ({ ...emptyLabel(), level: 1, ...more });

function contents(labels: PlanLabels): PlanLabel[] {
  return Array.from({ length: labels.count }, (_, index) => {
    const one = emptyLabel();
    labels.read(index, one);
    return one;
  });
}

function filled(...all: readonly PlanLabel[]): PlanLabel[] {
  const labels = new PlanLabels();
  for (const one of all) labels.add(one);
  return contents(labels);
}

describe("PlanLabels", () => {
  const good = label({ time: 10, buffer: 5, rebuffering: 1, sum: 3000, change: 500, gain: 2.5, first: 2 });

  it("gives back what was added, with a level or without", () => {
    const first = { ...good, level: undefined };
    expect(filled(first)).toEqual([first]);
    expect(filled(good)).toEqual([good]);
  });

  it.each([
    ["is there later", { time: 11 }],
    ["has more rebuffering", { rebuffering: 2 }],
    ["gains less", { gain: 2.4 }],
    ["gains the same with a lower first level", { first: 1 }],
    ["is no different", {}],
  ])("keeps the better of two, whichever came first, where the other %s", (_, worse) => {
    expect(filled(good, { ...good, ...worse })).toEqual([good]);
    expect(filled({ ...good, ...worse }, good)).toEqual([good]);
  });

  it("keeps both where each has something for it", () => {
    for (const other of [
      { time: 9, gain: 2 },
      { rebuffering: 0, time: 12 },
      { gain: 3, rebuffering: 2 },
    ])
      expect(filled(good, { ...good, ...other })).toHaveLength(2);
  });

  it("keeps a higher first level that gains less by no more than rounding", () => {
    expect(filled(good, { ...good, gain: 2.5 - 1e-12, first: 3 })).toHaveLength(2);
    expect(filled(good, { ...good, gain: 2.5 - 1e-6, first: 3 })).toEqual([good]);
  });

  it("compares labels of one level alone", () => {
    const labels = new PlanLabels();
    labels.add(good);
    labels.nextLevel();
    labels.add({ ...good, level: 0, time: 20 });
    labels.add({ ...good, level: 0, time: 15 });
    expect(contents(labels)).toEqual([good, { ...good, level: 0, time: 15 }]);
    labels.clear();
    labels.add({ ...good, time: 30 });
    expect(contents(labels)).toEqual([{ ...good, time: 30 }]);
  });

  it("keeps exactly those that no other is as good as, of however many", () => {
    const some = fc.record({
      time: fc.nat(20),
      rebuffering: fc.nat(3),
      gain: fc.nat(20),
      first: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 300 }), (all) => {
        const isAsGood = (one: (typeof all)[number], other: (typeof all)[number]) =>
          one.time <= other.time &&
          one.rebuffering <= other.rebuffering &&
          (one.gain > other.gain || (one.gain === other.gain && one.first >= other.first));
        const key = ({ time, rebuffering, gain, first }: (typeof all)[number]) =>
          [time, rebuffering, gain, first].join();
        const best = all.filter(
          (one) => !all.some((other) => key(other) !== key(one) && isAsGood(other, one)),
        );
        const kept = filled(...all.map(label)).map(key);
        expect(kept.sort()).toEqual([...new Set(best.map(key))].sort());
      }),
    );
  });

  it("grows beyond what it was made for", () => {
    const many = Array.from({ length: 500 }, (_, one) => label({ time: one, gain: one }));
    expect(filled(...many)).toEqual(many);
  });
});
