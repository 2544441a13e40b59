import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policies } from "../../src/policies/registry.js";
import { ROOT } from "../support/cli.js";
import { policiesPage } from "./policies-page.js";

/*
 * docs/policies.md is made from the doc comments and defaults of the policies. Where it drifts, make it again:
 * `npx vitest run test/docs/policies.test.ts --update`
 */
it("docs/policies.md says what the policies' own files say", async () => {
  await expect(await policiesPage(policies)).toMatchFileSnapshot("../../docs/policies.md");
});

it("the README has a row for every policy, and none for others", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const table = readme.slice(readme.indexOf("## Policies"), readme.indexOf("## Traces and videos"));
  const rows = [...table.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) \|/gm)].map(([, names]) => names!);
  const named = rows.flatMap((names) => [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!));
  expect(named.sort()).toEqual(policies.map(({ name }) => name).sort());
});
