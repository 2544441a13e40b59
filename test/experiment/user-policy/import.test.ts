import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundlePolicy } from "../../../src/experiment/user-policy/index.js";
import { CONTEXT, folderWith, load } from "./files.js";

/** The name of the policy that a file makes: what each file below answers is put there. */
const nameFrom = async (files: Readonly<Record<string, string>>, entry = Object.keys(files)[0]!) =>
  (await load(folderWith(files), entry))({}, CONTEXT).name;

const policy = (name: string) => `({ name: ${name}, decide: () => ({ level: 0 }) })`;

describe("a policy file loads", () => {
  it("as TypeScript far from any package.json", async () => {
    const text = `import type { PolicyFactory } from "abrsim/policies";
      const timid: PolicyFactory<{ reserve?: number }> = ({ reserve = 10 }, context) => ${policy("['timid', reserve, context.levels.length].join(' ')")};
      export default timid;`;
    expect(await nameFrom({ "timid.ts": text })).toBe("timid 10 2");
  });

  it.each([
    ["an ES module", "p.js", `export default () => ${policy("'esm'")};`, "esm"],
    ["an .mjs module", "p.mjs", `export default () => ${policy("'mjs'")};`, "mjs"],
    ["CommonJS: module.exports", "p.js", `module.exports = () => ${policy("'cjs'")};`, "cjs"],
    ["CommonJS: a .cjs file", "p.cjs", `module.exports = () => ${policy("'cjs'")};`, "cjs"],
    ["CommonJS: exports.default", "p.js", `exports.default = () => ${policy("'named'")};`, "named"],
    [
      "CommonJS that was compiled from an ES module",
      "p.js",
      `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = () => ${policy("'compiled'")};`,
      "compiled",
    ],
    ["a nested default", "p.ts", `export default { default: () => ${policy("'nested'")} };`, "nested"],
    [
      "a default nested twice",
      "p.mts",
      `export default { default: { default: () => ${policy("'twice'")} } };`,
      "twice",
    ],
    ["a file with a byte order mark", "p.ts", `\ufeffexport default () => ${policy("'bom'")};`, "bom"],
    [
      "a file that awaits",
      "p.ts",
      `const n = await Promise.resolve("later"); export default () => ${policy("n")};`,
      "later",
    ],
    [
      "a file name of blanks and parentheses",
      "my policy (1)#?.ts",
      `export default () => ${policy("'odd'")};`,
      "odd",
    ],
  ])("as %s", async (_, entry, text, name) => {
    expect(await nameFrom({ [entry]: text })).toBe(name);
  });

  it.each(["module", "commonjs"])("beside a package.json of type %s", async (type) => {
    const files = {
      "package.json": JSON.stringify({ type }),
      "p.ts": `import { name } from "./n.js"; export default () => ${policy("name")};`,
      "n.ts": `export const name: string = "neighbour";`,
    };
    expect(await nameFrom(files, "p.ts")).toBe("neighbour");
  });

  it("with neighbours, JSON, packages and Node's own modules, in either module system", async () => {
    const files = {
      "p.ts": `import { a } from "./lib/a"; import data from "./data.json"; import dep from "dep"; import { sep } from "node:path";
        export default () => ${policy("[a, data.b, dep.c, sep.length].join()")};`,
      "lib/a.ts": `export { a } from "../a2.js";`,
      "a2.ts": `export const a = "A";`,
      "data.json": `{ "b": "B" }`,
      "node_modules/dep/package.json": `{ "name": "dep", "main": "main.js" }`,
      "node_modules/dep/main.js": `const { sep } = require("path"); exports.c = "C" + require("node:path").sep.length + sep.length;`,
    };
    expect(await nameFrom(files)).toBe("A,B,C11,1");
  });

  it("with values of abrsim/policies and abrsim/estimators", async () => {
    const text = `import { constant } from "abrsim/policies"; import * as estimators from "abrsim/estimators";
      export default (options, context) => {
        const inner = constant({ level: 1 }, context);
        return { name: inner.name + Object.keys(estimators).some((key) => /ewma/i.test(key)), decide: (o) => inner.decide(o) };
      };`;
    expect(await nameFrom({ "wrapper.mjs": text })).toBe("constanttrue");
  });
});

