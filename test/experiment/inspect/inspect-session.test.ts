import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { runIntoFolder } from "../../../src/experiment/folder/run-into-folder.js";
import { inspectSession } from "../../../src/experiment/inspect/inspect-session.js";
import { planExperiment } from "../../../src/experiment/plan-experiment.js";
import type { InspectedSession } from "../../../src/report/inspect/index.js";
import { folderWith } from "../user-policy/files.js";

const POLICY = `export default ({ cycle = 3 }) => {
  return {
    name: "cycling",
    decide: (o) => ({ level: (o.segment.index % cycle) % o.levels.length, reason: "turn", estimate: o.segment.index + 1 }),
  };
};
`;
const FILES = {
  "data/t/a.csv": "duration_s,bandwidth_kbps\n5,3000\n5,400\n",
  "data/t/b.csv": "duration_s,bandwidth_kbps\n5,1500\n5,800\n",
  "data/clip.yaml":
    "segmentSeconds: 2\ndurationSeconds: 20\nlevels: [{ bitrateKbps: 300 }, { bitrateKbps: 900 }, { bitrateKbps: 2000 }]\n",
  "data/cycling.mjs": POLICY,
  "data/s.yaml": `traces: [t]
videos: [clip.yaml]
replicates: 2
network: { rttMs: 50 }
policies:
  - bb
  - { use: ewma, name: mean, options: { estimator: { use: sliding-mean, sampleCount: 2 } } }
  - { use: ./cycling.mjs, options: { cycle: 2 } }
  - { use: throughput, name: giving-up, player: { abandonment: { progressEveryMs: 100, progressBits: 0, afterwards: forced } } }
  - { name: duel, clients: [{ use: bb, count: 2 }, { use: throughput, startAtSeconds: 3 }] }
  - use: bb
    name: faulty
    faults: [{ rate: 0.3, what: 500 }]
    requests: { retry: { retries: 9, initialDelaySeconds: 0, maxDelaySeconds: 0, factor: 1, jitter: 0 } }
`,
};

let folder: string;
const results = () => join(folder, "r");

beforeAll(async () => {
  folder = folderWith(FILES);
  const experiment = await planExperiment("data/s.yaml", { cwd: folder });
  await runIntoFolder(experiment, {
    out: results(),
    jobs: 1,
    segments: true,
    report: false,
    force: false,
    node: process.version,
    replay: () => "",
  });
});

const inspect = (choice: object) =>
  inspectSession(results(), { cwd: folder, scenario: "data/s.yaml", ...choice });

type Row = Readonly<Record<string, string>>;
const rowsOf = (file: string): Row[] => parse(readFileSync(join(results(), file)), { columns: true });

/** The requests of an inspected session as segments.csv has them. */
const requests = ({ decisions }: InspectedSession) =>
  decisions
    .flatMap(({ segment, level, request, outcome }) =>
      request ? [{ segment, level, outcome, ...request }] : [],
    )
    .sort((a, b) => a.finished - b.finished)
    .map(({ segment, level, outcome, requested, finished, bufferAfter, stall }) =>
      [segment, level, outcome, requested, finished, bufferAfter, stall].map(String),
    );

