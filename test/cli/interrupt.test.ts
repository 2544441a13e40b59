import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { abrsim, type Finished, PROGRAM, temporaryFolder } from "../support/cli.js";

/*
 * Ctrl-C ends the program whatever a policy does. The policies here write a file and then never come back; a test that
 * hangs is the failure that it is about.
 */

const STUCK = 'writeFileSync("stuck", ""); for (;;);';
const policy = (when: string, where: "decide" | "load" = "decide") => `
import { existsSync, writeFileSync } from "node:fs";
${where === "load" ? STUCK : ""}
export default () => ({ name: "p", decide(o) { if (${when}) { ${STUCK} } return { level: 0 }; } });
`;

const folderWith = (code: string) =>
  temporaryFolder({
    "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n",
    "clip.yaml":
      "segmentSeconds: 2\ndurationSeconds: 8\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n",
    "p.mjs": code,
    "s.yaml": "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, ./p.mjs]\n",
  });

/** Runs the program and sends a signal when the policy says that it is stuck. */
async function interrupted(
  folder: string,
  args: readonly string[],
  signal: NodeJS.Signals = "SIGINT",
): Promise<Finished> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].on("data", (text) => {
      said[stream] += text;
    });
  const closed = new Promise<number | null>((done) => child.on("close", done));
  let ended = false;
  closed.then(() => {
    ended = true;
  });
  try {
    while (!ended && !existsSync(join(folder, "stuck"))) await sleep(20);
    child.kill(signal);
    return { code: await closed, ...said };
  } finally {
    child.kill("SIGKILL");
  }
}

const INTERRUPTED = { code: 130, stdout: "", stderr: "abrsim: interrupted\n" };

describe("Ctrl-C, while a decision never ends", () => {
  it.each<[NodeJS.Signals, string]>([
    ["SIGINT", "1"],
    ["SIGTERM", "1"],
    ["SIGINT", "2"],
  ])("%s ends abrsim run with --jobs %s, and leaves no half-written file", async (signal, jobs) => {
    const folder = folderWith(policy("true"));
    const args = ["run", "s.yaml", "--no-report", "--replicates", "900", "--jobs", jobs];
    expect(await interrupted(folder, args, signal)).toEqual(INTERRUPTED);
    expect(readdirSync(join(folder, "reports/s"))).toEqual([]);
  });

  it("leaves the results of an earlier run as they were", async () => {
    const folder = folderWith(policy('existsSync("go")'));
    const args = ["run", "s.yaml", "--no-report", "--quiet"];
    expect((await abrsim(folder, args)).code).toBe(0);
    const results = () =>
      readdirSync(join(folder, "reports/s")).map((name) => [
        name,
        readFileSync(join(folder, "reports/s", name), "utf8"),
      ]);
    const before = results();
    writeFileSync(join(folder, "go"), "");
    expect(await interrupted(folder, args)).toEqual(INTERRUPTED);
    expect(results()).toEqual(before);
  });

  it("ends abrsim run while the report is made, which plays sessions again", async () => {
    // Of the two sessions, the run needs four decisions each; the next one is the report's.
    const counting = policy("globalThis.calls++ === 4").replace("export", "globalThis.calls = 0;\nexport");
    const { code, stderr } = await interrupted(folderWith(counting), ["run", "s.yaml"]);
    const kept = "what is finished is kept, and the same command goes on from there";
    expect({ code, stderr }).toEqual({ code: 130, stderr: `abrsim: interrupted; ${kept}\n` });
  });

  it("ends abrsim run while a policy file is loaded", async () => {
    expect(await interrupted(folderWith(policy("false", "load")), ["run", "s.yaml"])).toEqual(INTERRUPTED);
  });

  it("ends abrsim optimal, policies check and inspect", async () => {
    const folder = folderWith(policy("true"));
    expect(await interrupted(folder, ["optimal", "s.yaml", "--quiet"])).toEqual(INTERRUPTED);
    const checked = folderWith(policy("true"));
    expect(await interrupted(checked, ["policies", "check", "p.mjs"])).toEqual(INTERRUPTED);
    const inspected = folderWith(policy('existsSync("go")'));
    expect((await abrsim(inspected, ["run", "s.yaml", "--no-report", "--out", "r"])).code).toBe(0);
    writeFileSync(join(inspected, "go"), "");
    expect(await interrupted(inspected, ["inspect", "r", "--policy", "p"])).toEqual(INTERRUPTED);
  });
});

it("a run that is at one session for long says which", async () => {
  const folder = folderWith(policy("true"));
  const child = spawn(process.execPath, [PROGRAM, "run", "s.yaml", "--no-report"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    let stderr = "";
    for await (const text of child.stderr) {
      stderr += text;
      if (stderr.includes("\n")) break;
    }
    expect(stderr).toBe("s: still at p on t/a.csv, clip, replicate 0, after 10 s\n");
  } finally {
    child.kill("SIGKILL");
  }
});
