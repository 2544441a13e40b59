import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { planTuning } from "../../src/experiment/tune/plan-tuning.js";
import { tune } from "../../src/experiment/tune/tune.js";
import { TUNE_TABLES } from "../../src/report/tune/index.js";
import { ROOT } from "../support/root.js";

/*
 * What docs/tuning.md shows is what its first command prints. Where it drifts, make it again:
 * `npx vitest run test/docs/tuning.test.ts --update`
 */
it("docs/tuning.md shows what abrsim tune prints", async () => {
  const planned = await planTuning("scenarios/tune-bola.yaml", { cwd: ROOT, flags: {} });
  const { report } = await tune(planned, { jobs: 1, node: process.version, onProgress: () => {} });
  const printed = TUNE_TABLES.table(report, { width: 120 });
  const page = readFileSync(join(ROOT, "docs/tuning.md"), "utf8");
  const shown = page.replace(/(?<=^```text\n)[\s\S]*?(?=^```$)/m, () => printed);
  await expect(shown).toMatchFileSnapshot("../../docs/tuning.md");
});
