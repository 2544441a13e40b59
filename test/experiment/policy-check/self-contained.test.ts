import { join } from "node:path";
import { expect, it } from "vitest";
import { hostImports } from "../../../src/experiment/policy-check/self-contained.js";
import { bundlePolicy } from "../../../src/experiment/user-policy/index.js";
import { folderWith } from "../user-policy/files.js";

const POLICY = "export default () => ({ name: 'p', decide: () => ({ level: 0 }) });\n";

const importsOf = async (files: Record<string, string>, file = "p.ts") =>
  hostImports(await bundlePolicy(join(folderWith(files), file), `mine/${file}`));

it("finds imports of Node by file and line, in whatever file they are", async () => {
  const found = await importsOf({
    "p.ts": `import { helper } from "./lib/helper.js";\n\nimport * as os from "node:os";\nhelper(os.EOL);\n${POLICY}`,
    "lib/helper.ts":
      '// a comment\nimport fs, { readFileSync } from "fs";\nexport const helper = (x: string) => [fs, readFileSync, x];\n',
  });
  expect(found).toEqual([
    { module: "fs", place: "mine/lib/helper.ts:2" },
    { module: "node:os", place: "mine/p.ts:3" },
  ]);
});

it("finds an import at run time", async () => {
  const files = { "p.ts": `export const x = () => import("node:fs");\n${POLICY}` };
  expect(await importsOf(files)).toEqual([{ module: "node:fs", place: "mine/p.ts:1" }]);
});

it("finds what CommonJS requires, without a place", async () => {
  const files = {
    "p.ts": `import x from "./x.cjs";\nx();\n${POLICY}`,
    "x.cjs": 'module.exports = () => require("fs");\n',
  };
  expect(await importsOf(files)).toEqual([{ module: "fs" }]);
});

it("finds nothing in a policy that has all that it needs with it", async () => {
  const files = {
    "p.ts": `import { ewma } from "abrsim/policies";\nimport { x } from "./x.js";\nexport const y = [ewma, x, 'import "node:fs"'];\n${POLICY}`,
    "x.ts": "export const x = 1;\n",
  };
  expect(await importsOf(files)).toEqual([]);
});
