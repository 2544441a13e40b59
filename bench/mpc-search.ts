/*
 * By what factor MPC's branch and bound is faster than the enumeration of all plans, in the states of a session: both
 * in one bundle and one process, in turn, so that what is shown, the median of the rounds' ratios, does not depend on
 * what else the machine does. Then how long single decisions take where there are too many plans to enumerate.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleLibrary, loadLibrary } from "./library.js";
import type * as Cases from "./mpc-search-cases.js";
import { median } from "./statistics.js";

const ROUNDS = 11;
const ROUND_SECONDS = 0.2;

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
try {
  await bundleLibrary(root, join(folder, "library.mjs"));
  // Bundled too: the loader of TypeScript would slow it down.
  const outfile = join(folder, "cases.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "mpc-search-cases.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    logLevel: "error",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const { LONG_CASES, longSearches, prepareSearch, SEARCH_CASES } = (await import(
    pathToFileURL(outfile).href
  )) as typeof Cases;
  const library = await loadLibrary(join(folder, "library.mjs"));
  process.stdout.write(`${row("", "states", "ratio", "least", "most", "us", "us by enumeration")}\n`);
  for (const each of SEARCH_CASES) {
    const { states, branchAndBound, enumeration, differences } = prepareSearch(library, each);
    if (differences > 0) throw new Error(`${each.name}: ${differences} of ${states} choices differ`);
    for (const run of [branchAndBound, enumeration]) secondsOf(run, ROUND_SECONDS);
    const rounds = Array.from({ length: ROUNDS }, () => ({
      fast: secondsOf(branchAndBound, ROUND_SECONDS) / states,
      slow: secondsOf(enumeration, ROUND_SECONDS) / states,
    }));
    const ratios = rounds.map(({ fast, slow }) => slow / fast);
    const micros = (seconds: readonly number[]) => (median(seconds) * 1e6).toFixed(2);
    process.stdout.write(
      `${row(
        each.name,
        `${states}`,
        median(ratios).toFixed(0),
        Math.min(...ratios).toFixed(0),
        Math.max(...ratios).toFixed(0),
        micros(rounds.map(({ fast }) => fast)),
        micros(rounds.map(({ slow }) => slow)),
      )}\n`,
    );
  }
  process.stdout.write(`\n${row("us a decision", "states", "median", "p90", "p99", "most")}\n`);
  for (const each of LONG_CASES) {
    const searches = longSearches(library, each);
    for (const search of searches) search();
    const micros = searches.map((search) => Math.min(timeOf(search), timeOf(search)) * 1e6);
    micros.sort((a, b) => a - b);
    const at = (share: number) => micros[Math.floor(share * (micros.length - 1))]!.toFixed(0);
    process.stdout.write(`${row(each.name, `${micros.length}`, at(0.5), at(0.9), at(0.99), at(1))}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Processor time of one run, over as many as fit into the time, and at least one. */
function secondsOf(run: () => void, least: number): number {
  const started = process.cpuUsage();
  let runs = 0;
  for (;;) {
    run();
    runs++;
    const { user, system } = process.cpuUsage(started);
    const spent = (user + system) / 1e6;
    if (spent >= least) return spent / runs;
  }
}

function timeOf(run: () => void): number {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1e3;
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(32) + cells.map((cell) => cell.padStart(cell.length > 10 ? 20 : 10)).join("");
}
