import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/*
 * The rules of who may import whom. They are read off the text of the imports, type imports included: knowing
 * another room's types is knowing the room.
 */

const ROOT = resolve(import.meta.dirname, "..");
const SRC = join(ROOT, "src");

interface Import {
  readonly from: string;
  /** A path below src, or a package. */
  readonly to: string;
  readonly isPackage: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return name.endsWith(".ts") ? [path] : [];
  });
}

/** Statements begin a line, which the formatter sees to; so that text in quotes is not taken for one. */
const IMPORT = /^(?:import|export)\b[^;"]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm;

function importsOf(text: string): string[] {
  return [...text.replaceAll(COMMENT, "").matchAll(IMPORT)].map(
    (match) => (match[1] ?? match[2] ?? match[3])!,
  );
}

const imports: Import[] = filesBelow(SRC).flatMap((path) =>
  importsOf(readFileSync(path, "utf8")).map((specifier): Import => {
    const from = relative(SRC, path);
    return specifier.startsWith(".")
      ? { from, to: normalize(join(dirname(from), specifier)).replace(/\.js$/, ".ts"), isPackage: false }
      : { from, to: specifier, isPackage: true };
  }),
);

const room = (path: string): string => (path.includes("/") ? path.slice(0, path.indexOf("/")) : path);

/** What each room may import beside itself: rooms, files at the top of src, and packages. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "units.ts": [],
  "errors.ts": [],
  "version.ts": [],
  "suggestion.ts": ["fastest-levenshtein"],
  "random.ts": ["seedrandom"],
  "index.ts": ["engine", "experiment", "inputs", "metrics", "model", "units.ts", "errors.ts"],
  model: ["units.ts"],
  inputs: [
    "model",
    "units.ts",
    "errors.ts",
    "random.ts",
    "suggestion.ts",
    "csv-parse",
    "yaml",
    "tinyglobby",
    "@svta/cml-cmcd",
    "@svta/cml-iso-bmff",
    "@xmldom/xmldom",
    "node:",
  ],
  traces: ["model", "inputs", "statistics", "units.ts", "errors.ts", "random.ts"],
  estimators: ["model", "units.ts"],
  policies: ["model", "estimators", "units.ts"],
  adapters: ["model", "units.ts", "version.ts"],
  contract: ["model", "units.ts", "random.ts", "suggestion.ts", "fast-check"],
  engine: ["model", "units.ts", "random.ts"],
  metrics: ["model", "units.ts"],
  statistics: [],
  experiment: [
    "model",
    "inputs",
    "engine",
    "policies",
    "contract",
    "metrics",
    "statistics",
    "report",
    "units.ts",
    "errors.ts",
    "random.ts",
    "version.ts",
    "suggestion.ts",
    "yaml",
    "zod",
    "esbuild",
    "piscina",
    "node:",
  ],
  report: [
    "model",
    "metrics",
    "units.ts",
    "errors.ts",
    "cli-table3",
    "picocolors",
    "vega",
    "vega-interpreter",
    "vega-lite",
    "hls-parser",
    "hyparquet-writer",
    "@svta/cml-iso-bmff",
    "@resvg/resvg-js",
    "node:",
  ],
  cli: [
    "model",
    "traces",
    "units.ts",
    "estimators",
    "policies",
    "contract",
    "metrics",
    "experiment",
    "inputs",
    "report",
    "errors.ts",
    "version.ts",
    "suggestion.ts",
    "commander",
    "cli-progress",
    "picocolors",
    "node:",
  ],
};

const packageName = (specifier: string): string => {
  if (specifier.startsWith("node:")) return "node:";
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
};

describe("imports", () => {
  it("are found", () => {
    const text = [
      'import a from "a";',
      'import type {\n  B,\n} from "./b.js";',
      'export * from "../c.js"; // from "not-this"',
      'const d = await import("d");',
      'import "e";',
      '/* import "f"; */',
      'const words = "from", said = "g";',
    ];
    expect(importsOf(text.join("\n"))).toEqual(["a", "./b.js", "../c.js", "d", "e"]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it("go only where the design lets them", () => {
    const strays = imports
      .filter(({ from, to, isPackage }) => {
        const target = isPackage ? packageName(to) : room(to);
        return target !== room(from) && !(MAY_IMPORT[room(from)] ?? []).includes(target);
      })
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(strays).toEqual([]);
  });

  it("name files that exist", () => {
    const missing = imports.filter(({ to, isPackage }) => !isPackage && !exists(join(SRC, to)));
    expect(missing).toEqual([]);
  });

  it("reach Node only from the readers and writers of the disk, the thread pool and the command line", () => {
    const allowed = /^(inputs\/files\.ts|report\/files\/.*|experiment\/(?:drawing|pool)\/.*|cli\/.*)$/;
    const strays = imports.filter(({ from, to }) => to.startsWith("node:") && !allowed.test(from));
    expect(strays).toEqual([]);
  });

  it("take a package only in the room that it is for", () => {
    const only = (name: string, pattern: RegExp) =>
      expect(imports.filter(({ from, to }) => packageName(to) === name && !pattern.test(from))).toEqual([]);
    only("seedrandom", /^random\.ts$/);
    only("commander", /^cli\//);
    only("vega", /^report\/(charts\/|html\/client\/live-view\.ts)/);
    only("vega-interpreter", /^report\/html\/client\//);
    only("vega-lite", /^report\//);
    only("piscina", /^experiment\/pool\//);
    only("esbuild", /^experiment\/user-policy\//);
    only("fast-check", /^contract\//);
    only("@xmldom/xmldom", /^inputs\/videos\/dash\//);
    only("hls-parser", /^report\/manifests\//);
    only("hyparquet-writer", /^report\/parquet\//);
    only("@svta/cml-iso-bmff", /^(inputs\/videos|report\/manifests)\//);
    only("@svta/cml-cmcd", /^inputs\/traces\//);
    only("@resvg/resvg-js", /^report\/charts\//);
  });

  it("make no circle of rooms", () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to, isPackage } of imports) {
      if (isPackage || room(from) === room(to)) continue;
      edges.set(room(from), (edges.get(room(from)) ?? new Set()).add(room(to)));
    }
    const reaches = (start: string, goal: string, seen = new Set<string>()): boolean =>
      [...(edges.get(start) ?? [])].some((next) => {
        if (next === goal) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, goal, seen);
      });
    expect([...edges.keys()].filter((start) => reaches(start, start))).toEqual([]);
  });
});

describe("the core", () => {
  // A page's clock is read at the edge, in the adapters.
  const core = filesBelow(SRC).filter((path) => !/^(cli|experiment\/pool)\//.test(relative(SRC, path)));
  const code = (path: string) => readFileSync(path, "utf8").replaceAll(COMMENT, "");

  it("has no clock and no chance of its own", () => {
    const clocks = /\b(?:Math\.random|Date\.now|performance\.now|new Date)\b/;
    const using = core
      .map((path) => relative(SRC, path))
      .filter((path) => !path.startsWith("adapters/") && clocks.test(code(join(SRC, path))));
    // It names them, to watch over them.
    expect(using.filter((path) => path !== "contract/surroundings.ts")).toEqual([]);
  });

  it("leaves conversions of units to units.ts", () => {
    const conversions = /[*/] ?(?:8|1000|1e3|1e6|1_000|1_000_000)\b/;
    const rooms = /^(?:engine|metrics|policies|estimators|model|adapters)\//;
    const strays = core.filter((path) => rooms.test(relative(SRC, path)) && conversions.test(code(path)));
    expect(strays.map((path) => relative(SRC, path))).toEqual([]);
  });

  it("has no `any`", () => {
    const any = /:\s*any\b|\bas any\b|<any>/;
    expect(core.filter((path) => any.test(code(path))).map((path) => relative(SRC, path))).toEqual([]);
  });
});

describe("tests", () => {
  it("mirror src: each has a folder of src to its name, or is a suite of its own", () => {
    const suites = new Set([
      "support",
      "fixtures",
      "conformance",
      "golden",
      "packaging",
      "docs",
      "browser",
      "slurm",
      "examples",
      "inputs/fuzz",
    ]);
    const folders = new Set(
      filesBelow(join(ROOT, "test")).map((path) => dirname(relative(join(ROOT, "test"), path))),
    );
    const strays = [...folders].filter(
      (folder) =>
        folder !== "." &&
        !suites.has(folder.split("/")[0]!) &&
        !suites.has(folder) &&
        !exists(join(SRC, folder)),
    );
    expect(strays).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}
