import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";

const TRACE = "duration_s,bandwidth_kbps\n20,3000\n20,1500\n";
const VIDEO =
  "name: clip\nsegmentSeconds: 2\ndurationSeconds: 40\nlevels:\n  - bitrateKbps: 300\n  - bitrateKbps: 1000\n";

const folderWith = (scenario: string) =>
  temporaryFolder({
    "t/a.csv": TRACE,
    "t/b.csv": TRACE.replace("1500", "800"),
    "cdn.csv": "duration_s,bandwidth_kbps\n10,9000\n",
    "clip.yaml": VIDEO,
    "s.yaml": `traces: [t]\nvideos: [clip.yaml]\n${scenario}`,
  });

const rowsOf = (folder: string, file = "sessions.csv"): Record<string, string>[] =>
  parse(readFileSync(join(folder, "reports/s", file), "utf8"), { columns: true });

describe("settings that cannot be", () => {
  const cases: readonly (readonly [problem: string, scenario: string, message: RegExp])[] = [
    [
      "a seek beyond the end of the video",
      "policies: [bb]\nviewer: { seeks: [{ atSeconds: 5, toSeconds: 40 }] }\n",
      /s\.yaml:4: viewer\.seeks\[0\]\.toSeconds: expected a media time before the end, which is at 40 s/,
    ],
    [
      "seeks out of order",
      "policies: [bb]\nviewer: { seeks: [{ atSeconds: 9, toSeconds: 1 }, { atSeconds: 5, toSeconds: 1 }] }\n",
      /s\.yaml:4: viewer\.seeks\[1\]\.atSeconds: expected seeks that rise in time, got 5/,
    ],
    ["no clients", "policies: [bb]\nclients: []\n", /s\.yaml:4: clients: expected/],
    [
      "a client that is there zero times",
      "policies: [bb]\nclients: [{ count: 0 }]\n",
      /s\.yaml:4: clients\[0\]\.count: expected .*got 0/,
    ],
    [
      "a client that starts before the others could",
      "policies: [bb]\nclients: [{ startAtSeconds: -1 }]\n",
      /s\.yaml:4: clients\[0\]\.startAtSeconds: expected .*got -1/,
    ],
    [
      "a negative rate of faults",
      "policies: [bb]\nfaults: [{ what: 503, rate: -0.1 }]\n",
      /s\.yaml:4: faults\[0\]\.rate: expected .*got -0\.1/,
    ],
    [
      "a list of CDNs that is empty",
      "policies: [bb]\ndelivery: { cdns: [] }\n",
      /s\.yaml:4: delivery\.cdns: expected/,
    ],
    [
      "faults of a CDN that there is not",
      "policies: [bb]\ndelivery: { cdns: [{ name: one }] }\nfaults: [{ what: 503, atSeconds: 0, forSeconds: 1, where: { cdn: tow } }]\n",
      /s\.yaml:5: faults\[0\]\.where\.cdn: expected .*one.*got "tow"/,
    ],
    [
      "a CDN's trace that there is not",
      "policies: [bb]\ndelivery: { cdns: [{ name: one, trace: nowhere.csv }] }\n",
      /s\.yaml:4: delivery\.cdns\[0\]\.trace: nowhere\.csv: expected/,
    ],
    [
      "a timeout of zero",
      "policies: [bb]\nrequests: { timeoutSeconds: 0 }\n",
      /s\.yaml:4: requests\.timeoutSeconds: expected .*got 0/,
    ],
    [
      "live content within the segment that is being made",
      "policies: [bb]\ncontent: { kind: live, targetLatencySeconds: 1, dvrWindowSeconds: 60 }\n",
      /s\.yaml:4: content\.targetLatencySeconds: expected at least the duration of a segment \(2 s\)/,
    ],
    [
      "a branch beyond the end",
      "policies: [bb]\ncontent: { kind: interactive, branches: [{ atSeconds: 50, options: 2 }], prefetchSegments: 1, choiceLeadSeconds: 1 }\n",
      /s\.yaml:4: content\.branches\[0\]\.atSeconds: expected a media time before the end/,
    ],
    [
      "an option that a client's policy does not have",
      "policies:\n  - { use: bb, clients: [{ use: throughput, options: { reservoir: 5 } }] }\n",
      /s\.yaml:4: policies\[0\]\.clients\[0\]\.options\.reservoir: expected an option of throughput/,
    ],
    [
      "a mechanism of which half is said",
      "policies: [bb]\nrequests: { retry: { retries: 2 } }\n",
      /s\.yaml:4: requests\.retry\.?\w*: expected/,
    ],
  ];

  it.each(cases)(
    "%s: one line that names the key, exit 2, and nothing written",
    async (_, scenario, message) => {
      const folder = folderWith(scenario);
      const { code, stdout, stderr } = await abrsim(folder, ["run", "s.yaml"]);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(existsSync(join(folder, "reports"))).toBe(false);
    },
  );
});

