import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { abrsim, ROOT, temporaryFolder, withShippedFiles } from "../support/cli.js";

/*
 * The committed example is what the program writes. Where a figure drifts, the diff of `reports/example` shows which;
 * if it was meant to, make the example again:
 * `npx abrsim run scenarios/quickstart.yaml --out reports/example --force`
 */
const EXAMPLE = join(ROOT, "reports/example");

it("the quickstart scenario still gives the committed example", { timeout: 60_000 }, async () => {
  const folder = withShippedFiles(temporaryFolder());
  await abrsim(folder, ["run", "scenarios/quickstart.yaml", "--out", "out", "--quiet"]);
  for (const file of ["sessions.csv", "summary.json", "report.html"])
    expect(readFileSync(join(folder, "out", file), "utf8"), file).toBe(
      readFileSync(join(EXAMPLE, file), "utf8"),
    );
});
