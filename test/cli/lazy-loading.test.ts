import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/root.js";

/*
 * What is loaded before anything is done. Read off the text of the imports: those of types alone are gone from the program,
 * and a call of `import` loads when it is made.
 */

const STATEMENT = /^(?:import|export)\b(?! type\b)[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"/gm;
const COMMENT = /\/\*[\s\S]*?\*\//g;

/** All that comes along with a module: files below `src`, and packages. */
function loadedWith(start: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const load = (path: string) => {
    if (files.has(path)) return;
    files.add(path);
    const text = readFileSync(join(ROOT, "src", path), "utf8").replaceAll(COMMENT, "");
    for (const [, from, alone] of text.matchAll(STATEMENT)) {
      const specifier = (from ?? alone)!;
      if (specifier.startsWith(".")) load(normalize(join(dirname(path), specifier)).replace(/\.js$/, ".ts"));
      else if (!specifier.startsWith("node:")) packages.add(specifier);
    }
  };
  load(start);
  return { files, packages: [...packages].sort() };
}

const DRAWING = ["vega", "vega-lite", "@resvg/resvg-js"];
const SELDOM = [...DRAWING, "esbuild", "fast-check", "piscina", "hls-parser"];

describe("loaded before it is used", () => {
  it("is no more than the command line's own packages when the program starts", () => {
    const { files, packages } = loadedWith("cli/main.ts");
    expect(packages).toEqual(["commander", "fastest-levenshtein"]);
    const rooms = new Set([...files].map((path) => path.split("/")[0]));
    expect([...rooms].filter((room) => ["engine", "inputs", "metrics", "report"].includes(room!))).toEqual(
      [],
    );
  });

  it.each(["run", "merge", "optimal", "inspect", "replay", "report"])(
    "is nothing that draws, bundles or checks when the work of %s starts",
    (work) => {
      const { packages } = loadedWith(`cli/work/${work}.ts`);
      expect(packages.filter((name) => SELDOM.includes(name))).toEqual([]);
    },
  );

  it("is no reader of scenarios, tables or videos where a thread simulates", () => {
    const { packages } = loadedWith("experiment/pool/session-worker.ts");
    const readers = [
      "zod",
      "yaml",
      "csv-parse/sync",
      "@xmldom/xmldom",
      "@svta/cml-iso-bmff",
      "@svta/cml-cmcd",
    ];
    expect(packages.filter((name) => [...SELDOM, ...readers].includes(name))).toEqual(["piscina"]);
  });

  it("is found, whatever the form of the import", () => {
    const { packages } = loadedWith("inputs/csv.ts");
    expect(packages).toContain("csv-parse/sync");
  });
});
