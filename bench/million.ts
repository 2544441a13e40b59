/*
 * A million sessions of 150 segments with bb, metrics and CSV included: how long from start to summary.json, and the most
 * memory, on one thread and on as many as there are cores. It takes a minute or so, and 250 MB of disk.
 *
 *     npx tsx bench/million.ts [sessions]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { writeScenario } from "./scaling.js";
import { watched } from "./watched.js";

const sessions = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
try {
  writeScenario(folder, sessions);
  const secondsOn = async (threads: number): Promise<number> => {
    const args = ["run", "bench.yaml", "--no-report", "--quiet", "--jobs", `${threads}`];
    const { seconds, processorSeconds, peakMegabytes } = await watched(
      [...args, "--out", `on-${threads}`],
      folder,
    );
    const figures = [
      `${sessions} sessions in ${seconds.toFixed(1)} s on ${threads} ${threads === 1 ? "thread" : "threads"}`,
      `${(sessions / seconds).toFixed(0)} sessions/s`,
      `${((processorSeconds / sessions) * 1e6).toFixed(1)} microseconds of processor time each`,
      `${peakMegabytes.toFixed(0)} MB at most`,
    ];
    process.stdout.write(`${figures.join(", ")}\n`);
    return seconds;
  };
  const one = await secondsOn(1);
  const all = await secondsOn(availableParallelism());
  process.stdout.write(`${(one / all).toFixed(2)} times as fast\n`);
} finally {
  rmSync(folder, { recursive: true });
}
