import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { SESSION_COLUMNS } from "../../src/metrics/catalogue.js";
import { abrsim, temporaryFolder, withShippedFiles } from "../support/cli.js";

const TRACE = "duration_s,bandwidth_kbps\n5,3000\n5,500\n";
const VIDEO =
  "name: clip\nsegmentSeconds: 2\ndurationSeconds: 20\nlevels:\n  - bitrateKbps: 300\n  - bitrateKbps: 1000\n";
const SCENARIO = "traces: [t]\nvideos: [clip.yaml]\npolicies: [bb, throughput]\n";

const small = (files: Record<string, string | Uint8Array> = {}) =>
  temporaryFolder({
    "t/a.csv": TRACE,
    "t/b.csv": TRACE.replace("500", "800"),
    "clip.yaml": VIDEO,
    "small.yaml": SCENARIO,
    ...files,
  });

const resultFiles = (folder: string, names: readonly string[]) =>
  names.map((name) => readFileSync(join(folder, name), "utf8"));
const FILES = ["sessions.csv", "segments.csv", "summary.json", "run.json", "report.html"];

describe("abrsim run", () => {
  it("writes the results folder and prints the comparison", async () => {
    const folder = small();
    const { code, stdout, stderr } = await abrsim(folder, ["run", "small.yaml", "--segments"]);
    expect(stderr).toMatch(/4 sessions in [\d.]+ s\. Results: reports\/small\/report\.html/);
    expect(code).toBe(0);
    expect(stdout).toContain("bb (control)");
    expect(stdout.endsWith("\n")).toBe(true);
    const names = readdirSync(join(folder, "reports/small"));
    expect(names.sort()).toEqual([...FILES, "charts"].sort());
  });

  it("sessions.csv has the columns of the interface, a row a session, arm after arm in each unit", async () => {
    const folder = small();
    await abrsim(folder, ["run", "small.yaml", "--no-report"]);
    const [csv] = resultFiles(join(folder, "reports/small"), ["sessions.csv"]);
    const rows: Record<string, string>[] = parse(csv!, { columns: true });
    expect(Object.keys(rows[0]!)).toEqual([
      ...["scenario", "policy", "trace_set", "trace", "video", "replicate", "seed", "status"],
      ...SESSION_COLUMNS.map((column) => column.name),
      ...["qoe_composite", "qoe_linear"],
    ]);
    expect(rows.map((row) => [row["policy"], row["trace"]])).toEqual([
      ["bb", "t/a.csv"],
      ["throughput", "t/a.csv"],
      ["bb", "t/b.csv"],
      ["throughput", "t/b.csv"],
    ]);
  });

  it("gives the same bytes again, and on any number of threads", { timeout: 120_000 }, async () => {
    const folder = withShippedFiles(temporaryFolder());
    const run = (out: string, jobs: string) =>
      abrsim(folder, [
        ...["run", "scenarios/quickstart.yaml", "--replicates", "5", "--segments", "--quiet"],
        ...["--jobs", jobs, "--out", out],
      ]);
    for (const [out, jobs] of [
      ["one", "1"],
      ["again", "1"],
      ["three", "3"],
    ] as const)
      expect(await run(out, jobs)).toEqual({ code: 0, stdout: "", stderr: "" });
    const [one, again, three] = ["one", "again", "three"].map((out) => resultFiles(join(folder, out), FILES));
    expect(again).toEqual(one);
    expect(three).toEqual(one);
  });

  it("another seed gives other replicates, but the same first one", async () => {
    const folder = small();
    const sessions = async (seed: string) => {
      await abrsim(folder, [
        "run",
        "small.yaml",
        "--no-report",
        "--seed",
        seed,
        "--replicates",
        "2",
        "--out",
        seed,
      ]);
      const [csv] = resultFiles(join(folder, seed), ["sessions.csv"]);
      const rows: Record<string, string>[] = parse(csv!, { columns: true });
      return (replicate: string) =>
        rows.filter((row) => row["replicate"] === replicate).map((row) => row["startup_s"]);
    };
    const [first, second] = [await sessions("1"), await sessions("2")];
    expect(second("0")).toEqual(first("0"));
    expect(second("1")).not.toEqual(first("1"));
  });

  it.each(["json", "csv", "markdown", "latex"])(
    "--format %s prints nothing else on stdout",
    async (format) => {
      const folder = small();
      const { code, stdout } = await abrsim(folder, ["run", "small.yaml", "--no-report", "--format", format]);
      expect(code).toBe(0);
      if (format === "json") expect(JSON.parse(stdout)).toHaveProperty("arms");
      if (format === "csv") expect(parse(stdout, { columns: true }).length).toBeGreaterThan(0);
      if (format === "markdown") expect(stdout).toMatch(/^\|.*\|$/m);
      if (format === "latex") expect(stdout).toContain("\\begin{tabular}");
    },
  );

  it("each arm may override settings", async () => {
    const folder = small({
      "arms.yaml": `${SCENARIO.replace("throughput", "{ use: bb, name: bb-4s, player: { maxBufferSeconds: 4 } }")}`,
    });
    await abrsim(folder, ["run", "arms.yaml", "--no-report"]);
    const run = JSON.parse(readFileSync(join(folder, "reports/arms/run.json"), "utf8"));
    const maxima = run.scenario.policies.map((arm: { player: { maxBufferSeconds: number } }) => arm.player);
    expect(maxima).toMatchObject([{ maxBufferSeconds: 60 }, { maxBufferSeconds: 4 }]);
    const [csv] = resultFiles(join(folder, "reports/arms"), ["sessions.csv"]);
    const rows: Record<string, string>[] = parse(csv!, { columns: true });
    const buffers = rows.map((row) => Number(row["mean_buffer_s"]));
    expect(buffers[1]).toBeLessThan(buffers[0]!);
  });

  it("a trace that carries nothing: the session starves, and that is a result", async () => {
    const folder = small({ "t/a.csv": "duration_s,bandwidth_kbps\n10,0\n" });
    const { code, stdout } = await abrsim(folder, ["run", "small.yaml", "--no-report"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 completed, 1 starved/);
  });

  it("refuses a folder of another run, unless forced; the same run may be repeated", async () => {
    const folder = small();
    const run = (...args: string[]) =>
      abrsim(folder, ["run", "small.yaml", "--no-report", "--quiet", ...args]);
    expect((await run()).code).toBe(0);
    expect((await run()).code).toBe(0);
    const before = resultFiles(join(folder, "reports/small"), ["run.json"]);
    const refused = await run("--seed", "2");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/the results of another run.*--force/);
    expect(resultFiles(join(folder, "reports/small"), ["run.json"])).toEqual(before);
    expect((await run("--seed", "2", "--force")).code).toBe(0);
  });

  it("refuses a folder with other files in it", async () => {
    const folder = small({ "precious/thesis.tex": "..." });
    const { code, stderr } = await abrsim(folder, ["run", "small.yaml", "--out", "precious"]);
    expect(code).toBe(2);
    expect(stderr).toContain("a folder with other files");
    expect(readdirSync(join(folder, "precious"))).toEqual(["thesis.tex"]);
  });

  it("NO_COLOR and a pipe: no escape sequences", async () => {
    const { stdout, stderr } = await abrsim(small(), ["run", "small.yaml"], { NO_COLOR: "1" });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(stdout + stderr).not.toMatch(/\u001b/);
  });
});

