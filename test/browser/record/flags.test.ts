import { expect, it } from "vitest";
import { flagsOf } from "./flags.js";

it("plays with all players once, two side by side, unless told otherwise", () => {
  expect(flagsOf(["a.csv", "b/*.csv"])).toEqual({
    traces: ["a.csv", "b/*.csv"],
    players: ["hlsjs", "dashjs", "shaka"],
    policy: undefined,
    repeats: 0,
    atOnce: 2,
    latencyMs: 40,
    out: "reports/recordings.json",
  });
  const args =
    "a.csv --players shaka,hlsjs --policy bola --repeats 2 --at-once 1 --latency-ms 0 --out x.json";
  expect(flagsOf(args.split(" "))).toEqual({
    traces: ["a.csv"],
    players: ["shaka", "hlsjs"],
    policy: "bola",
    repeats: 2,
    atOnce: 1,
    latencyMs: 0,
    out: "x.json",
  });
});

it.each([
  ["", "TRACES: expected a file, folder or glob of traces, got none"],
  [
    "a.csv --players vlc",
    '--players: expected a name among hlsjs, dashjs, shaka, got "vlc". Known are hlsjs, dashjs, shaka',
  ],
  ["a.csv --policy bol", 'got "bol". Did you mean "bola"?'],
  ["a.csv --policy oracle-mpc", 'got "oracle-mpc"'],
  ["a.csv --repeats 1.5", '--repeats: expected a whole number from 0, got "1.5"'],
  ["a.csv --at-once 0", '--at-once: expected a whole number from 1, got "0"'],
  ["a.csv --fast", "fidelity:record: expected the flags that --help lists, got Unknown option '--fast'"],
])("says what is wrong with %j", (args, message) => {
  expect(() => flagsOf(args.split(" ").filter(Boolean))).toThrow(message);
});
