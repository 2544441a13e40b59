import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The program as it is built. */
export const PROGRAM = join(import.meta.dirname, "../dist/cli/main.js");

/** Milliseconds between looks at a process; its own high-water mark is read, so none is missed but at the end. */
const POLL = 20;

/** A process that has ended well, and what it took. */
export interface Watched {
  readonly stdout: string;
  /** What it said on stdout and stderr. */
  readonly said: string;
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Resident, as Linux counts it; 0 elsewhere. */
  readonly peakMegabytes: number;
}

/** Runs the program to its end. @throws Error with what it said, if it fails */
export function watched(args: readonly string[], cwd = process.cwd()): Promise<Watched> {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let said = "";
    child.stdout.on("data", (text) => {
      stdout += text;
      said += text;
    });
    child.stderr.on("data", (text) => {
      said += text;
    });
    let peakMegabytes = 0;
    let processorSeconds = 0;
    const poll = setInterval(() => {
      peakMegabytes = Math.max(peakMegabytes, peakOf(child.pid!));
      processorSeconds = Math.max(processorSeconds, processorSecondsOf(child.pid!));
    }, POLL);
    child.on("close", (code) => {
      clearInterval(poll);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) done({ stdout, said, seconds, processorSeconds, peakMegabytes });
      else fail(new Error(said));
    });
  });
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** Jiffies of user and system time, a hundredth of a second each. */
function processorSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