describe("abrsim run, with a policy that breaks its contract", () => {
  const policies = {
    "throws.ts": "export default () => ({ name: 'throws', decide() { throw new Error('boom'); } });\n",
    "nothing.js": "module.exports = () => ({ name: 'nothing', decide() {} });\n",
    "nan.mjs": "export default () => ({ name: 'nan', decide: () => ({ level: NaN }) });\n",
    "high.ts": "export default () => ({ name: 'high', decide: () => ({ level: 99 }) });\n",
  };
  const arms = Object.keys(policies).map((name) => `./${name}`);

  it("the session fails with its seed and a replay command, the others finish, exit 3", async () => {
    const folder = small({
      ...policies,
      "broken.yaml": `seed: 5\ntraces: [t/a.csv]\nvideos: [clip.yaml]\npolicies: [bb, ${arms.join(", ")}]\n`,
    });
    const { code, stdout, stderr } = await abrsim(folder, ["run", "broken.yaml", "--no-report"]);
    expect(code).toBe(3);
    expect(stdout).toContain("1 failed");
    expect(stdout).toContain("1 completed");
    expect(stderr).toMatch(
      /failed: throws on t\/a\.csv, clip, replicate 0, seed 5: decide\(\) threw Error: boom/,
    );
    expect(stderr).toContain("throws.ts:1");
    expect(stderr).toMatch(/nothing on .*decide\(\) returned nothing/);
    expect(stderr).toMatch(/nan on .*level NaN/);
    expect(stderr).toMatch(/high on .*level 99: expected an integer from 0 to 1/);
    expect(stderr).not.toMatch(/^\s+at /m);

    const run = JSON.parse(readFileSync(join(folder, "reports/broken/run.json"), "utf8"));
    expect(run.failures).toHaveLength(4);
    expect(run.counts.bb).toEqual({ completed: 1, quit: 0, starved: 0, failed: 0 });

    const replay: string = run.failures[0].replay;
    expect(replay).toMatch(/^npx abrsim run broken\.yaml --only-policy throws --only-trace t\/a\.csv/);
    const again = await abrsim(folder, replay.split(" ").slice(2));
    expect(again.code).toBe(3);
    expect(again.stderr).toContain("decide() threw Error: boom");
  });
});

