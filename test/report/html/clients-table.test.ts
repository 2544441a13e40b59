import { expect, it } from "vitest";
import type { Summary } from "../../../src/model/results.js";
import { comparisonOf } from "../../../src/report/comparison.js";
import { clientsTable } from "../../../src/report/html/tables.js";
import { results } from "../builder.js";

const nameOf = (policy: string) => policy;

it("has a row for each client of a link, and is not there where there are none", () => {
  const { summary } = results({ policies: ["a"] });
  const [only] = summary.arms;
  expect(clientsTable(summary, comparisonOf(summary), nameOf)).toBeUndefined();
  const client = (name: string, mean: number) => ({
    client: name,
    counts: { completed: 3, quit: 0, starved: 1, failed: 0 },
    metrics: [{ metric: "startup_s", mean }],
  });
  const shared: Summary = {
    ...summary,
    compared: ["startup_s"],
    arms: [{ ...only!, clients: [client("bb <1>", 1.25), client("bola", 2.5)] }],
  };
  const { markup: table } = clientsTable(shared, comparisonOf(shared), nameOf)!;
  expect(table.match(/<tr>/g)).toHaveLength(3);
  expect(table).toContain("<td>bb &lt;1&gt;</td><td>3 completed, 1 starved</td>");
  expect(table).toContain("1.25");
  expect(table).toContain("2.5");
});
