import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { normalDraw, randomStream } from "../src/random.js";
import type { Scaling, ThreadRun } from "./measured.js";
import { median } from "./statistics.js";
import { watched } from "./watched.js";

const TRACES = 100;
const INTERVALS = 600;
const ROUNDS = 2;
/** So many that starting is not what is measured. */
const SESSIONS = 250_000;

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

/** How long a run takes on 1, 2, 4 ... threads, and what as many processes do that have one each. */
export async function scaling(sessions = SESSIONS): Promise<Scaling> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
  try {
    writeScenario(folder, sessions);
    const jobs = [1, 2, 4, 8, 16, 32, 64].filter((threads) => threads <= availableParallelism());
    const seconds = jobs.map((): number[] => []);
    const peaks = jobs.map((): number[] => []);
    const apart = jobs.map((): number[] => []);
    const run = (threads: number, out: string) => {
      const args = ["run", "bench.yaml", "--jobs", `${threads}`, "--no-report", "--quiet", "--force"];
      return watched([...args, "--out", out], folder);
    };
    // In turn, so that a slow moment of the machine falls on all.
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, threads] of jobs.entries()) {
        const together = await run(threads, "together");
        seconds[i]!.push(together.seconds);
        peaks[i]!.push(together.peakMegabytes);
        if (threads === 1) continue;
        const each = await Promise.all(Array.from({ length: threads }, (_, at) => run(1, `apart-${at}`)));
        apart[i]!.push(Math.max(...each.map((one) => one.seconds)));
      }
    const runs = jobs.map(
      (threads, i): ThreadRun => ({
        jobs: threads,
        seconds: median(seconds[i]!),
        processes: threads === 1 ? 1 : (threads * median(seconds[0]!)) / median(apart[i]!),
        peakMegabytes: Math.max(...peaks[i]!),
      }),
    );
    return { sessions, runs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