describe("inspectSession", () => {
  it("finds every session of the run as the run wrote it down", async () => {
    const written = rowsOf("segments.csv");
    for (const session of rowsOf("sessions.csv")) {
      const { policy, client, trace, video, replicate, status } = session;
      const inspected = await inspect({
        policy,
        trace,
        replicate: Number(replicate),
        ...(client !== "" && { client }),
      });
      expect(inspected.timeline.identity).toMatchObject({ policy, trace, video });
      expect(inspected.end.status).toBe(status);
      const rows = written.filter((row) =>
        (["policy", "client", "trace", "replicate"] as const).every((key) => row[key] === session[key]),
      );
      expect(requests(inspected)).toEqual(
        rows.map((row) =>
          [
            row["index"],
            row["level"],
            row["outcome"],
            row["requested_s"],
            row["finished_s"],
            row["buffer_after_s"],
            row["stall_s"],
          ].map(String),
        ),
      );
    }
  });

  it("joins what was seen and why with what came of it", async () => {
    const { decisions, samples } = await inspect({ policy: "cycling", trace: "a" });
    expect(
      decisions.map(({ segment, level, reason, estimate }) => [segment, level, reason, estimate]),
    ).toEqual(Array.from({ length: 10 }, (_, index) => [index, index % 2, "turn", index + 1]));
    for (const [index, { saw, decided, request }] of decisions.entries()) {
      expect(saw).toMatchObject({ now: decided, samples: index, segment: { index } });
      expect(samples[index - 1]?.end).toBe(index === 0 ? undefined : decisions[index - 1]!.request!.finished);
      expect(request!.requested).toBe(decided);
    }
  });

  it("tells attempts apart: those after the first are nobody's decision", async () => {
    const { decisions } = await inspect({ policy: "faulty", trace: "a" });
    const retries = decisions.filter(({ request }) => request!.attempt > 0);
    expect(retries.length).toBeGreaterThan(0);
    for (const { saw, request } of retries) {
      expect(saw).toBeUndefined();
      expect(request!.note).toMatch(/^retry \d/);
    }
    expect(decisions.filter(({ outcome }) => outcome === "failed")[0]?.request?.note).toMatch(/500/);
  });

  it("tells levels that were forced after an abandonment from decisions", async () => {
    const { decisions } = await inspect({ policy: "giving-up", trace: "a" });
    const abandoned = decisions.findIndex(({ outcome }) => outcome === "abandoned");
    expect(abandoned).toBeGreaterThan(0);
    expect(decisions[abandoned]!.saw).toBeDefined();
    expect(decisions[abandoned + 1]).toMatchObject({ segment: decisions[abandoned]!.segment });
    expect(decisions[abandoned + 1]!.saw).toBeUndefined();
  });
});

describe("inspectSession refuses", () => {
  it.each([
    [{ policy: "bbb", trace: "a" }, /--policy: expected one of bb, mean, .*Did you mean "bb"\?/],
    [{ policy: "bb" }, /--trace: expected one of t\/a\.csv, t\/b\.csv, got nothing/],
    [{ policy: "bb", trace: "a", replicate: 2 }, /a replicate from 0 to 1, got 2/],
    [{ policy: "bb", trace: "a", client: "x" }, /--client: expected no client, got x/],
    [{ policy: "bb", trace: "a", video: "x" }, /--video: expected one of clip, got "x"/],
    [{ policy: "duel", trace: "a" }, /--client: expected one of bb 1, bb 2, throughput, got nothing/],
  ])("a choice that is not clear: %j", async (choice, message) => {
    await expect(inspect(choice)).rejects.toThrow(message);
  });

  it("a folder that holds no results", async () => {
    const look = (path: string) => inspectSession(path, { cwd: folder });
    await expect(look(join(folder, "data"))).rejects.toThrow(
      /data: expected a results folder.*no run\.json in it/,
    );
    const other = mkdtempSync(join(tmpdir(), "abrsim-inspect-"));
    for (const [text, message] of [
      ["{", /not JSON/],
      ["[]", /of another program/],
      ['{ "name": "x" }', /of another program/],
      ['{ "schema": 99, "run_id": "x", "scenario": {}, "inputs": {} }', /schema 1, got schema 99/],
    ] as const) {
      writeFileSync(join(other, "run.json"), text);
      await expect(look(other)).rejects.toThrow(message);
    }
    rmSync(other, { recursive: true });
  });

  it.each([
    [
      "data/t/a.csv",
      "5,3000",
      "5,3001",
      { policy: "bb", trace: "a" },
      /t\/a\.csv: expected the file that the run read/,
    ],
    [
      "data/clip.yaml",
      "300",
      "301",
      { policy: "bb", trace: "a" },
      /clip: expected the file that the run read/,
    ],
    [
      "data/cycling.mjs",
      '"turn"',
      '"return"',
      { policy: "cycling", trace: "a" },
      /cycling \(\.\/cycling\.mjs\): expected the policy that the run used, got one whose code has changed/,
    ],
    [
      "r/sessions.csv",
      "completed",
      "starved",
      { policy: "bb", trace: "a" },
      /expected status completed, as the session comes out now, got starved/,
    ],
  ])("what has changed since: %s", async (file, before, after, choice, message) => {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(before, after));
    try {
      await expect(inspect(choice)).rejects.toThrow(message);
    } finally {
      writeFileSync(path, text);
    }
  });

  it("nothing for a change of what the session is not made of", async () => {
    const path = join(folder, "data/t/b.csv");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("1500", "1501"));
    await expect(inspect({ policy: "bb", trace: "a" })).resolves.toBeDefined();
    writeFileSync(path, text);
  });
});
