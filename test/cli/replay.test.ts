import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyFactory } from "../../src/model/policy.js";
import { bola } from "../../src/policies/bola.js";
import { abrsim } from "../support/cli.js";
import { plainTrace, plainVideo, play } from "../support/plain.js";
import { recordedBy } from "../support/recorded.js";

const STEADY = "export default () => ({ name: 'steady', decide: () => ({ level: 1, reason: 'always' }) });\n";
const FAILING =
  "export default () => ({ name: 'steady', decide(o) { if (o.segment.index === 3) throw new Error('enough'); return { level: 1 }; } });\n";
const LATE =
  "export default () => ({ name: 'steady', decide: () => ({ level: 1 }), onSample(_, o) { if (o.samples.length === 12) throw new Error('late'); } });\n";
const steady: PolicyFactory = () => ({ name: "steady", decide: () => ({ level: 1 }) });

function recording(factory: PolicyFactory, wishes: Parameters<typeof recordedBy>[2]): string {
  const lines: string[] = [];
  const trace = plainTrace([
    [9, 3],
    [8, 0.7],
    [9, 5],
  ]);
  const policy = recordedBy(lines, factory, wishes);
  play({ policy, trace, video: plainVideo({ segments: 12 }), player: { maxBuffer: 12 } });
  return `${lines.join("\n")}\n`;
}

let folder: string;
let sha256: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "abrsim-test-"));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put("steady.mjs", STEADY);
  put("failing.mjs", FAILING);
  put("late.mjs", LATE);
  put("steady.jsonl", recording(steady, {}));
  sha256 = (await info("bola")).sha256;
  put("log.jsonl", recording(bola, { policySha256: sha256 }));
  put("two.jsonl", recording(bola, {}) + recording(steady, {}));
  put("empty.jsonl", `${recording(steady, {}).split("\n")[0]}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const info = async (policy: string) =>
  JSON.parse((await abrsim(folder, ["policies", "info", policy, "--format", "json"])).stdout);
const replay = (...args: string[]) => abrsim(folder, ["replay", ...args]);

describe("abrsim replay", () => {
  it("says that the same code decides the same again, and exits with 0", async () => {
    expect(await replay("log.jsonl", "--must-agree")).toEqual({
      code: 0,
      stdout: [
        "Session 1: bola in engine (drive)",
        "recorded   bola",
        "replayed   bola",
        "decisions  12 of 12 agree",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("shows where another policy would have chosen otherwise, within the terminal's width", async () => {
    const { code, stdout } = await replay("log.jsonl", "--policy", "./steady.mjs");
    expect(code).toBe(0);
    const [, agree] = /^decisions +(\d+) of 12 agree$/m.exec(stdout)!;
    const rows = stdout.split("\n").filter((line) => /^ *\d+ /.test(line));
    expect(rows).toHaveLength(12 - Number(agree));
    expect(rows.length).toBeGreaterThan(4);
    for (const row of rows) expect(row).toMatch(/ 1 {2}always$/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    const all = (await replay("log.jsonl", "--policy", "throughput", "--all")).stdout;
    const [, some] = /^decisions +(\d+) of 12 agree$/m.exec(all)!;
    expect(Number(some)).toBeGreaterThan(0);
    expect(all.split("\n").filter((line) => /^ *\d+ .* throughput/.test(line)).length).toBeGreaterThan(5);
    expect(all.match(/ ≠ /g)).toHaveLength(12 - Number(some));
  });

  it("exits with 1 where all must agree, and do not", async () => {
    expect((await replay("log.jsonl", "--policy", "./steady.mjs", "--must-agree")).code).toBe(1);
    expect(
      (await replay("log.jsonl", "--set", "gammaP=1", "--options", "variant=o", "--must-agree")).code,
    ).toBe(1);
    const { code, stdout } = await replay(
      "two.jsonl",
      "--policy",
      "./failing.mjs",
      "--session",
      "2",
      "--must-agree",
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^decisions +3 of 12 agree$/m);
    expect(stdout).toMatch(/^failed +at line \d+: decide\(\) threw Error: enough \(failing\.mjs:1\)$/m);
    // Nothing was shown to agree.
    expect((await replay("empty.jsonl", "--policy", "./steady.mjs", "--must-agree")).code).toBe(1);
    // It fails after its last decision, so that every decision agrees.
    const late = await replay("steady.jsonl", "--policy", "./late.mjs", "--must-agree");
    expect(late.stdout).toMatch(/12 of 12 agree/);
    expect(late.code).toBe(1);
    expect((await replay("empty.jsonl", "--policy", "./steady.mjs")).code).toBe(0);
  });

  it("takes options as key=value or as a mapping, over the recorded ones", async () => {
    const options = async (...args: string[]) =>
      JSON.parse((await replay("log.jsonl", "--format", "json", ...args)).stdout)[0].replayed.options;
    expect(await options()).toEqual({});
    expect(await options("--options", "gammaP=3", "--options", "variant=o")).toEqual({
      gammaP: 3,
      variant: "o",
    });
    expect(await options("--options", "{ gammaP: 3 }", "--set", "gammaP=4")).toEqual({ gammaP: 4 });
  });

  it("is data in other formats", async () => {
    const json = JSON.parse(
      (await replay("two.jsonl", "--policy", "./steady.mjs", "--format", "json")).stdout,
    );
    expect(json).toMatchObject([
      {
        session: 1,
        recorded: { policy: "bola" },
        replayed: { policy: "steady.mjs" },
        decisions: { count: 12 },
      },
      { session: 2, decisions: { count: 12, agree: 12 }, calls: [] },
    ]);
    const csv = (await replay("two.jsonl", "--policy", "./steady.mjs", "--format", "csv")).stdout;
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows).toHaveLength(json[0].calls.length);
    expect(rows[0]).toMatchObject({ session: "1", call: "decision", agrees: "false", replayed_level: "1" });
    const markdown = await replay("two.jsonl", "--policy", "./steady.mjs", "--format", "markdown");
    expect(markdown.stdout).toMatch(/^## Session 1: bola in engine \(drive\)\n\n- recorded: bola\n/);
    expect(markdown.stdout).toMatch(/\n## Session 2: steady in engine \(drive\)\n/);
    expect(markdown.stdout).toMatch(/^\| line \| at s \| segment \|/m);
  });

  it.each([
    [["two.jsonl"], /two\.jsonl:\d+, policy: expected a policy of the library, got "steady"/],
    [["log.jsonl", "--session", "2"], /--session: expected 1, the only session, got 2/],
    [["log.jsonl", "--session", "0"], /--session.*whole number of 1 or more/],
    [
      ["log.jsonl", "--options", "gamma"],
      /--options: expected options by name, in YAML or JSON, got "gamma"/,
    ],
    [["steady.mjs"], /steady\.mjs:1: expected a JSON object on one line/],
    [["."], /\.: expected a recording, got a folder/],
    [["nothing.jsonl"], /nothing\.jsonl: expected a recording, got nothing of that name/],
  ])("refuses %j in one line", async (args, message) => {
    const { code, stderr } = await replay(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^abrsim: .*\n$/);
  });
});

describe("abrsim policies info", () => {
  it("prints the hash of a policy's code, the library's or a file's", async () => {
    const { stdout } = await abrsim(folder, ["policies", "info", "bola"]);
    expect(stdout).toMatch(new RegExp(`^sha256 +${sha256}$`, "m"));
    const file = await info("./steady.mjs");
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(file.sha256).not.toBe(sha256);
  });
});
