import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/root.js";

/* The program's modules as the build puts them together (src/cli/bundle.mjs): a command waits for few files. */

const STATIC = /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"/gm;

/** Kilobytes of one as of 1024 bytes. */
const KB = 1024;

/** The files of the build that come along with one, and the packages that are looked for beside the program. */
function loadedWith(start: string) {
  const files = new Map<string, number>();
  const packages = new Set<string>();
  const load = (path: string) => {
    if (files.has(path)) return;
    const code = readFileSync(path, "utf8");
    files.set(path, code.length);
    for (const [, from, alone] of code.matchAll(STATIC)) {
      const specifier = (from ?? alone)!;
      if (specifier.startsWith(".")) load(join(dirname(path), specifier));
      else if (!specifier.startsWith("node:") && !builtinModules.includes(specifier)) packages.add(specifier);
    }
  };
  load(join(ROOT, "dist", start));
  return { files, packages: [...packages], size: [...files.values()].reduce((sum, one) => sum + one, 0) };
}

describe("what starts", () => {
  it("as the program is little, in few files", () => {
    const { files, packages, size } = loadedWith("cli/main.js");
    expect(packages).toEqual([]);
    expect(files.size).toBeLessThanOrEqual(20);
    expect(size).toBeLessThan(250 * KB);
  });

  it.each([
    ["cli/apart/thread.js", []],
    ["experiment/drawing/thread.js", []],
    ["experiment/pool/session-worker.js", ["piscina"]],
  ])(
    "as the thread %s is in few files, and looks for no packages but those that cannot be bundled",
    (start, own) => {
      const { files, packages } = loadedWith(start);
      expect(packages).toEqual(own);
      expect(files.size).toBeLessThanOrEqual(50);
    },
  );
});

it("comes with the licence of every package that is in it", () => {
  const text = readFileSync(join(ROOT, "dist/bundled/LICENSES.txt"), "utf8");
  const parts = text.split(`\n${"-".repeat(80)}\n\n`);
  expect(parts.length).toBeGreaterThan(30);
  for (const part of parts) expect(part).toMatch(/^\S+ \S+ \([^)\n]+\)\n\n.{200}/s);
  for (const name of ["commander", "zod", "yaml", "vega", "vega-lite", "@xmldom/xmldom"])
    expect(parts.some((part) => part.startsWith(`${name} `))).toBe(true);
});