describe("several clients on one link", () => {
  const SCENARIO = `
policies:
  - { use: bb, name: alone }
  - { use: bb, name: shared, clients: [{ count: 2 }, { use: throughput, startAtSeconds: 5 }] }
telemetry: true
`;

  it("have a row each, with their name and the fairness of their link", async () => {
    const folder = folderWith(SCENARIO);
    const { code } = await abrsim(folder, ["run", "s.yaml", "--no-report", "--segments"]);
    expect(code).toBe(0);
    const rows = rowsOf(folder);
    expect(rows.slice(0, 4).map(({ policy, client, trace }) => [policy, client, trace])).toEqual([
      ["alone", "", "t/a.csv"],
      ["shared", "bb 1", "t/a.csv"],
      ["shared", "bb 2", "t/a.csv"],
      ["shared", "throughput", "t/a.csv"],
    ]);
    expect(rows[0]!["jain_bitrate"]).toBe("");
    const shared = rows.slice(1, 4);
    const bitrates = shared.map((row) => Number(row["mean_bitrate_kbps"]));
    const sum = bitrates.reduce((total, bitrate) => total + bitrate, 0);
    const squares = bitrates.reduce((total, bitrate) => total + bitrate ** 2, 0);
    for (const row of shared) expect(Number(row["jain_bitrate"])).toBeCloseTo(sum ** 2 / (3 * squares), 12);
    // Alike in all but name, so served alike.
    expect(shared[0]!["downloaded_bytes"]).toBe(shared[1]!["downloaded_bytes"]);
    const clients = new Set(rowsOf(folder, "segments.csv").map(({ client }) => client));
    expect([...clients]).toEqual(["", "bb 1", "bb 2", "throughput"]);
  });

  it("are told apart in the telemetry, whose lines are JSON", async () => {
    const folder = folderWith(SCENARIO);
    await abrsim(folder, ["run", "s.yaml", "--no-report"]);
    const lines = readFileSync(join(folder, "reports/s/telemetry.jsonl"), "utf8").trimEnd().split("\n");
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(events.map(({ policy, client }) => `${policy}/${client ?? ""}`))).toEqual(
      new Set(["alone/", "shared/bb 1", "shared/bb 2", "shared/throughput"]),
    );
    const ends = events.filter(({ type }) => type === "session_end");
    expect(ends).toHaveLength(8);
    // Each policy's code is named as in run.json.
    const { inputs } = JSON.parse(readFileSync(join(folder, "reports/s/run.json"), "utf8"));
    const named = inputs.policies.map(({ sha256 }: { sha256: string }) => sha256);
    expect(new Set(ends.map(({ policy_sha256 }) => policy_sha256))).toEqual(new Set(named));
  });
});

describe("a run with everything at once", () => {
  const SCENARIO = `
seed: 3
replicates: 3
telemetry: true
policies: [bb, throughput]
network:
  rttMs: 40
  connection: { protocol: http/2, maxConnections: 1, handshakeRoundTrips: 2, keepAliveSeconds: 30, headerSizeBytes: 400, packetSizeBytes: 1460, loss: 0.001, slowStart: { initialWindowPackets: 10, restartAfterIdleSeconds: 1 } }
downloads:
  audio: { bitrateKbps: 128 }
  parallel: { most: 2, ahead: [], otherwise: 2 }
  control: { everySeconds: 3, sizeBytes: 1000, priority: true }
requests: { timeoutSeconds: 8, retry: { retries: 5, initialDelaySeconds: 0.5, maxDelaySeconds: 4, factor: 2, jitter: 0.2 }, fallback: [other cdn, lower quality] }
faults: [{ what: 503, rate: 0.05 }, { what: reset, atSeconds: 8, forSeconds: 2, where: { cdn: near } }]
delivery:
  cdns: [{ name: near, latencyMs: 5, usdPerGB: 0.085 }, { name: far, trace: cdn.csv, latencyMs: 50, distanceKm: 4000, usdPerGB: 0.01 }]
  selection: { by: order, failures: 2, recoverAfterSeconds: 10 }
viewer: { seeks: [{ atSeconds: 12, toSeconds: 30 }], pauses: [{ atSeconds: 15, forSeconds: 3 }] }
device: { maxHeight: 2000, battery: 0.5, batteryPerHour: 0.2, connection: 4g }
cost: { usdPerGB: 0.085 }
`;

  it("gives the same bytes on any number of threads", { timeout: 60_000 }, async () => {
    const folder = folderWith(SCENARIO);
    const files = ["sessions.csv", "segments.csv", "telemetry.jsonl", "summary.json"];
    const bytes = async (jobs: string) => {
      const args = ["run", "s.yaml", "--segments", "--force", "--jobs", jobs];
      const { code, stderr } = await abrsim(folder, args);
      expect({ code, stderr: stderr.includes("internal") }).toEqual({ code: 0, stderr: false });
      return files.map((file) => readFileSync(join(folder, "reports/s", file), "utf8"));
    };
    expect(await bytes("3")).toEqual(await bytes("1"));
  });

  it("has the columns of what is switched on", async () => {
    const folder = folderWith(SCENARIO);
    await abrsim(folder, ["run", "s.yaml", "--no-report"]);
    const [row] = rowsOf(folder);
    for (const column of ["control_latency_s", "cdn_switches", "cost_usd", "retries"])
      expect(Number(row![column]), column).toBeGreaterThanOrEqual(0);
    expect(Object.keys(row!)).not.toContain("live_latency_s");
  });
});
