import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Measured } from "./measured.js";

const FOLDER = join(import.meta.dirname, "recorded");

/** What was measured, and of what. */
export interface Recorded extends Measured {
  /** Counts records, so that the last is the last. */
  readonly number: number;
  readonly commit: string;
  readonly node: string;
  readonly cpu: string;
}

/** The run that was recorded last; undefined if there is none. */
export function lastRecorded(): Recorded | undefined {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
  const all = files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Recorded);
  return all.sort((a, b) => a.number - b.number).at(-1);
}

/** @returns the file */
export function record(measured: Measured): string {
  mkdirSync(FOLDER, { recursive: true });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: FOLDER, encoding: "utf8" }).trim();
  const commit = git("rev-parse", "--short", "HEAD");
  const recorded: Recorded = {
    number: (lastRecorded()?.number ?? 0) + 1,
    commit,
    node: process.version,
    cpu: cpus()[0]!.model.trim(),
    ...measured,
  };
  const path = join(FOLDER, `${String(recorded.number).padStart(3, "0")}-${commit}.json`);
  writeFileSync(path, `${JSON.stringify(recorded, null, 2)}\n`);
  return path;
}

/** Within this of the record, two measurements on a noisy machine are the same. */
const NOISE = 0.15;

/** How far ratios have moved since a record: of each policy to the C loop, and of threads to one. */
export function compared({ policies, scaling }: Measured, last: Recorded): string {
  const moved = policies.policies.flatMap(({ policy, segments }) => {
    const before = last.policies.policies.find((other) => other.policy === policy);
    if (before === undefined) return [`${policy}: new`];
    const factor = segments / policies.c / (before.segments / last.policies.c);
    return Math.abs(Math.log(factor)) > NOISE ? [`${policy}: ${factor.toFixed(2)} times as fast`] : [];
  });
  const speedUp = ({ runs }: Measured["scaling"]) => runs[0]!.seconds / runs.at(-1)!.seconds;
  const threads = `threads: ${speedUp(scaling).toFixed(2)} times as fast, ${speedUp(last.scaling).toFixed(2)} then`;
  const lines = [...(moved.length === 0 ? ["no policy has moved by more than 15 %"] : moved), threads];
  return `beside the C loop, since record ${last.number} (${last.commit}, Node ${last.node})\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}
