import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readGenerator } from "../../src/inputs/generators/index.js";
import { ROOT } from "../support/root.js";
import { generatorsPage } from "./generators-page.js";

/*
 * docs/generators.md is made from the generators' own data, under generators-head.md. Where it drifts, make it again:
 * `npx vitest run test/docs/generators.test.ts --update`
 */
it("docs/generators.md says what the generators' own data say", async () => {
  await expect(generatorsPage()).toMatchFileSnapshot("../../docs/generators.md");
});

it("shows a document that is one", () => {
  const page = readFileSync(join(ROOT, "docs/generators.md"), "utf8");
  const [, text] = /```yaml\n([\s\S]*?)```/.exec(page)!;
  expect(readGenerator(text!, "my-line.yaml", "x")).toMatchObject({ name: "my-line", kind: "ar1" });
});