describe("abrsim run, where very many sessions fail", () => {
  it("tells of the first thousand, counts all, and merges to the same", async () => {
    const folder = small({
      "throws.mjs": "export default () => ({ name: 'throws', decide() { throw new Error('boom'); } });\n",
      "many.yaml": "replicates: 1100\ntraces: [t/a.csv]\nvideos: [clip.yaml]\npolicies: [bb, ./throws.mjs]\n",
    });
    const { code, stderr } = await abrsim(folder, ["run", "many.yaml"]);
    expect(code).toBe(3);
    expect(stderr).toContain("  and 1095 more: see failures in run.json");
    const text = readFileSync(join(folder, "reports/many/run.json"), "utf8");
    const { counts, failures } = JSON.parse(text);
    expect(counts.throws.failed).toBe(1100);
    expect(failures).toHaveLength(1000);
    expect(failures.at(-1).session.replicate).toBe(999);
    const report = readFileSync(join(folder, "reports/many/report.html"), "utf8");
    expect(report).toContain("1,100 sessions failed and are in no mean");
    expect(report).toContain("950 more are in <code>run.json</code>, which tells of the first of them");

    for (const shard of ["1/2", "2/2"]) {
      const part = await abrsim(folder, ["run", "many.yaml", "--shard", shard, "--out", `parts/${shard[0]}`]);
      expect(part.stderr).toContain("  and 545 more");
    }
    const merged = await abrsim(folder, ["merge", "parts", "--out", "merged", "--no-report"]);
    expect(merged.code).toBe(3);
    expect(merged.stderr).toContain("  and 1095 more");
    expect(readFileSync(join(folder, "merged/run.json"), "utf8")).toBe(text);
  });
});

