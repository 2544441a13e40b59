import { describe, expect, it } from "vitest";
import { LISTINGS, paragraphs } from "../../../src/report/listings/index.js";
import {
  agreementOf,
  replayHeading,
  replayJson,
  replayRecords,
  replaySummary,
  replayTable,
} from "../../../src/report/replay/index.js";
import { call, replayed, seen } from "./sessions.js";

const table = (calls: Parameters<typeof replayTable>[0]) =>
  LISTINGS.table(replayTable(calls), { width: 130 });
const summary = (session: ReturnType<typeof replayed>) =>
  paragraphs([...replaySummary(session)], { width: 100 });

describe("agreementOf", () => {
  it("counts the calls of a kind, and those that agree", () => {
    expect(agreementOf(replayed(), "decision")).toEqual({ count: 2, agree: 1 });
    expect(agreementOf(replayed(), "abandonment")).toEqual({ count: 1, agree: 0 });
  });
});

describe("the summary of a replay", () => {
  it("says what was fed to what, and how many answers agree", () => {
    expect(replayHeading(replayed())).toBe("Session 2: bola in hls.js 1.7.4 (drive)");
    expect(summary(replayed())).toBe(
      [
        'recorded      bola gammaP=5 variant="o"',
        "replayed      throughput",
        "decisions     1 of 2 agree",
        "abandonments  0 of 1 agree",
        "note          Something to know.",
        "",
      ].join("\n"),
    );
  });

  it("leaves out what there is not", () => {
    const told = summary(replayed({ calls: [], notes: [] }));
    expect(told).toMatch(/^decisions +none$/m);
    expect(told).not.toMatch(/abandonments|note|player|failed/);
  });

  it("says of a shadow how often the player chose the same", () => {
    const calls = [
      call({ playerLevel: 1, recorded: { level: 1, wait: 0 }, replayed: { level: 2, wait: 0 } }),
      call({ playerLevel: 2, recorded: { level: 1, wait: 0 }, replayed: { level: 2, wait: 0 } }),
      call({ playerLevel: 0, recorded: { level: 1, wait: 0 }, replayed: { level: 2, wait: 0 } }),
      call({ playerLevel: 2, recorded: { level: 1, wait: 0 }, replayed: { level: 2, wait: 0 } }),
    ];
    const session = replayed({ mode: "shadow", calls });
    expect(replayHeading(session)).toBe("Session 2: bola beside hls.js 1.7.4 (shadow)");
    expect(summary(session)).toContain("its own level is the recorded one in 1 of 4, the replayed one in 2");
  });

  it("says where the policy failed", () => {
    const failure = { line: 7, problem: "decide() threw Error: a\u001b[31m" };
    expect(summary(replayed({ failure }))).toMatch(
      /^failed +at line 7: decide\(\) threw Error: a\ufffd\[31m$/m,
    );
  });
});

describe("the table of a replay", () => {
  it("has a row a call, with both answers", () => {
    expect(table(replayed().calls)).toMatchInlineSnapshot(`
      "        at                        buffer   last     recorded   wait  replace          estimate  replayed  wait  replace
      line     s  segment  call              s  level        level      s  from s   why       Mbit/s     level  s      from s
         5  1.50        3  decision       7.13      1            1                                 –         1
         9  1.50        3  decision       7.13      1  ≠         2  0.250           buffer      3.10         0           8.00
        12  1.50        3  abandonment    7.13      1  ≠         0                                 –   goes on

      line  why
         5
         9  throughput
        12
      "
    `);
  });

  it("has no column for what none of the calls has", () => {
    const [heading] = table([call({ agrees: false })])
      .split("\n")
      .slice(1);
    expect(heading!.trim().split(/ {2,}/)).toEqual(["line", "s", "segment", "s", "level", "level", "level"]);
  });

  it("shows the player's own level, and a policy that failed", () => {
    const shown = table([call({ playerLevel: 2, replayed: undefined as never, agrees: false })]);
    expect(shown).toMatch(/ 1 +failed +2\n$/);
  });

  it("shows no terminal escapes of a reason", () => {
    const shown = table([call({ recorded: { level: 1, wait: 0, reason: "a\u001b[2Jb" } })]);
    expect(shown).toContain("a\ufffd[2Jb");
  });
});

describe("the records of a replay", () => {
  it("hold everything in full precision", () => {
    const { columns, rows } = replayRecords(replayed().calls);
    const records = rows.map((row) => Object.fromEntries(columns.map(({ name, read }) => [name, read(row)])));
    expect(records[1]).toEqual({
      line: 9,
      call: "decision",
      agrees: false,
      at_s: 1.5,
      segment: 3,
      phase: "playing",
      buffer_s: 7.126,
      last_level: 1,
      allowed_min: 0,
      allowed_max: 2,
      recorded_level: 2,
      recorded_wait_s: 0.25,
      recorded_replace_from_s: undefined,
      recorded_reason: "buffer",
      recorded_estimate_kbps: 3100,
      replayed_level: 0,
      replayed_wait_s: 0,
      replayed_replace_from_s: 8,
      replayed_reason: "throughput",
      replayed_estimate_kbps: undefined,
      player_level: undefined,
    });
  });

  it("are the calls of a session as JSON, beside what was fed to what", () => {
    const session = replayed();
    expect(JSON.parse(JSON.stringify(replayJson(session, [session.calls[2]!])))).toMatchObject({
      session: 2,
      player: "hls.js 1.7.4",
      mode: "drive",
      recorded: session.recorded,
      replayed: session.replayed,
      decisions: { count: 2, agree: 1 },
      abandonments: { count: 1, agree: 0 },
      notes: ["Something to know."],
      calls: [{ line: 12, call: "abandonment", agrees: false, recorded_level: 0 }],
    });
  });

  it("tell waits of nothing from no answer", () => {
    const { columns } = replayRecords([]);
    const wait = columns.find(({ name }) => name === "replayed_wait_s")!;
    expect(wait.read(call({ saw: seen(2) }))).toBe(0);
    expect(wait.read(call({ replayed: undefined as never }))).toBeUndefined();
  });
});
