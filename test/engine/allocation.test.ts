import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { ROOT } from "../support/root.js";

/**
 * Prints how many bytes of heap a segment costs: what long sessions take more than short ones. The new generation is so
 * large that nothing is collected while it measures.
 */
const PROGRAM = `
  const from = (path) => import(new URL(path, ${JSON.stringify(`${pathToFileURL(join(ROOT, "dist"))}/`)}));
  const { createWorkspace, simulate } = await from("index.js");
  const { plainSettings, plainTrace, plainVideo } = await from("experiment/plain-case/plain-case.js");
  const { findPolicy } = await from("policies/registry.js");
  const SHORT = 500, LONG = 4000, SESSIONS = 250;
  const workspace = createWorkspace();
  const trace = plainTrace({ intervals: 600 });
  const setups = [SHORT, LONG].map((segments) => ({
    trace,
    video: plainVideo({ segments, levels: 6 }),
    policy: findPolicy(process.argv[1]).factory,
    settings: plainSettings,
  }));
  const run = (setup) => { for (let i = 0; i < SESSIONS; i++) simulate(setup, workspace); };
  setups.forEach(run);
  const [short, long] = setups.map((setup) => {
    gc();
    const before = process.memoryUsage().heapUsed;
    run(setup);
    return (process.memoryUsage().heapUsed - before) / SESSIONS;
  });
  process.stdout.write(String((long - short) / (LONG - SHORT)));
`;
const FLAGS = ["--expose-gc", "--single-threaded", "--min-semi-space-size=256", "--max-semi-space-size=256"];

const bytesPerSegment = (policy: string): number =>
  Number(
    execFileSync(process.execPath, [...FLAGS, "--input-type=module", "-e", PROGRAM, policy], {
      encoding: "utf8",
    }),
  );

it("a segment of the plain case costs no memory", { timeout: 120_000 }, () => {
  // A number that does not fit into its place costs 12 bytes or more; measuring leaves a little.
  expect(Math.abs(bytesPerSegment("bb"))).toBeLessThan(4);
});

it("would be noticed if one did", { timeout: 120_000 }, () => {
  // It makes a decision anew for every segment.
  expect(bytesPerSegment("buffer")).toBeGreaterThan(50);
});