describe("abrsim run, with input that is wrong", () => {
  const cases: [string, Record<string, string | Uint8Array>, string[], RegExp][] = [
    ["no scenario", {}, ["smal.yaml"], /smal\.yaml: expected .*small\.yaml/],
    ["empty scenario", { "small.yaml": "" }, [], /small\.yaml.*expected .*got an empty/],
    [
      "binary scenario",
      { "small.yaml": Uint8Array.of(0, 1, 2) },
      [],
      /small\.yaml: expected UTF-8 text, got binary/,
    ],
    [
      "unknown key",
      { "small.yaml": `${SCENARIO}plcies: []\n` },
      [],
      /small\.yaml:4: plcies: .*Did you mean "policies"/,
    ],
    [
      "ill-typed key",
      { "small.yaml": `${SCENARIO}seed: soon\n` },
      [],
      /small\.yaml:4: seed: expected .*got "soon"/,
    ],
    [
      "unknown policy",
      { "small.yaml": SCENARIO.replace("bb", "bbb") },
      [],
      /small\.yaml:3: .*Did you mean "bb"/,
    ],
    [
      "unknown option",
      { "small.yaml": SCENARIO.replace("bb", "{use: bb, options: {cusion: 1}}") },
      [],
      /"cushion"/,
    ],
    ["unknown QoE", {}, ["--qoe", "linaer"], /--qoe linaer.*Did you mean "linear"/],
    [
      "unknown metric",
      { "small.yaml": `${SCENARIO}compare: {metrics: [stal_s]}\n` },
      [],
      /Did you mean "stall_s"/,
    ],
    ["unknown profile", {}, ["--profile", "refrence"], /--profile refrence.*Did you mean "reference"/],
    ["unknown flag", {}, ["--polices", "bb"], /unknown option '--polices'[\s\S]*--policies/],
    ["jobs of none", {}, ["--jobs", "0"], /--jobs.*whole number of 1 or more/],
    ["missing trace", {}, ["--traces", "t/c.csv"], /t\/c\.csv: expected .*Did you mean t\/[ab]\.csv/],
    ["empty trace", { "t/a.csv": "" }, [], /t\/a\.csv: expected a file with content, got an empty file/],
    [
      "binary trace",
      { "t/a.csv": Uint8Array.of(1, 0, 255) },
      [],
      /t\/a\.csv: expected UTF-8 text, got binary/,
    ],
    ["truncated trace", { "t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n5\n" }, [], /t\/a\.csv:3: expected/],
    [
      "negative bandwidth",
      { "t/a.csv": "duration_s,bandwidth_kbps\n5,-1\n" },
      [],
      /t\/a\.csv:2: expected .*"?-1"?/,
    ],
    ["NaN bandwidth", { "t/a.csv": "duration_s,bandwidth_kbps\n5,NaN\n" }, [], /t\/a\.csv:2: expected .*NaN/],
    [
      "infinite bandwidth",
      { "t/a.csv": "duration_s,bandwidth_kbps\n5,Infinity\n" },
      [],
      /t\/a\.csv:2: expected/,
    ],
    ["time backwards", { "t/a.csv": "0.0 2.29\n1.01 1.36\n0.5 1.2\n" }, [], /t\/a\.csv:3: expected/],
    [
      "segment of no size",
      { "clip.yaml": '{"segment_duration_ms":2000,"bitrates_kbps":[1,2],"segment_sizes_bits":[[1,0]]}' },
      [],
      /clip\.yaml:1.*expected/,
    ],
    ["missing video", {}, ["--videos", "clap.yaml"], /clap\.yaml: expected .*clip\.yaml/],
    [
      "policy file that is missing",
      { "small.yaml": SCENARIO.replace("bb", "./gone.ts") },
      [],
      /gone\.ts: expected/,
    ],
    [
      "policy file that does not parse",
      { "p.ts": "export default (", "small.yaml": SCENARIO.replace("bb", "./p.ts") },
      [],
      /p\.ts:1: expected valid TypeScript/,
    ],
    [
      "policy file without a factory",
      { "p.ts": "export const a = 1;", "small.yaml": SCENARIO.replace("bb", "./p.ts") },
      [],
      /p\.ts: expected a default export/,
    ],
  ];

  it.each(cases)("%s", async (_, files, args, message) => {
    const folder = small(files);
    const scenario = args.find((arg) => arg.endsWith(".yaml") && !args.includes("--videos")) ?? "small.yaml";
    const flags = args.filter((arg) => arg !== scenario);
    const { code, stdout, stderr } = await abrsim(folder, ["run", scenario, ...flags]);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).not.toContain("reports");
  });
});
