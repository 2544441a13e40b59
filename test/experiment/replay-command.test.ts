import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { replayCommand } from "../../src/experiment/replay-command.js";

const run = { scenario: "s.yaml", flags: {} };
const session = { policy: "bb", trace: "t/a.csv", replicate: 0 };
const END = "--segments --out reports/replay --force";

describe("replayCommand", () => {
  it("names the scenario and the one session, and writes every segment down", () => {
    expect(replayCommand(run, session)).toBe(
      `npx abrsim run s.yaml --only-policy bb --only-trace t/a.csv --only-replicate 0 ${END}`,
    );
  });

  it("repeats what the user said beside the scenario", () => {
    const flags = {
      policies: ["bb", "./mine.ts"],
      traces: ["t", "u/*.csv"],
      seed: "9",
      qoe: ["linear"],
      profile: "reference",
      replicates: "5",
      set: ["player.maxBufferSeconds=20", "viewer.leaveAtSeconds=9"],
    };
    expect(replayCommand({ ...run, flags }, { ...session, replicate: 4 })).toBe(
      "npx abrsim run s.yaml --policies bb,./mine.ts --traces t 'u/*.csv' --profile reference --qoe linear " +
        "--seed 9 --replicates 5 --set player.maxBufferSeconds=20 --set viewer.leaveAtSeconds=9 " +
        `--only-policy bb --only-trace t/a.csv --only-replicate 4 ${END}`,
    );
  });

  it("is read by a shell as it was meant, whatever the names", () => {
    const names = ["a b", "it's", '"; rm -rf $HOME', "$(date)", "`id`", "*", "<img onerror=x>", "\\", "é 🎬"];
    for (const name of names) {
      const command = replayCommand({ ...run, scenario: name }, { ...session, policy: name, trace: name });
      const words = execFileSync("bash", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" }).split(
        "\0",
      );
      expect(words.slice(0, 4)).toEqual(["npx", "abrsim", "run", name]);
      expect([words[5], words[7]]).toEqual([name, name]);
    }
  });
});
