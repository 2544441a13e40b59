import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareFolders } from "../../../src/experiment/comparison/compare-folders.js";
import { runIntoFolder } from "../../../src/experiment/folder/run-into-folder.js";
import type { Restriction } from "../../../src/experiment/plan.js";
import { planExperiment } from "../../../src/experiment/plan-experiment.js";
import { readResults } from "../../../src/experiment/results/read-results.js";
import { inputErrorOf } from "../../inputs/input-error.js";

const CLIP = "segmentSeconds: 2\ndurationSeconds: 40\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }]\n";
const HOSTILE = '"<img onerror=alert(1)>, 😀"';

interface Given {
  readonly scenario?: string;
  readonly only?: Restriction;
}

/** Runs a scenario on five links of two sets into a new folder. */
async function ran({ scenario = "policies: [bb, throughput]\n", only = {} }: Given = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-"));
  for (const set of ["slow", "fast"]) mkdirSync(join(folder, set));
  [400, 700, 1100].forEach((kbps, n) => {
    writeFileSync(join(folder, `slow/${n}.csv`), `duration_s,bandwidth_kbps\n7,${kbps}\n5,${kbps / 2}\n`);
  });
  [4000, 9000].forEach((kbps, n) => {
    writeFileSync(join(folder, `fast/${n}.csv`), `duration_s,bandwidth_kbps\n7,${kbps}\n`);
  });
  writeFileSync(join(folder, "clip.yaml"), CLIP);
  writeFileSync(join(folder, "short.yaml"), CLIP.replace("40", "20"));
  writeFileSync(join(folder, "s.yaml"), `traces: [slow, fast]\nvideos: [clip.yaml]\n${scenario}`);
  const experiment = await planExperiment(join(folder, "s.yaml"), { cwd: folder, only });
  const out = join(folder, "results");
  await runIntoFolder(experiment, {
    ...{ out, jobs: 1, segments: false, report: false, force: false, node: "v20.0.0" },
    replay: () => "",
  });
  return out;
}

describe("a results folder gives the summary that its run gave", () => {
  const cases: readonly (readonly [string, Given])[] = [
    ["of two arms", {}],
    [
      "of replicates, weights and margins",
      {
        scenario:
          "policies: [bb, throughput]\nreplicates: 3\ngate: { weights: { slow: 2 }, margins: { stall_s: 1 } }\n",
      },
    ],
    [
      "of arms that play videos of their own",
      {
        scenario:
          "policies: [bb, { use: bb, name: other, videos: [short.yaml, clip.yaml] }, { use: bb, name: third, videos: [clip.yaml, short.yaml] }]\n",
      },
    ],
    [
      "of clients that share a link",
      {
        scenario: "policies: [{ name: pair, clients: [{ use: bb, count: 2 }, { use: throughput }] }, bb]\n",
      },
    ],
    ["of one arm alone", { only: { policy: "throughput" } }],
    [
      "of one trace and replicate",
      { scenario: "policies: [bb]\nreplicates: 4\n", only: { trace: "slow/1.csv", replicate: 2 } },
    ],
    [
      "of a hostile name",
      { scenario: `policies: [bb, { use: bb, name: ${HOSTILE}, options: { reservoir: 3 } }]\n` },
    ],
  ];
  it.each(cases)("%s", async (_, given) => {
    const folder = await ran(given);
    const { summary } = await compareFolders([folder], {});
    const written = JSON.parse(readFileSync(join(folder, "summary.json"), "utf8")) as object;
    expect(JSON.parse(JSON.stringify(summary))).toEqual(written);
  });
});

describe("a folder that was changed is refused", () => {
  const changed = async (file: string, change: (text: string) => string): Promise<string> => {
    const folder = await ran();
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
    return (await inputErrorOf(readResults(folder))).message;
  };
  const lines = (change: (lines: string[]) => string[]) => (text: string) =>
    change(text.split("\n")).join("\n");

  it("with a session less", async () =>
    expect(
      await changed(
        "sessions.csv",
        lines((all) => all.filter((_, n) => n !== 3)),
      ),
    ).toMatch(/sessions\.csv: expected 10 sessions, got 9\. Keep the folder/));
  it("with one twice", async () =>
    expect(
      await changed(
        "sessions.csv",
        lines((all) => [...all.slice(0, 3), all[2]!, ...all.slice(3)]),
      ),
    ).toMatch(/sessions\.csv:4: expected each session once, got one for a second time/));
  it("with a session of another run", async () =>
    expect(await changed("sessions.csv", (text) => text.replace("slow/1.csv", "slow/9.csv"))).toMatch(
      /sessions\.csv:\d: expected a session of this run, got "bb, slow\/9\.csv, clip, 0"/,
    ));
  it("cut off in a line", async () =>
    expect(await changed("sessions.csv", (text) => text.slice(0, -40))).toMatch(
      /sessions\.csv:11: expected \d+ fields, as the header has, got \d+\. The file was cut off/,
    ));
  it("with a word for a number", async () =>
    expect(
      await changed("sessions.csv", (text) => text.replace(/,completed,[^,]*/, ",completed,soon")),
    ).toMatch(/sessions\.csv:2: startup_s: expected a number, got "soon"/));
  it("without a column", async () =>
    expect(await changed("sessions.csv", (text) => text.replace("stall_s", "stalls"))).toMatch(
      /sessions\.csv:1: expected a column stall_s, got none of that name/,
    ));
  it("without its columns' names", async () =>
    expect(await changed("summary.json", () => "{}")).toMatch(
      /summary\.json: expected the columns of sessions\.csv/,
    ));
  it("of an earlier version, which did not say who played what", async () =>
    expect(await changed("run.json", (text) => text.replace('"arms"', '"former"'))).toMatch(
      /run\.json: expected a run\.json that says who played what, got one of an earlier abrsim/,
    ));
  it("that is none", async () =>
    expect((await inputErrorOf(readResults(tmpdir()))).message).toMatch(/expected a results folder/));
});

