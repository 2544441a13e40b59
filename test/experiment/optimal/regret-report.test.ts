import { describe, expect, it } from "vitest";
import { summarisePlan as summarise } from "../../../src/experiment/comparison/summarise-plan.js";
import { regretReport } from "../../../src/experiment/optimal/regret-report.js";
import { columnsOf, type Plan } from "../../../src/experiment/plan.js";
import { MemoryTable, SESSION_STATUSES } from "../../../src/experiment/result-table.js";
import { plan } from "../plans.js";

const asked = plan({ optimum: { effort: 1 } });

/** Two arms on three traces; figures by arm, then trace: achieved, lower, upper. */
function reportOf(figures: readonly (readonly (readonly [number, number, number] | undefined)[])[]) {
  const columns = columnsOf(asked).map(({ name }) => name);
  const table = new MemoryTable({ units: 3, seats: 2, columns: columns.length });
  const put = (unit: number, seat: number, name: string, value: number) => {
    table.column(columns.indexOf(name))[unit * 2 + seat] = value;
  };
  figures.forEach((ofArm, seat) => {
    ofArm.forEach((session, unit) => {
      table.statuses[unit * 2 + seat] = SESSION_STATUSES.indexOf("completed");
      put(unit, seat, "qoe_linear", session?.[0] ?? 7);
      if (!session) return;
      const [achieved, lower, upper] = session;
      put(unit, seat, "optimum_linear", lower);
      put(unit, seat, "optimum_upper_linear", upper);
      put(unit, seat, "regret_linear", Math.max(0, lower - achieved));
    });
  });
  return regretReport(asked as Plan, table, summarise(asked, table)).models[0]!;
}

describe("a report of regret", () => {
  it("has means, bounds of the regret and the share of the optimum", () => {
    const { arms, rows } = reportOf([
      [
        [8, 10, 10],
        [5, 10, 12],
        [11, 10, 11],
      ],
      [
        [10, 10, 10],
        [10, 10, 12],
        [10, 10, 11],
      ],
    ]);
    expect(arms[0]).toMatchObject({ policy: "bb", n: 3, achieved: 8, lower: 10, upper: 11 });
    expect(arms[0]!.regret).toBeCloseTo((2 + 5 + 0) / 3, 12);
    expect(arms[0]!.atMost).toBeCloseTo((2 + 7 + 0) / 3, 12);
    expect(arms[0]!.share).toBeCloseTo(0.8, 12);
    expect(arms[0]!.interval![0]).toBeLessThan(arms[0]!.regret!);
    expect(arms[1]).toMatchObject({ regret: 0, share: 1 });
    expect(rows).toHaveLength(6);
    expect(rows[1]).toMatchObject({ achieved: 5, lower: 10, upper: 12, regret: 5, status: "completed" });
  });

  it("compares arms in the sessions in which all have a regret", () => {
    const { arms, rows } = reportOf([
      [[8, 10, 10], undefined, [6, 10, 10]],
      [
        [9, 10, 10],
        [0, 10, 10],
        [9, 10, 10],
      ],
    ]);
    expect(arms.map(({ n }) => n)).toEqual([2, 2]);
    expect(arms.map(({ achieved }) => achieved)).toEqual([7, 9]);
    expect(rows[1]).toMatchObject({ achieved: 7, lower: undefined, regret: undefined });
  });

  it("has no share where the optimum is not above 0", () => {
    const session = [-4, -2, -2] as const;
    const { arms } = reportOf([
      [session, session, session],
      [session, session, session],
    ]);
    expect(arms[0]).toMatchObject({ regret: 2, share: undefined });
  });
});
