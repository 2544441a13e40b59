import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { replayCommand } from "../../src/experiment/replay-command.js";

const session = { scenario: "s.yaml", flags: {}, arm: "bb", tracePath: "t/a.csv", replicate: 0 };

describe("replayCommand", () => {
  it("names the scenario, the arm and the trace, and writes every segment down", () => {
    expect(replayCommand(session)).toBe(
      "abrsim run s.yaml --policies bb --traces t/a.csv --replicates 1 --segments --out reports/replay --force",
    );
  });

  it("repeats what the user said beside the scenario", () => {
    const flags = { seed: "9", qoe: ["linear"], profile: "reference", set: ["player.maxBufferSeconds=20"] };
    expect(replayCommand({ ...session, flags, replicate: 4 })).toBe(
      "abrsim run s.yaml --policies bb --traces t/a.csv --profile reference --qoe linear --seed 9 --replicates 5 " +
        "--set player.maxBufferSeconds=20 --segments --out reports/replay --force",
    );
  });

  it("is read by a shell as it was meant, whatever the names", () => {
    const names = ["a b", "it's", '"; rm -rf $HOME', "$(date)", "`id`", "*", "<img onerror=x>", "\\", "é 🎬"];
    for (const name of names) {
      const command = replayCommand({ ...session, scenario: name, tracePath: name });
      const words = execFileSync("bash", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" }).split(
        "\0",
      );
      expect(words.slice(0, 3)).toEqual(["abrsim", "run", name]);
      expect(words[6]).toBe(name);
    }
  });
});
