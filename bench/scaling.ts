import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { normalDraw, randomStream } from "../src/random.js";
import type { Scaling, ThreadRun } from "./measured.js";
import { median } from "./statistics.js";
import { watched } from "./watched.js";

const TRACES = 100;
const INTERVALS = 600;
const ROUNDS = 3;

/** A scenario of 150 segments of variable bitrate and one policy, in a folder of its own. */
export function writeScenario(folder: string, sessions: number): void {
  const random = randomStream(1, "bench scenario");
  mkdirSync(join(folder, "traces"));
  for (let trace = 0; trace < TRACES; trace++) {
    const rows = Array.from({ length: INTERVALS }, () => 2000 * Math.exp(0.6 * normalDraw(random)));
    const text = `duration_s,bandwidth_kbps\n${rows.map((kbps) => `1,${kbps.toFixed(1)}\n`).join("")}`;
    writeFileSync(join(folder, `traces/${trace}.csv`), text);
  }
  const ladder = [300, 750, 1200, 1850, 2850, 4300];
  const segments = Array.from({ length: 150 }, () => Math.exp(0.25 * normalDraw(random)));
  mkdirSync(join(folder, "sizes"));
  for (const [level, kbps] of ladder.entries())
    writeFileSync(
      join(folder, `sizes/${level}`),
      segments.map((scene) => `${Math.round((kbps * 1000 * 4 * scene) / 8)}\n`).join(""),
    );
  writeFileSync(
    join(folder, "bench.yaml"),
    `name: bench
traces: [traces]
videos: [{ path: sizes, bitratesKbps: [${ladder.join(", ")}], segmentSeconds: 4 }]
policies: [bb]
replicates: ${Math.round(sessions / TRACES)}
`,
  );
}

/** How long a run takes on 1, 2, 4 ... threads. */
export async function scaling(sessions = 40_000): Promise<Scaling> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
  try {
    writeScenario(folder, sessions);
    const jobs = [1, 2, 4, 8, 16, 32, 64].filter((threads) => threads <= availableParallelism());
    const seconds = jobs.map((): number[] => []);
    const peaks = jobs.map((): number[] => []);
    // In turn, so that a slow moment of the machine falls on all.
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, threads] of jobs.entries()) {
        const args = ["run", "bench.yaml", "--jobs", `${threads}`, "--no-report", "--quiet", "--out"];
        const run = await watched([...args, `${threads}`], folder);
        seconds[i]!.push(run.seconds);
        peaks[i]!.push(run.peakMegabytes);
      }
    const runs = jobs.map(
      (threads, i): ThreadRun => ({
        jobs: threads,
        seconds: median(seconds[i]!),
        peakMegabytes: Math.max(...peaks[i]!),
      }),
    );
    return { sessions, runs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