describe("two folders", () => {
  const BUFFER = (seconds: number) =>
    `policies: [bb, { use: buffer, options: { panicSeconds: ${seconds} } }]\n`;

  it("are compared policy by policy, the first being the control", async () => {
    const [first, second] = [await ran({ scenario: BUFFER(4) }), await ran({ scenario: BUFFER(9) })];
    const { summary, notes } = await compareFolders([first, second], { metrics: ["mean_bitrate_kbps"] });
    expect(summary.control).toBe(first);
    expect(summary.contrasts).toEqual([
      { policy: `bb in ${second}`, control: `bb in ${first}` },
      { policy: `buffer in ${second}`, control: `buffer in ${first}` },
    ]);
    expect(summary.verdicts[0]!.overall).toMatchObject({ finding: "same", pairs: 5 });
    const alone = (await readResults(second)).results;
    expect(summary.arms[1]!.metrics).toHaveLength(alone.columns.length);
    expect(notes).toEqual([]);
  });

  it("are told of when seeds differ", async () => {
    const [first, second] = [await ran(), await ran({ scenario: "policies: [bb]\nseed: 5\n" })];
    const { notes, summary } = await compareFolders([first, second], {});
    expect(notes).toEqual([`seed: 1 in ${first}, 5 in ${second}`]);
    expect(summary.contrasts).toHaveLength(1);
  });

  it("of one policy each are compared whatever these are called", async () => {
    const [first, second] = [
      await ran({ scenario: "policies: [bb]\n" }),
      await ran({ scenario: "policies: [throughput]\n" }),
    ];
    const { summary } = await compareFolders([first, second], {});
    expect(summary.contrasts).toEqual([{ policy: `throughput in ${second}`, control: `bb in ${first}` }]);
  });

  it("are refused where they are unlike, or have nothing in common", async () => {
    const first = await ran();
    const other = await ran({ scenario: "policies: [bb, throughput]\nplayer: { maxBufferSeconds: 12 }\n" });
    expect((await inputErrorOf(compareFolders([first, `${first}/`], {}))).message).toMatch(
      /expected another results folder, got the same one again/,
    );
    const message = async (second: string, options = {}) =>
      (await inputErrorOf(compareFolders([first, second], options))).message;
    expect(await message(other)).toMatch(
      /got player\.maxBufferSeconds: 12, and 60 in .*results\. Only policies may differ/,
    );
    const strangers = await ran({ scenario: "policies: [bola, dynamic]\n" });
    expect(await message(strangers)).toMatch(
      /expected a policy that .* has too: bb, throughput, got bola, dynamic/,
    );
    expect(await message(other, { control: "bb" })).toMatch(
      /--control: expected one results folder, got two/,
    );
  });
});

describe("names that a user asks for", () => {
  it.each([
    [{ control: "bbb" }, /--control: expected a known policy of the results, got "bbb"\. Did you mean "bb"/],
    [
      { metrics: ["stal_s"] },
      /expected a known metric of the results, got "stal_s"\. Did you mean "stall_s"/,
    ],
    [{ margins: { qoe_liner: "2%" } }, /got "qoe_liner"\. Did you mean "qoe_linear"/],
    [{ weights: { "traces/slo": 3 } }, /--weights traces\/slo: expected a known trace set/],
  ])("%j", async (options, message) => {
    const folder = await ran();
    expect((await inputErrorOf(compareFolders([folder], options))).message).toMatch(message);
  });

  it("sets by results' names and by scenarios' paths", async () => {
    const folder = await ran();
    const { summary } = await compareFolders([folder], { weights: { "../traces/slow/*.csv": 3 } });
    expect(summary.weights).toEqual({ slow: 3 });
  });
});
