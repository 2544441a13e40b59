import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  bundleLibraryPolicy,
  bundlePolicy,
  importPolicy,
} from "../../../src/experiment/user-policy/index.js";
import { policies } from "../../../src/policies/registry.js";
import { folderWith } from "./files.js";

const FILES = {
  "p.ts": `import { constant } from "abrsim/policies";\nimport { a } from "./lib/a.js";\nimport c from "./c.cjs";\nexport default () => constant({ level: a + c.c }, {});`,
  "lib/a.ts": "export const a: number = 1;",
  "c.cjs": "exports.c = 1;",
};
const codeOf = async (files: Readonly<Record<string, string>>) =>
  (await bundlePolicy(join(folderWith(files), "p.ts"))).code;

describe("a bundle's code", () => {
  it("is the same wherever the file lies", async () => {
    const deep = folderWith(
      Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`x/y/${name}`, text])),
    );
    expect((await bundlePolicy(join(deep, "x/y/p.ts"))).code).toBe(await codeOf(FILES));
  });

  it("names no place on this machine", async () => {
    const folder = folderWith(FILES);
    const { code, map } = await bundlePolicy(join(folder, "p.ts"));
    expect(code).not.toContain(folder);
    expect(code).not.toContain(import.meta.dirname);
    expect(map).not.toContain(folder);
  });

  it("is the same when only comments, types and blanks change", async () => {
    const changed = { ...FILES, "lib/a.ts": "/** One. */\nexport  const a = 1 as 1;  // still\n" };
    expect(await codeOf(changed)).toBe(await codeOf(FILES));
  });

  it("changes with a file that it imports", async () => {
    expect(await codeOf({ ...FILES, "lib/a.ts": "export const a = 2;" })).not.toBe(await codeOf(FILES));
  });

  it("holds only what the file uses of abrsim", async () => {
    expect((await codeOf(FILES)).length).toBeLessThan(6000);
  });
});

describe("the code of a policy of the library", () => {
  const names = policies.map((policy) => policy.name);

  it("is a policy file's: it loads by itself", async () => {
    for (const name of names) {
      const code = await bundleLibraryPolicy(name);
      expect(await importPolicy({ label: name, code, map: "{}" })).toBeTypeOf("function");
    }
  });

  it("is each one's own", async () => {
    const codes = await Promise.all(names.map((name) => bundleLibraryPolicy(name)));
    expect(new Set(codes).size).toBe(names.length);
    expect(codes[names.indexOf("constant")]!.length).toBeLessThan(2500);
  });

  it("holds the estimators that its options choose, each once, and no other", async () => {
    const own = await bundleLibraryPolicy("hysteresis");
    const sabre = await bundleLibraryPolicy("hysteresis", ["sabre-ewma"]);
    expect(sabre).not.toBe(own);
    expect(sabre).not.toBe(await bundleLibraryPolicy("hysteresis", ["harmonic-mean"]));
    expect(await bundleLibraryPolicy("hysteresis", ["sabre-ewma", "sabre-ewma"])).toBe(sabre);
    for (const code of [own, sabre]) expect(code).not.toContain("harmonic-mean");
    expect(sabre).toContain("sabre-ewma");
    expect(await importPolicy({ label: "hysteresis", code: sabre, map: "{}" })).toBeTypeOf("function");
  });
});
