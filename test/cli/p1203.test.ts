import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { abrsim, temporaryFolder } from "../support/cli.js";
import { p1203InputOf } from "../support/p1203.js";

/* `abrsim run --export p1203`: sessions as input of ITU-T P.1203. */

const LEVELS = `levels:
  - { bitrateKbps: 300, width: 640, height: 360, frameRate: 24, codec: avc1.64001e }
  - { bitrateKbps: 900, width: 1280, height: 720, frameRate: 24, codec: avc1.64001f }
`;
const SCENARIO = `traces: [t]
videos: [clip.yaml]
policies: [bb, { use: throughput, name: "../../x <img src=x>" }]
`;

const folderWith = (files: Record<string, string> = {}) =>
  temporaryFolder({
    "t/fast.csv": "duration_s,bandwidth_kbps\n5,3000\n",
    "t/slow.csv": "duration_s,bandwidth_kbps\n10,900\n20,100\n",
    "clip.yaml": `segmentSeconds: 2\nsegments: 20\n${LEVELS}`,
    "s.yaml": SCENARIO,
    ...files,
  });

const run = (folder: string, ...args: string[]) =>
  abrsim(folder, ["run", "s.yaml", "--no-report", "--out", "out", ...args]);
const rowsOf = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
const sessionsOf = (folder: string) => {
  const [head, ...rows] = rowsOf(join(folder, "out/sessions.csv"));
  return rows.map((row) => Object.fromEntries(row.map((cell, column) => [head![column]!, cell])));
};

describe("abrsim run --export p1203", () => {
  it("writes a file for each session, and an index that says which", async () => {
    const folder = folderWith();
    const { code, stderr } = await run(folder, "--export", "p1203", "--replicates", "2");
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("warning") });
    const [head, ...index] = rowsOf(join(folder, "out/p1203/index.csv"));
    expect(head).toEqual(["file", "policy", "trace_set", "trace", "video", "replicate"]);
    expect(index.map(([file]) => file)).toEqual(
      ["fast", "slow"].flatMap((trace) =>
        [0, 1].flatMap((replicate) =>
          ["bb", "x-img-src-x"].map((arm) => `${arm}/t-${trace}-csv-clip-r${replicate}.json`),
        ),
      ),
    );
    expect(readdirSync(join(folder, "out/p1203")).sort()).toEqual(["bb", "index.csv", "x-img-src-x"]);
    const sessions = sessionsOf(folder);
    index.forEach(([file, policy, , trace, , replicate], place) => {
      const session = sessions[place]!;
      expect([policy, trace, replicate]).toEqual([session["policy"], session["trace"], session["replicate"]]);
      const { I13, I23 } = p1203InputOf(readFileSync(join(folder, "out/p1203", file!), "utf8"));
      const shown = I13.segments.reduce((sum, { duration }) => sum + duration, 0);
      expect(shown).toBeCloseTo(Number(session["media_s"]), 4);
      const [[at, startup], ...stalls] = I23.stalling as [[number, number], ...[number, number][]];
      expect(at).toBe(0);
      expect(startup).toBeCloseTo(Number(session["startup_s"]), 5);
      expect(stalls).toHaveLength(Number(session["stall_count"]));
      expect(stalls.reduce((sum, [, seconds]) => sum + seconds, 0)).toBeCloseTo(
        Number(session["stall_s"]),
        4,
      );
      const bits = I13.segments.reduce((sum, { bitrate, duration }) => sum + bitrate * duration, 0);
      expect(bits / shown).toBeCloseTo(Number(session["mean_bitrate_kbps"]), 3);
    });
    expect(sessions.some(({ stall_count }) => Number(stall_count) > 0)).toBe(true);
    expect(sessions.some(({ switches }) => Number(switches) > 0)).toBe(true);
  });

  it("writes the same in threads as in one", async () => {
    const folder = folderWith();
    const exported = async (jobs: string) => {
      await run(folder, "--export", "p1203", "--jobs", jobs, "--replicates", "101", "--force");
      const index = rowsOf(join(folder, "out/p1203/index.csv"));
      return index.slice(1).map(([file]) => readFileSync(join(folder, "out/p1203", file!), "utf8"));
    };
    const alone = await exported("1");
    expect(alone).toHaveLength(404);
    expect(await exported("2")).toEqual(alone);
  });

  it("has seeks and separate audio in it, and no file where nothing was shown, which it says", async () => {
    const seeking =
      "viewer: { seeks: [{ atSeconds: 3, toSeconds: 30 }] }\ndownloads: { audio: { bitrateKbps: 64 } }\n";
    const folder = folderWith({
      "t/dead.csv": "duration_s,bandwidth_kbps\n1000,0\n",
      "s.yaml": SCENARIO + seeking,
    });
    const { code, stderr } = await run(folder, "--export", "p1203");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining(
        "warning: P.1203: nothing was shown in 2 sessions, which have no input.",
      ),
    });
    const files = rowsOf(join(folder, "out/p1203/index.csv")).slice(1);
    expect(files).toHaveLength(4);
    for (const [file] of files) {
      const { I11, I13 } = p1203InputOf(readFileSync(join(folder, "out/p1203", file!), "utf8"));
      expect(I11.segments[0]).toMatchObject({ codec: "aaclc", bitrate: 64 });
      expect(I13.segments.reduce((sum, { duration }) => sum + duration, 0)).toBeLessThan(20);
    }
  });

  it("goes with the next run that does not want it, but for what is not abrsim's", async () => {
    const folder = folderWith();
    await run(folder, "--export", "p1203");
    writeFileSync(join(folder, "out/p1203/scores.json"), "{}");
    const { code } = await run(folder);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "out/p1203"))).toEqual(["scores.json"]);
  });

  it("takes what the scenario says of levels where the video's format cannot", async () => {
    const movie = {
      segment_duration_ms: 2000,
      bitrates_kbps: [300, 900],
      segment_sizes_bits: [[500000, 1700000]],
    };
    const level = (height: number) => `{ width: 640, height: ${height}, frameRate: 24, codec: avc1.64001e }`;
    const videos = `videos: [{ path: movie.json, levels: [${level(360)}, ${level(480)}] }]\n`;
    const folder = folderWith({
      "movie.json": JSON.stringify(movie),
      "s.yaml": `traces: [t]\n${videos}policies: [bb]\n`,
    });
    const { code, stderr } = await run(folder, "--export", "p1203");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const text = readFileSync(join(folder, "out/p1203/bb/t-fast-csv-movie-r0.json"), "utf8");
    expect(p1203InputOf(text).I13.segments).toMatchObject([{ bitrate: 250, resolution: "640x360" }]);
  });

  it.each([
    [
      "a video that does not say enough",
      { "clip.yaml": "segmentSeconds: 2\nsegments: 2\nlevels: [{ bitrateKbps: 300 }]\n" },
      "p1203",
      /^abrsim: --export p1203: video clip, level 0 \(300 kbit\/s\): expected width, height and frameRate, .*, got no width, no height, no frameRate\. Say them/,
    ],
    [
      "an unknown name",
      {},
      "p1204",
      /^abrsim: --export: expected a known export, got "p1204"\. Did you mean "p1203"\?/,
    ],
  ])("refuses %s before anything runs", async (_, files, name, message) => {
    const folder = folderWith(files);
    const { code, stderr } = await run(folder, "--export", name);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});
