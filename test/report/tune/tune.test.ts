import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  type CandidateFigures,
  TUNE_TABLES,
  type TuneReport,
  tunedYaml,
} from "../../../src/report/tune/index.js";
import { armLine } from "../../../src/report/tune/snippet.js";

const figures = (
  candidate: number,
  mean: number,
  more: Partial<CandidateFigures> = {},
): CandidateFigures => ({
  ...{ candidate, options: { x: candidate }, rank: candidate, round: 1, mean },
  ...{ interval: [mean - 1, mean + 1], sessions: 10, lost: 0, limits: [], allowed: true },
  ...more,
});

const report = (more: Partial<TuneReport> = {}): TuneReport => ({
  ...{
    schema: 1,
    abrsim: "0.0.0",
    node: "v20.1.0",
    id: "id",
    scenario: "s|1",
    scenarioFile: "s.yaml",
    seed: 1,
  },
  policy: "bola",
  objective: { name: "qoe_linear", label: "QoE linear", unit: "points", better: "higher" },
  subjectTo: [],
  search: "grid",
  space: [{ name: "x", values: [1, 2] }],
  split: { holdOut: 0.3, training: ["a/1", "a/2"], heldOut: ["a/3"] },
  rounds: [{ candidates: 2, traces: 2, replicates: 1 }],
  defaults: {
    ...figures(0, 5),
    rank: undefined as never,
    options: {},
    difference: -2,
    differenceInterval: [-3, -1],
  },
  candidates: [
    figures(1, 7, { difference: 0, differenceInterval: [0, 0] }),
    figures(2, 6, { difference: -1, differenceInterval: [-2.5, 0.5] }),
  ],
  best: {
    ...{ candidate: 1, arm: { use: "bola", name: "bola-tuned", options: { x: 1 } } },
    ...{ gain: 2, gainInterval: [1, 3], alike: 1, others: 1, edges: [{ option: "x", value: 1 }] },
  },
  conclusion: { take: "defaults", because: "none better" },
  notes: ["Mind the gap."],
  ...{ inputs: {}, settings: {} },
  ...more,
});

const heldOut: NonNullable<TuneReport["heldOut"]> = {
  ...{ gain: 0.5, gainInterval: [-1, 2], optimism: 1.5, limits: { defaults: [0.02], best: [0.005] } },
  summary: {
    ...{ scenario: "s", control: "bola", contrasts: [], sessions: 2, traces: 1, columns: [], compared: [] },
    ...{ arms: [], differences: [], verdicts: [] },
  },
};

describe("a tuning in words", () => {
  it("ranks the best with the arm as it is below, and says what the figures are worth", () => {
    const text = TUNE_TABLES.table(report(), { width: 200 });
    expect(text).toMatch(/1 +1 +1 +7\.0 \[6\.0, 8\.0\] +–\n +2 +2 +2 +6\.0 .*−1\.0 \[−2\.5, 0\.5\] points/);
    expect(text).toMatch(/– +bola as it is +default +5\.0 .*−2\.0 \[−3\.0, −1\.0\] points/);
    expect(text).toContain("Candidate 1 gains +2.0 [1.0, 3.0] points over bola as it is, which flatters it");
    expect(text).toContain("Other candidates within noise of it: 1 of 1 (");
    expect(text).toContain("x = 1 lies at the end of what was tried");
    expect(text).toContain("Mind the gap.");
  });

  it.each([
    ["none better", "Keep bola as it is: no candidate is better in QoE linear"],
    ["none allowed", "Keep bola as it is: no candidate keeps the limits"],
    ["not shown", "Keep bola as it is: the gain is not shown"],
    ["breaks a limit", "bola-tuned breaks a limit"],
    ["loses sessions", "bola-tuned loses more sessions"],
    ["better", "Take bola-tuned: its gain shows"],
    ["keeps the limits", "Take bola-tuned: on traces that the search has not seen it keeps the limits"],
  ] as const)("concludes where it is %s", (because, sentence) => {
    const conclusion = { take: "defaults", because } as TuneReport["conclusion"];
    expect(TUNE_TABLES.table(report({ conclusion }), { width: 200 })).toContain(sentence);
  });

  it("puts the gain on held-out traces beside that of the search, and the limits of both", () => {
    const text = TUNE_TABLES.table(report({ heldOut, subjectTo: ["stall_ratio<=0.01"] }), { width: 300 });
    expect(text).toContain(
      "Gain while searching 2 points, on traces not seen 0.500 points: the search was optimistic by 1.50 points.",
    );
    expect(text).toContain("stall_ratio<=0.01: 0.00500, and 0.0200 as it is.");
  });

  it("shows ten candidates, and has all in CSV", () => {
    const many = Array.from({ length: 30 }, (_, number) => figures(number + 1, 50 - number));
    const all = report({ candidates: many });
    expect(TUNE_TABLES.table(all).match(/^ +\d+ +\d+ /gm)).toHaveLength(10);
    expect(TUNE_TABLES.csv(all).split("\n")).toHaveLength(1 + 1 + 30 + 1);
  });

  it("escapes what Markdown would take for its own", () => {
    const text = TUNE_TABLES.markdown(report());
    expect(text).toMatch(/^### s\\\|1: bola tuned for QoE linear/);
    expect(text).toContain("| rank | candidate | x |");
  });
});

it("the CSV has full precision, and the options in columns of their own", () => {
  const [head, own, first] = TUNE_TABLES.csv(report({ subjectTo: ["a<=1"] })).split("\n");
  expect(head).toBe(
    "candidate,option_x,rank,round,qoe_linear,qoe_linear_ci95_low,qoe_linear_ci95_high,difference_to_best,difference_ci95_low,difference_ci95_high,sessions,sessions_lost,a<=1,allowed",
  );
  expect(own).toBe("0,,,1,5,4,6,-2,-3,-1,10,0,,true");
  expect(first).toBe("1,1,1,1,7,6,8,0,0,0,10,0,,true");
});

it("JSON is all of it", () => {
  expect(JSON.parse(TUNE_TABLES.json(report()))).toEqual(report());
});

describe("the arm to paste", () => {
  it("is an arm of a scenario, with what is known of it", () => {
    const text = tunedYaml(report({ heldOut, conclusion: { take: "defaults", because: "not shown" } }));
    expect(text).toMatch(/^# Chosen by qoe_linear on 2 traces and did not hold on 1 others/);
    expect(parse(text)).toEqual({ policies: [{ use: "bola", name: "bola-tuned", options: { x: 1 } }] });
  });

  it("is not there where nothing was found", () => {
    expect(tunedYaml(report())).toBe("");
  });

  it("reads back as it was, whatever its names and values", () => {
    const arm = {
      ...{ use: "./my policy.ts", name: "yes" },
      options: {
        a: "on",
        "b c": [1, "2", true, "x: y", "#", "null", "1e3", ""],
        d: { e: -0.5, f: "ü" },
        g: "",
      },
      player: { maxBufferSeconds: 20 },
      "- z": false,
    };
    expect(parse(`- ${armLine(arm)}\n`)).toEqual([arm]);
  });
});
