import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import { abrsim, finished, lastingFolder, PROGRAM, temporaryFolder } from "../support/cli.js";

const inputs = {
  "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n7,400\n3,2000\n",
  "t/b.csv": "duration_s,bandwidth_kbps\n5,1000\n",
  "clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 120\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }, { bitrateKbps: 2500 }]\n",
  "s.yaml":
    "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, bola, dynamic]\nreplicates: 80\ntelemetry: true\n",
};

const ARGS = ["run", "s.yaml", "--segments", "--no-report", "--quiet"];

const RESULTS = "reports/s";

/** Everything in a results folder, hidden files too. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    names
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

/** Runs the scenario, and kills it after some milliseconds. @returns whether it was killed in time */
async function killedAfter(folder: string, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, ...ARGS], { cwd: folder, stdio: "ignore" });
  const closed = new Promise<string | null>((done) => child.on("close", (_, signal) => done(signal)));
  const ended = await Promise.race([closed, sleep(ms, "time is up")]);
  child.kill("SIGKILL");
  return ended === "time is up" && (await closed) === "SIGKILL";
}

async function begun(folder: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, stdio: "ignore" });
  while (!existsSync(join(folder, RESULTS, ".unfinished/claim.json"))) await sleep(10);
  return child;
}

const KILLS = 20;

describe("a run that is killed", () => {
  it(`goes on when it is run again: ${KILLS} times at random moments`, { timeout: 600_000 }, async () => {
    const folder = lastingFolder(inputs);
    const started = performance.now();
    expect((await abrsim(folder, ARGS)).code).toBe(0);
    const took = performance.now() - started;
    const whole = contents(join(folder, RESULTS));
    expect(Object.keys(whole)).toEqual([
      ...["run.json", "segments.csv", "sessions.csv", "summary.json", "telemetry.jsonl"],
    ]);
    const random = seedrandom("moments");
    for (let kills = 0; kills < KILLS; ) {
      rmSync(join(folder, RESULTS), { recursive: true });
      // Again and again in one folder, at moments that lie later and later as less is left to do.
      for (let rounds = 0; rounds < 3; rounds++) {
        if (!(await killedAfter(folder, took * (0.2 + 0.8 * random())))) break;
        kills++;
      }
      const { code, stderr } = await abrsim(folder, ARGS);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(contents(join(folder, RESULTS))).toEqual(whole);
    }
  });

  it("keeps what is finished after Ctrl-C, says so, and says how much was there", async () => {
    const folder = temporaryFolder(inputs);
    const args = ["run", "s.yaml", "--no-report", "--replicates", "20000", "--set", "telemetry=false"];
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    const closed = new Promise((done) => child.on("close", done));
    const journal = join(folder, RESULTS, ".unfinished/journal.jsonl");
    while (!existsSync(journal) || readFileSync(journal, "utf8").split("\n").length < 4) await sleep(10);
    child.kill("SIGINT");
    expect(await closed).toBe(130);
    expect(stderr).toContain(
      "abrsim: interrupted; what is finished is kept, and the same command goes on from there\n",
    );
    const other = await abrsim(folder, ["run", "s.yaml", "--no-report", "--seed", "2"]);
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("an unfinished run of another kind"),
    });
    expect(other.stderr.split("\n")).toHaveLength(2);
    const forced = await abrsim(folder, ["run", "s.yaml", "--no-report", "--seed", "2", "--force"]);
    expect(forced.code).toBe(0);
    expect(readdirSync(join(folder, RESULTS)).sort()).toEqual([
      ...["run.json", "sessions.csv", "summary.json", "telemetry.jsonl"],
    ]);
  });
});

describe("a folder that is being written to", () => {
  it("is refused to a second run, in one line, and free again when the first is killed", async () => {
    const folder = temporaryFolder(inputs);
    const args = [
      "run",
      "s.yaml",
      "--no-report",
      "--quiet",
      "--replicates",
      "20000",
      "--set",
      "telemetry=false",
    ];
    const first = await begun(folder, args);
    const closed = new Promise((done) => first.on("close", done));
    try {
      const { code, stdout, stderr } = await abrsim(folder, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(
        new RegExp(
          `^abrsim: ${RESULTS}: expected a folder that no other run is writing to, got the run of process ${first.pid} on .*\n$`,
        ),
      );
    } finally {
      first.kill("SIGKILL");
    }
    await closed;
    expect((await abrsim(folder, [...ARGS, "--force"])).code).toBe(0);
  });
});

describe.skipIf(process.platform === "win32")("a disk that takes no more", () => {
  it("is an error that names the file; what is finished is kept, and is gone on with", async () => {
    const folder = temporaryFolder(inputs);
    const [, ...words] = ARGS;
    const limited = `ulimit -f 400; exec "${process.execPath}" "${PROGRAM}" run ${words.join(" ")}`;
    const { code, stderr } = await finished("bash", ["-c", limited], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^abrsim: reports\/s\/\.unfinished\/(segments\.csv|telemetry\.jsonl): expected a place to write to, got a file as large as this process may write\. .*; what is finished is kept, and the same command goes on from there\n$/,
    );
    const kept = readFileSync(join(folder, RESULTS, ".unfinished/journal.jsonl"), "utf8");
    expect(kept.length).toBeGreaterThan(0);
    const other = temporaryFolder();
    cpSync(folder, other, { recursive: true });
    rmSync(join(other, RESULTS), { recursive: true });
    expect((await abrsim(folder, ARGS)).code).toBe(0);
    expect((await abrsim(other, ARGS)).code).toBe(0);
    expect(contents(join(folder, RESULTS))).toEqual(contents(join(other, RESULTS)));
  });
});
