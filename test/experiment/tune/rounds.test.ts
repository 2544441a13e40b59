import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf } from "../../../src/experiment/tune/figures.js";
import { halvingRounds, stratifiedOrder } from "../../../src/experiment/tune/rounds.js";

const rounds = (candidates: number, traces: number, replicates = 1, sets = 1) =>
  halvingRounds({ candidates, traces, replicates, sets }).map((round) => [
    round.candidates,
    round.traces,
    round.replicates,
  ]);

describe("successive halving", () => {
  it("keeps a third each round and gives it three times the traces", () => {
    expect(rounds(27, 54)).toEqual([
      [27, 6, 1],
      [9, 18, 1],
      [3, 54, 1],
    ]);
    expect(rounds(9, 1000)).toEqual([
      [9, 112, 1],
      [3, 334, 1],
      [1, 1000, 1],
    ]);
  });

  it("takes more traces before more replicates", () => {
    expect(rounds(27, 10, 9)).toEqual([
      [27, 10, 1],
      [9, 10, 3],
      [3, 10, 9],
    ]);
  });

  it("begins with a trace of each set, and is one round where there are too few", () => {
    expect(rounds(81, 60, 1, 20)).toEqual([
      [81, 20, 1],
      [27, 60, 1],
    ]);
    expect(rounds(81, 17)).toEqual([
      [81, 6, 1],
      [27, 17, 1],
    ]);
    expect(rounds(81, 5)).toEqual([[81, 5, 1]]);
    expect(rounds(2, 500)).toEqual([[2, 500, 1]]);
  });

  it("has all candidates in the first round and all sessions in the last, and costs no more than that for all", () => {
    const size = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 5 }), (candidates, traces, replicates) => {
        const all = halvingRounds({ candidates, traces, replicates, sets: 1 });
        expect(all[0]!.candidates).toBe(candidates);
        expect(all.at(-1)).toMatchObject({ traces, replicates });
        const sizes = all.map((round) => round.traces * round.replicates);
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        let before = 0;
        const cost = all.reduce((sum, round, index) => {
          const added = sizes[index]! - before;
          before = sizes[index]!;
          return sum + round.candidates * added;
        }, 0);
        expect(cost).toBeLessThanOrEqual(candidates * traces * replicates);
      }),
    );
  });
});

describe("the order of traces", () => {
  const traces = ["a", "a", "a", "a", "b", "b"].map((set, place) => ({ name: `${set}/${place}`, set }));

  it("has each set in every beginning as in the whole", () => {
    const sets = stratifiedOrder(traces, 1).map((place) => traces[place]!.set);
    expect(sets.slice(0, 3).sort()).toEqual(["a", "a", "b"]);
    expect(sets.slice(3).sort()).toEqual(["a", "a", "b"]);
  });

  it("has every trace once, in an order of the seed's", () => {
    expect([...stratifiedOrder(traces, 1)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    const orders = new Set([1, 2, 3, 4, 5].map((seed) => stratifiedOrder(traces, seed).join()));
    expect(orders.size).toBeGreaterThan(1);
  });
});

it("a round simulates only what the one before has not", () => {
  const round = (traces: number, replicates: number) => ({ candidates: 1, traces, replicates });
  const arms = [0, 4];
  expect(piecesOf(arms, undefined, round(2, 1))).toEqual([
    { arms, traces: [0, 1], firstReplicate: 0, replicates: 1 },
  ]);
  expect(piecesOf(arms, round(2, 1), round(3, 1))).toEqual([
    { arms, traces: [2], firstReplicate: 0, replicates: 1 },
  ]);
  expect(piecesOf(arms, round(2, 1), round(3, 3))).toEqual([
    { arms, traces: [2], firstReplicate: 0, replicates: 3 },
    { arms, traces: [0, 1], firstReplicate: 1, replicates: 2 },
  ]);
});
