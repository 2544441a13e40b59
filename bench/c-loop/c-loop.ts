import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { simulate } from "../../src/engine/simulate.js";
import { plainSettings, plainTrace, plainVideo } from "../../src/experiment/plain-case/plain-case.js";
import { bb, bbDefaults } from "../../src/policies/bb.js";

const ROUNDS = 16;
const SIZE = { intervals: 600, segments: 150, levels: 6 };

/** The plain case with `bb`, written by hand in C: a process that measures itself. */
export class CLoop {
  private readonly folder: string;
  private readonly child: ChildProcess;
  private readonly answers: Interface;

  /**
   * Compiles the loop with -O3, and holds it to the log of `simulate`, to the bit.
   *
   * @throws Error when there is no C compiler, or when the logs differ
   */
  static async compiled(): Promise<CLoop> {
    const folder = mkdtempSync(join(tmpdir(), "abrsim-bench-"));
    const sources = ["main.c", "session.c"].map((name) => join(import.meta.dirname, name));
    execFileSync("cc", ["-O3", "-o", join(folder, "loop"), ...sources, "-lm"]);
    writeFileSync(join(folder, "case"), caseBytes());
    const loop = new CLoop(folder);
    await loop.mustAgree();
    return loop;
  }

  private constructor(folder: string) {
    this.folder = folder;
    this.child = spawn(join(folder, "loop"), [join(folder, "case")], { stdio: ["pipe", "pipe", "inherit"] });
    this.answers = createInterface({ input: this.child.stdout! });
  }

  /** Of processor time, in the fastest of some rounds, as `abrsim bench` measures. */
  async segmentsPerSecond(seconds: number): Promise<number> {
    let best = 0;
    for (let round = 0; round < ROUNDS; round++)
      best = Math.max(best, Number(await this.asked(`run ${seconds / ROUNDS}`)));
    return best;
  }

  stop(): void {
    this.child.stdin!.end();
    this.answers.close();
    rmSync(this.folder, { recursive: true });
  }

  private asked(order: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`the C loop ended with ${code}`));
      this.child.once("exit", ended);
      this.answers.once("line", (line) => {
        this.child.off("exit", ended);
        resolve(line);
      });
      this.child.stdin!.write(`${order}\n`);
    });
  }

  private async mustAgree(): Promise<void> {
    const path = join(this.folder, "log");
    await this.asked(`log ${path}`);
    const bytes = readFileSync(path);
    const written = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    );
    const expected = logOfSimulate();
    const place = expected.findIndex((value, at) => !Object.is(value, written[at]));
    if (place >= 0 || written.length !== expected.length)
      throw new Error(
        `the C loop is not the model: figure ${place} is ${written[place]}, not ${expected[place]}`,
      );
  }
}

/** What main.c reads, in its order. */
function caseBytes(): Uint8Array {
  const trace = plainTrace(SIZE);
  const video = plainVideo(SIZE);
  const { startupBuffer, resumeBuffer, maxBuffer, starvedAfter } = plainSettings.player;
  const { reservoir, cushion, firstLevel } = bbDefaults;
  const numbers = [
    ...[video.durations.length, video.levels.length, trace.ends.length],
    ...[startupBuffer, resumeBuffer, maxBuffer, starvedAfter, plainSettings.network.rtt ?? 0],
    ...[trace.period, trace.bitsPerPeriod, reservoir, cushion, firstLevel],
    ...[...video.durations, ...video.sizes.flatMap((row) => [...row]), ...trace.bandwidths, ...trace.ends],
  ];
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

/** A session's log in the order in which main.c writes it. */
function logOfSimulate(): number[] {
  const log = simulate({
    trace: plainTrace(SIZE),
    video: plainVideo(SIZE),
    policy: bb,
    settings: plainSettings,
  });
  const { requests, states } = log;
  const figures = [requests.count, states.count, log.end.at];
  for (let row = 0; row < requests.count; row++)
    figures.push(
      ...[requests.segment[row]!, requests.level[row]!, requests.size[row]!, requests.received[row]!],
      ...[
        requests.decided[row]!,
        requests.requested[row]!,
        requests.firstByte[row]!,
        requests.finished[row]!,
      ],
      ...[
        requests.bufferBefore[row]!,
        requests.bufferAfter[row]!,
        requests.estimate[row]!,
        requests.outcome[row]!,
      ],
    );
  for (let row = 0; row < states.count; row++)
    figures.push(states.time[row]!, states.state[row]!, states.position[row]!, states.rate[row]!);
  return figures;
}
