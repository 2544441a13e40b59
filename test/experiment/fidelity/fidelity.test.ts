import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fidelityOf } from "../../../src/experiment/fidelity/fidelity.js";
import type { FidelityReport } from "../../../src/model/fidelity.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { PLAYBACKS } from "../../inputs/playbacks/playbacks.js";
import { ROOT } from "../../support/root.js";

const FOLDER = join(import.meta.dirname, "../../fixtures/oracles");
const PLAYED = join(FOLDER, "players.json");

describe("the fidelity of the profiles to three real players", () => {
  let report: FidelityReport;
  beforeAll(async () => {
    report = await fidelityOf(PLAYED, { cwd: FOLDER });
  });
  const player = (name: string) => report.players.find((one) => one.player === name)!;

  it.each([
    ["hlsjs", 164],
    ["dashjs", 158],
    ["shaka", 168],
  ])("has not fallen: of 180 segments of %s, %d or more in the level that was played", (name, least) => {
    const { levelAgreement, segments, plays } = player(name).simulation;
    expect([plays, segments]).toEqual([6, 180]);
    expect(Math.round(levelAgreement * segments)).toBeGreaterThanOrEqual(least);
  });

  it("stands beside how far each player agrees with itself", () => {
    const levels = (name: string) => {
      const { levelAgreement, segments } = player(name).ceiling!;
      return [Math.round(levelAgreement * segments), segments];
    };
    expect([levels("hlsjs"), levels("dashjs"), levels("shaka")]).toEqual([
      [82, 90],
      [59, 90],
      [90, 90],
    ]);
  });

  it("is the same for the same playbacks", async () => {
    expect(await fidelityOf(PLAYED, { cwd: FOLDER })).toEqual(report);
  });

  it("plays the link from its beginning, behind the latency that was added", () => {
    for (const { simulated, playback } of report.plays) {
      const { requests } = playback;
      const first = requests.find(({ what, end }) => what.kind === "segment" && end !== undefined)!;
      // Nothing is shown before its first segment has come, and that takes no less than the latency.
      expect(simulated.startup).toBeGreaterThan(playback.latency);
      expect(playback.startup).toBeGreaterThan(first.end!);
    }
  });
});

describe("the fidelity to recordings made after", () => {
  const examples = (name: string) =>
    fidelityOf(join(ROOT, "examples/fidelity", name), { cwd: ROOT, traces: "examples/fidelity/traces" });
  const agreeing = ({ players }: FidelityReport) =>
    players.map(({ player, policy, simulation: { levelAgreement, segments } }) => {
      const name = policy === undefined ? player : `${player} by ${policy}`;
      return [name, Math.round(levelAgreement * segments)] as const;
    });

  it.each([
    ["recordings.json", { hlsjs: 329, dashjs: 271, shaka: 260 }],
    [
      "steered.json",
      {
        ...{ "hlsjs by bb": 56, "dashjs by bb": 56, "shaka by bb": 56 },
        ...{ "hlsjs by bola": 48, "dashjs by bola": 56, "shaka by bola": 55 },
        ...{ "hlsjs by hysteresis": 60, "dashjs by hysteresis": 60, "shaka by hysteresis": 60 },
      },
    ],
  ])("has not fallen: %s", async (file, least: Readonly<Record<string, number>>) => {
    const found = agreeing(await examples(file));
    expect(found.map(([name]) => name)).toEqual(Object.keys(least));
    for (const [name, count] of found) expect(count, name).toBeGreaterThanOrEqual(least[name]!);
  });
});

describe("fidelityOf", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "abrsim-fidelity-"));
    writeFileSync(join(folder, "played.json"), PLAYBACKS);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds the traces where it is told to", async () => {
    const { players, plays } = await fidelityOf("played.json", { cwd: folder, traces: FOLDER });
    expect(players).toMatchObject([{ player: "hlsjs", versions: ["1.7.4"], ceiling: undefined }]);
    expect(plays[0]!.simulated.levels).toHaveLength(2);
  });

  it("says which trace is missing, and where it looked", async () => {
    const { message } = await inputErrorOf(fidelityOf("played.json", { cwd: folder }));
    expect(message).toMatch(
      /^trace-dsl-1\.json: expected .*, got nothing .*\. Say with --traces where the traces are$/,
    );
  });

  it("says that a file holds no playbacks", async () => {
    writeFileSync(join(folder, "other.json"), '{ "recordings": [] }');
    const { message } = await inputErrorOf(fidelityOf("other.json", { cwd: folder }));
    expect(message).toBe("other.json:1, stream: expected a mapping, got nothing");
  });

  it("says which players it knows", async () => {
    writeFileSync(join(folder, "odd.json"), PLAYBACKS.replace('"hlsjs"', '"vlc"'));
    const { message } = await inputErrorOf(fidelityOf("odd.json", { cwd: folder, traces: FOLDER }));
    expect(message).toBe(
      'playbacks: expected a known player, got "vlc". Known are hlsjs, dashjs, shaka, exoplayer',
    );
  });

  it("says which policies it knows", async () => {
    const steered = PLAYBACKS.replace('"player": "hlsjs"', '"player": "hlsjs", "policy": "bb2"');
    writeFileSync(join(folder, "steered.json"), steered);
    const { message } = await inputErrorOf(fidelityOf("steered.json", { cwd: folder, traces: FOLDER }));
    expect(message).toBe('playbacks: expected a known policy, got "bb2". Did you mean "bb"?');
  });

  it("tells a player that a policy steered from one that steered itself", async () => {
    const set = JSON.parse(PLAYBACKS) as { recordings: object[] };
    const steered = { ...set, recordings: [set.recordings[0], { ...set.recordings[0], policy: "constant" }] };
    writeFileSync(join(folder, "both.json"), JSON.stringify(steered));
    const { players, plays } = await fidelityOf("both.json", { cwd: folder, traces: FOLDER });
    expect(players).toMatchObject([
      { player: "hlsjs", policy: undefined, simulation: { plays: 1 } },
      { player: "hlsjs", policy: "constant", simulation: { plays: 1 } },
    ]);
    expect(plays[1]!.simulated.levels).toEqual([0, 0]);
  });
});
