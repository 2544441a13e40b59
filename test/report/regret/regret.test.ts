import { describe, expect, it } from "vitest";
import { REGRET_TABLES, type RegretReport } from "../../../src/report/regret/index.js";

const counts = { completed: 3, quit: 0, starved: 0, failed: 0 };
const identity = { scenario: "s", traceSet: "a", trace: "a/1", video: "v", replicate: 0, seed: 7 };
const report: RegretReport = {
  scenario: "s",
  traces: 3,
  sessions: 6,
  models: [
    {
      model: "linear",
      unit: "Σ Mbit/s",
      arms: [
        {
          policy: "bb",
          counts,
          n: 3,
          achieved: 80,
          lower: 100,
          upper: 104,
          regret: 20,
          interval: [15, 26],
          atMost: 24,
          share: 0.8,
        },
        {
          policy: "wa|its",
          counts,
          n: 3,
          achieved: 90,
          lower: 100,
          upper: 100,
          regret: 10,
          interval: undefined,
          atMost: 10,
          share: 0.9,
        },
      ],
      rows: [
        {
          identity: { ...identity, policy: "bb" },
          status: "completed",
          achieved: 80,
          lower: 100,
          upper: 104,
          regret: 20,
        },
        {
          identity: { ...identity, policy: "wa|its" },
          status: "quit",
          achieved: undefined,
          lower: undefined,
          upper: undefined,
          regret: undefined,
        },
      ],
    },
  ],
};

describe("regret", () => {
  it("is a table for terminals, the optimum as a range where its bounds differ", () => {
    const text = REGRET_TABLES.table(report, { width: 200 });
    expect(text).toContain("s: regret in 6 sessions on 3 traces");
    expect(text).toMatch(/bb +3 completed +3 +80 +100 to 104 +20 \[15, 26\], at most 24 +80 %/);
    expect(text).toMatch(/wa\|its +3 completed +3 +90 +100 +10 +90 %/);
    expect(text).not.toContain("Not compared");
  });

  it("is no wider than the terminal", () => {
    const lines = REGRET_TABLES.table(report, { width: 60 }).split("\n");
    const cells = lines.filter((line) => line.startsWith("bb") || line.startsWith("policy"));
    expect(cells.length).toBeGreaterThan(2);
    for (const line of cells) expect(line.length).toBeLessThanOrEqual(60);
  });

  it("says what is left out, where something is", () => {
    const [model] = report.models;
    const arms = model!.arms.map((arm) => ({ ...arm, n: 2 }));
    const some = { ...report, models: [{ ...model!, arms }] };
    expect(REGRET_TABLES.table(some)).toContain("Not compared: ");
    expect(REGRET_TABLES.markdown(some)).toContain("Not compared: ");
  });

  it("is Markdown with names escaped", () => {
    const text = REGRET_TABLES.markdown(report);
    expect(text).toContain("| bb | 3 completed | 3 | 80 | 100 to 104 | 20 [15, 26], at most 24 | 80 % |");
    expect(text).toContain("| wa\\|its |");
  });

  it("is CSV with a row a session, empty where there is no answer", () => {
    expect(REGRET_TABLES.csv(report).split("\n")).toEqual([
      "scenario,policy,trace_set,trace,video,replicate,seed,status,qoe,achieved,optimum_lower,optimum_upper,regret",
      "s,bb,a,a/1,v,0,7,completed,linear,80,100,104,20",
      "s,wa|its,a,a/1,v,0,7,quit,linear,,,,",
      "",
    ]);
  });

  it("is JSON with arms and sessions", () => {
    const document = JSON.parse(REGRET_TABLES.json(report));
    expect(document.models[0].arms[0]).toMatchObject({
      policy: "bb",
      n: 3,
      optimum_lower: 100,
      regret: 20,
      regret_ci95: [15, 26],
      regret_at_most: 24,
      share_of_optimum: 0.8,
    });
    expect(document.sessions[0]).toMatchObject({ trace: "a/1", replicate: 0, qoe: "linear", regret: 20 });
    expect(document.sessions[1]).not.toHaveProperty("regret");
  });
});