describe("a broken policy file is an input error", () => {
  it.each([
    [
      "a missing file",
      {},
      "p.ts: expected a policy file, got no such file. Paths are relative to the scenario file, then to the working folder",
    ],
    [
      "a syntax error",
      { "p.ts": "export default () => ({\n  name: 'x',\n  decide(o) { return { level: 0 }\n});" },
      `p.ts:4: expected valid TypeScript or JavaScript, got "});" (Expected "}" but found ")")`,
    ],
    [
      "a syntax error in a neighbour",
      { "p.ts": `import "./lib/n.js";`, "lib/n.ts": "const = 1;" },
      `lib/n.ts:1: expected valid TypeScript or JavaScript, got "const = 1;" (Expected identifier but found "=")`,
    ],
    [
      "a neighbour that is missing",
      { "p.ts": `\nimport { a } from "./a.js"; export default () => a;` },
      `p.ts:2: expected an import that resolves, got "./a.js". Paths are relative to the file that imports them`,
    ],
    [
      "a package that is missing",
      { "p.ts": `import a from "lodash"; export default () => a;` },
      `p.ts:1: expected an import that resolves, got "lodash". A policy may import abrsim/policies, abrsim/estimators, files, and packages installed near it`,
    ],
    [
      "a door of abrsim that there is not",
      { "p.ts": `import a from "abrsim/engine"; export default () => a;` },
      `p.ts:1: expected an import that resolves, got "abrsim/engine". A policy may import abrsim/policies, abrsim/estimators, files, and packages installed near it`,
    ],
    [
      "an export that a neighbour does not have",
      { "p.js": `import { b } from "./n.js"; export default () => b;`, "n.js": "export const a = 1;" },
      `p.js:1: expected valid TypeScript or JavaScript, got "import { b } from \\"./n.js\\"; export default () => b;" (No matching export in "n.js" for import "b")`,
    ],
    [
      "an export that abrsim does not have",
      { "p.ts": `import {\n  constnt,\n} from "abrsim/policies";\nexport default constnt;` },
      `p.ts:2: expected an export of abrsim/policies, got "constnt", which it does not have. Did you mean "constant"?`,
    ],
    [
      "an export that a neighbour does not have whose name is like abrsim's own",
      {
        "p/p.js": `import { b } from "../policies/index.js"; export default () => b;`,
        "policies/index.js": "export const a = 1;",
      },
      `p/p.js:1: expected valid TypeScript or JavaScript, got "import { b } from \\"../policies/index.js\\"; export default () ..." (No matching export in "../policies/index.js" for import "b")`,
    ],
    [
      "JSON that is none",
      { "p.ts": `import a from "./a.json"; export default () => a;`, "a.json": "{ a }" },
      `a.json:1: expected valid JSON, got "{ a }" (Expected string in JSON but found "a")`,
    ],
    [
      "a line of thousands of characters",
      { "p.js": `${"a+".repeat(2000)};` },
      `p.js:1: expected valid TypeScript or JavaScript, got "...${"+a".repeat(29)}+;" (Unexpected ";")`,
    ],
    [
      "a long line, with letters of several bytes, that goes wrong far from its beginning",
      { "p.js": `const name = "${"é".repeat(100)}"; const n = = 1; // ${"x".repeat(60)}` },
      `p.js:1: expected valid TypeScript or JavaScript, got "...${"é".repeat(27)}\\"; const n = = 1; // ${"x".repeat(12)}..." (Unexpected "=")`,
    ],
    [
      "a bracket that is not closed",
      { "p.js": "export default () => ({\n  decide() {}\n\n\n" },
      `p.js:2: expected valid TypeScript or JavaScript, got the end of the file after "decide() {}" (Expected "}" but found end of file)`,
    ],
    [
      "a bracket that is not closed in one line",
      { "p.js": "export default () => ({ decide() { return { level: 0 }; }\n" },
      `p.js:1: expected valid TypeScript or JavaScript, got the end of the file after "export default () => ({ decide() { return { level: 0 }; }" (Expected "}" but found end of file)`,
    ],
    [
      "a comment that is not closed, in a neighbour",
      { "p.js": `import "./lib/n.js";`, "lib/n.js": "const a = 1;\n/* b\nc();\n" },
      `lib/n.js:3: expected valid TypeScript or JavaScript, got the end of the file after "c();" (Expected "*/" to terminate multi-line comment). The multi-line comment starts here: line 2`,
    ],
    [
      "an empty file",
      { "p.ts": "" },
      "p.ts: expected a default export that is a function (options, context) => policy, got no default export. Write: export default (options, context) => ({ name: ..., decide(o) { return { level: 0 }; } })",
    ],
    [
      "no default export",
      { "p.ts": "export const policy = () => 1;" },
      "p.ts: expected a default export that is a function (options, context) => policy, got no default export. Write: export default (options, context) => ({ name: ..., decide(o) { return { level: 0 }; } })",
    ],
    [
      "a policy instead of its factory",
      { "p.ts": `export default ${policy("'x'")};` },
      "p.ts: expected a default export that is a function (options, context) => policy, got a policy. Write a function that makes one: export default () => policy",
    ],
    [
      "a class",
      { "p.ts": "export default class Timid { name = 'x'; decide() { return { level: 0 }; } }" },
      "p.ts: expected a default export that is a function (options, context) => policy, got a class. Write: export default (options, context) => new Timid(options, context)",
    ],
    [
      "an async function",
      { "p.ts": `export default async () => ${policy("'x'")};` },
      "p.ts: expected a default export that is a function (options, context) => policy, got an async function, whose outcome is no policy. Make it a plain function; the file itself may await what it needs before it exports one",
    ],
    [
      "a generator",
      { "p.ts": "export default function* () { yield 1; }" },
      "p.ts: expected a default export that is a function (options, context) => policy, got a generator, whose outcome is no policy. Make it a plain function; the file itself may await what it needs before it exports one",
    ],
    [
      "a number",
      { "p.ts": "export default 3;" },
      "p.ts: expected a default export that is a function (options, context) => policy, got 3. Write: export default (options, context) => ({ name: ..., decide(o) { return { level: 0 }; } })",
    ],
    [
      "a file that throws",
      { "p.ts": "const nothing = undefined as any;\n\nnothing.there;\nexport default () => 1;" },
      "p.ts:3: expected a policy file that loads, got an error: Cannot read properties of undefined (reading 'there')",
    ],
    [
      "a neighbour that throws what is no error",
      { "p.ts": `import "./n.js";\nexport default () => 1;`, "n.ts": "throw 'no';" },
      `p.ts: expected a policy file that loads, got an error: "no"`,
    ],
  ] as [string, Record<string, string>, string][])("%s", async (_, files, message) => {
    const entry = Object.keys(files)[0] ?? "p.ts";
    const outcome = load(folderWith(files), entry);
    await expect(outcome).rejects.toMatchObject({ name: "InputError", message });
  });

  it("but a relative path is a fault of the program", async () => {
    await expect(bundlePolicy(join("a", "p.ts"))).rejects.toThrow(RangeError);
  });
});
