import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { baselineOf, baselineText, sessionsHash } from "../../../src/experiment/gate/baseline.js";
import { readBaseline } from "../../../src/experiment/gate/read-baseline.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { type HandMade, handMadeFolder } from "../../support/results.js";

const MADE: HandMade = {
  sets: { a: 2, "<b>": 1 },
  replicates: 2,
  arms: {
    bola: (trace, replicate) => ({ score: 10 * trace + replicate, stall_s: 1, played_s: 9 }),
    bb: (trace) => ({ score: trace === 1 ? undefined : 0.1 }),
  },
};
const METRICS = ["score", "stall_ratio"];
const baseline = baselineOf(handMadeFolder(MADE), METRICS);

const written = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), "abrsim-")), "baseline.json");
  writeFileSync(path, text);
  return path;
};

describe("a baseline", () => {
  it("holds sums by trace, means, hashes and counts", () => {
    expect(baseline).toMatchObject({ schema: 1, node: 20, scenario: "by-hand", seed: 1 });
    expect(baseline.policies["bola"]).toMatchObject({
      counts: { completed: 6, quit: 0, starved: 0, failed: 0 },
      sha256: ["code of bola"],
      means: { score: 10.5, stall_ratio: 0.1 },
      traces: { "a/0.csv": { score: [1, 2], stall_ratio: [2, 20] }, "<b>/0.csv": { score: [41, 2] } },
    });
  });

  it("leaves out what has no value, and 0 is a value", () => {
    expect(baseline.policies["bb"]!.traces["a/1.csv"]).toEqual({});
    // Never played: nothing is below the line.
    expect(baseline.policies["bb"]!.means["stall_ratio"]).toBeNull();
  });

  it("is read as it was written", async () =>
    expect(await readBaseline(written(baselineText(baseline)))).toEqual(baseline));

  it("has a line for each trace, so that a change shows as one", () => {
    const lines = baselineText(baseline).split("\n");
    expect(lines).toContain('        "a/0.csv": { "score": [1, 2], "stall_ratio": [2, 20] },');
    expect(lines).toContain('          "player.maxBufferSeconds": 30');
    const changed = { ...MADE, arms: { ...MADE.arms, bola: () => ({ score: 7 }) } };
    expect(baselineText(baselineOf(handMadeFolder(changed), METRICS)).split("\n")).toHaveLength(lines.length);
  });

  it("has the same hash of sessions until any figure or status of one changes", () => {
    const hash = (made: HandMade) => {
      const { results } = handMadeFolder(made);
      return sessionsHash(results, results.arms[0]!);
    };
    const bola = MADE.arms["bola"]!;
    const other = (figures: object): HandMade => ({
      ...MADE,
      arms: {
        ...MADE.arms,
        bola: (trace, replicate) => ({ ...bola(trace, replicate), ...(trace === 2 && figures) }),
      },
    });
    expect(hash({ ...MADE, seed: 5 })).toBe(hash(MADE));
    expect(hash(other({ watched_s: 1e-12 }))).not.toBe(hash(MADE));
    expect(hash(other({ status: "quit" }))).not.toBe(hash(MADE));
  });
});

describe("a file that is no baseline", () => {
  const problem = async (text: string) => (await inputErrorOf(readBaseline(written(text)))).message;
  it.each([
    ["not JSON", "{", "something that is not JSON"],
    ["of another schema", '{"schema": 2}', "schema 2; this abrsim reads 1"],
    ["another program's", '{"a": 1}', '"schema"'],
    ["torn", JSON.stringify({ ...baseline, policies: { bola: {} } }), '"policies.bola.use"'],
    ["without policies", JSON.stringify({ ...baseline, policies: {} }), "one without policies"],
    [
      "that lost a trace in a merge",
      baselineText(baseline).replace(/^ +"a\/0.csv": \{.*\n/m, ""),
      "without the trace a/0.csv",
    ],
    [
      "whose mean was changed by hand",
      baselineText(baseline).replace('"score": 10.5', '"score": 999'),
      "whose mean score is not that",
    ],
  ])("%s", async (_, text, message) => expect(await problem(text)).toContain(message));

  it("not there: says how to write it", async () => {
    const error = await inputErrorOf(readBaseline("/nowhere/baseline.json"));
    expect(error.message).toBe(
      "/nowhere/baseline.json: expected a baseline, got no such file. Write it first: abrsim gate <results> " +
        "--baseline <file> --update",
    );
  });
});
