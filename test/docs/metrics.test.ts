import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SESSION_IDENTITY_COLUMNS } from "../../src/report/sessions-csv.js";
import { ROOT } from "../support/root.js";
import { metricsPage } from "./metrics-page.js";

/*
 * docs/metrics.md is made from the catalogues and the doc comments of what they read, under metrics-head.md. Where it
 * drifts, make it again: `npx vitest run test/docs/metrics.test.ts --update`
 */
it("docs/metrics.md says what the metrics' own declarations say", async () => {
  await expect(metricsPage()).toMatchFileSnapshot("../../docs/metrics.md");
});

it("names what says which session a row is, in the order of the file", () => {
  const page = readFileSync(join(ROOT, "docs/metrics.md"), "utf8");
  const identity = page.slice(page.indexOf("| `scenario`"), page.indexOf("Over a set of sessions"));
  const [scenario, policy, ...rest] = SESSION_IDENTITY_COLUMNS;
  const named = [...identity.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(named).toEqual([scenario, policy, "client", ...rest]);
});
