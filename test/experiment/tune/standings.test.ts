import { describe, expect, it } from "vitest";
import { parseThreshold } from "../../../src/experiment/gate/threshold.js";
import { ranked, standingsOf } from "../../../src/experiment/tune/standings.js";
import { COLUMNS, type HandMade, handMadeResults } from "../../support/results.js";

const column = (name: string) => COLUMNS.find((one) => one.name === name)!;
const limit = (text: string) => parseThreshold(text, { arms: [], columns: COLUMNS }, "here");
const order = (made: HandMade, objective = "score", limits: readonly string[] = []) => {
  const aim = { objective: column(objective), limits: limits.map(limit) };
  return ranked(standingsOf(handMadeResults(made), aim), aim.objective).map(({ arm }) => arm);
};
const constant = (figures: Record<string, number>) => () => figures;

describe("standings", () => {
  it("are by the mean, the way that is better, ties in order", () => {
    const arms = { own: constant({ score: 5 }), a: constant({ score: 7 }), b: constant({ score: 7 }) };
    expect(order({ sets: { s: 3 }, arms })).toEqual([1, 2, 0]);
    const delays = {
      own: constant({ delay_s: 5 }),
      a: constant({ delay_s: 7 }),
      b: constant({ delay_s: 3 }),
    };
    expect(order({ sets: { s: 3 }, arms: delays }, "delay_s")).toEqual([2, 0, 1]);
  });

  it("of a ratio are ratios of sums", () => {
    // 10 of 110 s and 0 of 10 s are 8.3 % of the time; the mean of the two shares would be 4.5 %. The other has 5 %.
    const stall = (trace: number) =>
      trace === 0 ? { stall_s: 10, played_s: 100 } : { stall_s: 0, played_s: 10 };
    const filled = (figures: { stall_s: number; played_s: number }) => ({
      ...figures,
      stall_ratio: figures.stall_s / (figures.stall_s + figures.played_s),
    });
    const arms = {
      own: (trace: number) => filled(stall(trace)),
      a: () => filled({ stall_s: 5, played_s: 95 }),
    };
    expect(order({ sets: { s: 2 }, arms }, "stall_ratio")).toEqual([1, 0]);
  });

  it("weight trace sets", () => {
    const arms = {
      own: (trace: number) => ({ score: trace === 0 ? 10 : 0 }),
      a: (trace: number) => ({ score: trace === 0 ? 0 : 6 }),
    };
    const results = handMadeResults({ sets: { s: 1, t: 2 }, arms });
    const aim = (weights?: Record<string, number>) => ({ objective: column("score"), limits: [], weights });
    const means = (weights?: Record<string, number>) =>
      standingsOf(results, aim(weights)).map(({ mean }) => mean);
    expect(means()).toEqual([10 / 3, 4]);
    expect(means({ s: 3, t: 1 })).toEqual([7.5, 1.5]);
  });

  it("put those that keep the limits first, and then those that miss them least", () => {
    const arms = {
      own: constant({ score: 5, delay_s: 3 }),
      far: constant({ score: 9, delay_s: 8 }),
      near: constant({ score: 7, delay_s: 5 }),
      kept: constant({ score: 1, delay_s: 4 }),
    };
    expect(order({ sets: { s: 3 }, arms }, "score", ["delay_s<=4"])).toEqual([0, 3, 2, 1]);
    // What equals a strict limit misses it.
    expect(order({ sets: { s: 3 }, arms }, "score", ["delay_s<4"])).toEqual([0, 3, 2, 1]);
    expect(order({ sets: { s: 3 }, arms }, "score", ["delay_s>=5"])).toEqual([1, 2, 3, 0]);
  });

  it("put whoever loses sessions last, and take its sessions from nobody", () => {
    const failing = (trace: number) =>
      trace === 0 ? { status: "failed" as const, score: undefined } : { score: 100 };
    const arms = {
      own: (trace: number) => ({ score: trace }),
      failing,
      sound: (trace: number) => ({ score: trace + 1 }),
    };
    const results = handMadeResults({ sets: { s: 3 }, arms });
    const standings = standingsOf(results, { objective: column("score"), limits: [] });
    expect(standings.map(({ mean }) => mean)).toEqual([1, 100, 2]);
    expect(standings.map(({ lost }) => lost)).toEqual([0, 1, 0]);
    expect(standings.map(({ isPaired }) => isPaired)).toEqual([true, false, true]);
    expect(ranked(standings, column("score")).map(({ arm }) => arm)).toEqual([2, 0, 1]);
  });

  it("put whoever has no figure last", () => {
    const arms = { own: constant({ score: 1 }), none: () => ({ score: undefined }) };
    expect(order({ sets: { s: 2 }, arms })).toEqual([0, 1]);
  });
});
