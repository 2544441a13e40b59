import { describe, expect, it } from "vitest";
import {
  decisionDetail,
  decisionInWords,
  decisionRecords,
  decisionTable,
  sessionSummary,
} from "../../../src/report/inspect/index.js";
import { LISTINGS } from "../../../src/report/listings/index.js";
import { decision, inspected } from "./sessions.js";

const namesOf = (session = inspected()) => decisionTable(session).columns.map(({ name }) => name);

describe("the table of decisions", () => {
  it("shows what was seen, chosen and why, and what came of it", () => {
    expect(LISTINGS.table(decisionTable(inspected()), { width: 140 })).toBe(
      [
        "            at           buffer  newest   last  chosen                  estimate  took",
        "segment      s  phase         s  Mbit/s  level   level  Mbit/s  why       Mbit/s     s  outcome",
        "      0   0.00  playing    8.00       –      –     0      1.00                 –  1.00  played",
        "      1  20.00  playing    8.00    4.00      0     2 ↑    4.00  buffer      4.00  1.00  played",
        "      2  60.00  playing    8.00    2.00      0     1 ↑    2.00                 –  1.00  played",
        "",
      ].join("\n"),
    );
  });

  it("has columns for limits, waits and stalls only where there are any", () => {
    expect(namesOf()).not.toEqual(expect.arrayContaining(["allowed", "wait", "stall"]));
    const { saw, request } = decision(3, 80, 1);
    const limited = { ...saw!, allowed: [0, 1] as const };
    const more = { saw: limited, wait: 2, request: { ...request!, stall: 0.5 } };
    const session = inspected({ decisions: [decision(3, 80, 1, more)] });
    expect(namesOf(session)).toEqual(expect.arrayContaining(["allowed", "wait", "stall"]));
  });

  it("has no columns for reasons and estimates of a policy that gives none", () => {
    expect(namesOf(inspected({ decisions: [decision(0, 0, 0)] }))).not.toEqual(
      expect.arrayContaining(["reason", "estimate"]),
    );
  });

  it("has full precision, and every column, for programs", () => {
    const [, row] = JSON.parse(LISTINGS.json(decisionRecords(inspected())));
    expect(row).toMatchObject({
      segment: 1,
      decided_s: 20,
      buffer_s: 8,
      last_level: 0,
      newest_kbps: 4000,
      allowed_min: 0,
      allowed_max: 2,
      level: 2,
      bitrate_kbps: 4000,
      wait_s: 0,
      reason: "buffer",
      estimate_kbps: 4000,
      finished_s: 21,
      size_bytes: 500_000,
      stall_s: 0,
      outcome: "played",
    });
  });

  it("numbers the rows of a segment that has several, wherever a narrow terminal continues them", () => {
    const decisions = [decision(9, 1, 0), decision(10, 2, 2), decision(10, 3, 0), decision(11, 4, 1)];
    const text = LISTINGS.table(decisionTable(inspected({ decisions })), { width: 40 });
    const blocks = text.trimEnd().split("\n\n");
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) {
      const names = block.split("\n").map((line) => line.slice(0, "segment".length));
      expect(names.slice(-4)).toEqual(["   9   ", "  10 #1", "  10 #2", "  11   "]);
    }
  });

  it("says where nobody asked the policy, and where it failed", () => {
    const { saw, ...unasked } = decision(1, 5, 1);
    const retry = { ...unasked, request: { ...unasked.request!, attempt: 1, note: "retry 1" } };
    const { level, request, ...rest } = decision(2, 9, 0);
    const session = inspected({ decisions: [retry, { ...rest, outcome: "policy failed" }] });
    const text = LISTINGS.table(decisionTable(session), { width: 140 });
    expect(text).toMatch(/1 +5\.00 +not asked .*played: retry 1/);
    expect(text).toMatch(/2 +9\.00 +playing .*policy failed/);
  });
});

describe("one decision in words", () => {
  const [, second] = inspected().decisions;
  const text = decisionInWords(inspected(), second!, { width: 120 });

  it("says what was seen, chosen and why, and what came of it", () => {
    expect(text).toContain("Segment 1, 4 s to 8 s of the video, decided at 20 s");
    expect(text).toContain("playing, 8 s of buffer of at most 20 s, 4 segments to go");
    expect(text).toContain("level 0 downloaded last, every level allowed");
    expect(text).toContain('level 2, 4 Mbit/s, because of "buffer"');
    expect(text).toContain("an estimate of 4 Mbit/s; the newest download came at 4 Mbit/s");
    expect(text).toContain("500 kB from 20 s to 21 s: 1 s, 4 Mbit/s over all");
    expect(text).toContain("no stall; 11 s of buffer afterwards");
  });

  it("shows the size of every level with the time that it would take", () => {
    expect(text).toMatch(/0 +low +1\.00 +500 kB +1\.00\n/);
    expect(text).toMatch(/2 +4\.00 +2 MB +4\.00 +< chosen\n/);
  });

  it("shows every download that was known then, and none that came later", () => {
    const known = text.slice(text.indexOf("Downloads that it knew of"));
    expect(known.trim().split("\n").slice(4)).toEqual(["    1.00      0  500 kB      0.100  1.00    4.00"]);
  });

  it("is plain data for programs", () => {
    expect(decisionDetail(inspected(), second!)).toMatchObject({
      sizes_bytes: [500_000, 1_000_000, 2_000_000],
      samples: [{ start_s: 0, end_s: 1, size_bytes: 500_000, level: 0, throughput_kbps: 4000 }],
    });
  });

  it("copes with a policy that was not asked, and with a level that the ladder does not have", () => {
    const { saw, ...unasked } = decision(1, 5, 1);
    expect(decisionInWords(inspected(), unasked)).toContain("nothing: the policy was not asked");
    expect(decisionInWords(inspected(), decision(1, 5, 9))).toContain("which the ladder does not have");
  });
});

describe("the summary of a session", () => {
  it("says which it is and how it went, and leaves out what has no value", () => {
    expect(sessionSummary(inspected())).toEqual([
      "p on t/a.csv: v (3 levels, up to 4 Mbit/s), replicate 0, seed 1",
      "completed after 100 s, startup 2 s, 1 stall of 1 s in all, QoE linear 12.5",
    ]);
  });

  it("says why a session failed", () => {
    const end = { status: "failed", at: 9, segment: 3, problem: "decide() threw" } as const;
    expect(sessionSummary(inspected({ end, metrics: [] }))[1]).toBe(
      "failed at segment 3 after 9 s: decide() threw",
    );
  });
});
