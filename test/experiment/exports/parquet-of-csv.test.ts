import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parquetOfCsv } from "../../../src/experiment/exports/parquet-of-csv.js";
import { SESSION_COLUMNS } from "../../../src/metrics/catalogue.js";
import type { SessionRow } from "../../../src/model/results.js";
import type { SessionStatus } from "../../../src/model/session.js";
import { csvLine } from "../../../src/report/csv.js";
import type { CsvTable } from "../../../src/report/parquet/index.js";
import { GROUP_ROWS } from "../../../src/report/parquet/parquet-file.js";
import { segmentsHeader } from "../../../src/report/segments-csv.js";
import { sessionLine, sessionsHeader } from "../../../src/report/sessions-csv.js";
import { inputErrorOf } from "../../inputs/input-error.js";
import { COLUMNS } from "../../report/builder.js";
import { ask } from "../../report/parquet/duckdb.js";

const SESSIONS: CsvTable = { kind: "sessions", columns: COLUMNS };
const SEGMENTS: CsvTable = { kind: "segments" };

async function parquet(chunks: Iterable<string>, table: CsvTable): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const source = { chunks, where: `${table.kind}.csv`, table, version: "0.1.0", runId: "abc" };
  await parquetOfCsv(source, (bytes) => void parts.push(bytes));
  return Buffer.concat(parts);
}

/** A name of a file, an arm, a video: anything, and more often than not what means something in CSV. */
const name = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."a\",\n\r😀é '") }),
  fc.constantFrom("bb", "buffer", ""),
);
const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(undefined, 0, -0, 1e21, 1e-300, 5e-324, Number.MAX_VALUE, 0.1 + 0.2, 123456789.123456),
);
const count = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { nil: undefined });
const counts = new Set(
  SESSION_COLUMNS.map((column) => column.name).filter((it) => /count|switches|request|aband/.test(it)),
);

const session: fc.Arbitrary<SessionRow> = fc.record({
  identity: fc.record({
    scenario: fc.constantFrom("quickstart", "claims"),
    policy: name,
    client: name,
    traceSet: name,
    trace: name,
    video: name,
    replicate: fc.nat(),
    seed: fc.maxSafeInteger(),
  }),
  status: fc.constantFrom<SessionStatus[]>("completed", "quit", "starved", "failed"),
  values: fc.tuple(...COLUMNS.map((column) => (counts.has(column.name) ? count : figure))),
});

/** Text cut into pieces of that many characters. */
const cut = (text: string, length: number): string[] => text.match(new RegExp(`[^]{1,${length}}`, "g")) ?? [];

/** As a file holds it: without a sign of zero. */
const held = (value: number | undefined) => (value === undefined ? null : value + 0);

describe("sessions.csv", () => {
  it("comes out of another implementation as it went in, whatever names and figures are", async () => {
    const seen = { nulls: 0, quotes: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(session, { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        async (sessions, clients, length) => {
          const lines = sessions.map((row) => sessionLine(row, clients));
          const text = [sessionsHeader(COLUMNS, clients), ...lines].join("");
          const { names, rows } = await ask(await parquet(cut(text, length), SESSIONS), "SELECT * FROM FILE");
          expect(csvLine(names)).toBe(sessionsHeader(COLUMNS, clients));
          const expected = sessions.map(({ identity: who, status, values }) => [
            ...[who.scenario, who.policy],
            ...(clients ? [who.client || null] : []),
            ...[who.traceSet, who.trace, who.video, who.replicate, BigInt(who.seed), status],
            ...Array.from(values, held),
          ]);
          expect(rows).toEqual(expected);
          seen.nulls += expected.flat().filter((value) => value === null).length;
          seen.quotes += text.includes('"') ? 1 : 0;
        },
      ),
      { numRuns: 40 },
    );
    expect(Math.min(seen.nulls, seen.quotes)).toBeGreaterThan(20);
  });

  it("has text, whole numbers and doubles, and says what figures are measured in", async () => {
    const bytes = await parquet([sessionsHeader(COLUMNS, true)], SESSIONS);
    const { names, types, rows } = await ask(bytes, "SELECT * FROM FILE");
    expect(rows).toEqual([]);
    const columns = Object.fromEntries(names.map((column, place) => [column, types[place]]));
    expect(columns).toMatchObject({
      trace: "VARCHAR",
      client: "VARCHAR",
      replicate: "INTEGER",
      seed: "BIGINT",
    });
    expect(columns).toMatchObject({ stall_s: "DOUBLE", stall_count: "INTEGER", qoe_linear: "DOUBLE" });
    const about = await ask(
      bytes,
      "SELECT decode(value) FROM parquet_kv_metadata(FILE) WHERE decode(key) = 'abrsim'",
    );
    expect(JSON.parse(about.rows[0]![0] as string)).toMatchObject({
      version: "0.1.0",
      run_id: "abc",
      table: "sessions",
      columns: { stall_s: { label: "stall time", unit: "s", better: "lower" } },
    });
  });

  it("is held one row group at a time", async () => {
    const table: CsvTable = { kind: "sessions", columns: [COLUMNS[0]!] };
    let written = 0;
    let writtenBeforeTheLastRow = 0;
    function* chunks() {
      yield sessionsHeader(table.kind === "sessions" ? table.columns : []);
      for (let first = 0; first <= GROUP_ROWS; first += 1024) {
        let lines = "";
        for (let row = first; row < first + 1024; row++)
          lines += csvLine(["s", "bb", "set", `t${row >> 10}`, "v", row, 7, "quit", row / 7]);
        writtenBeforeTheLastRow = written;
        yield lines;
      }
    }
    const parts: Uint8Array[] = [];
    await parquetOfCsv({ chunks: chunks(), where: "a.csv", table, version: "1" }, async (bytes) => {
      await Promise.resolve();
      written += bytes.length;
      parts.push(bytes);
    });
    expect(writtenBeforeTheLastRow).toBeGreaterThan(GROUP_ROWS);
    const bytes = Buffer.concat(parts);
    const groups = "SELECT DISTINCT row_group_num_rows FROM parquet_metadata(FILE) ORDER BY 1 DESC";
    expect((await ask(bytes, groups)).rows.flat().map(Number)).toEqual([GROUP_ROWS, 1024]);
    const wrong =
      "SELECT count(*) FROM FILE WHERE startup_s = replicate / 7 AND trace = 't' || (replicate >> 10)";
    expect((await ask(bytes, wrong)).rows).toEqual([[BigInt(GROUP_ROWS + 1024)]]);
  });
});

const SEGMENT = [
  "s",
  "bb",
  "set",
  "set/a,b",
  "v",
  0,
  "video",
  12,
  3,
  750.5,
  187625.5,
  1.25,
  undefined,
  2,
  0,
  4,
  8,
  0,
  undefined,
  "played",
];

describe("segments.csv", () => {
  const text = segmentsHeader() + csvLine(SEGMENT).repeat(3);

  it("comes out of another implementation as it went in", async () => {
    const { rows, types } = await ask(await parquet([text], SEGMENTS), "SELECT * FROM FILE");
    const row = SEGMENT.map((cell) => cell ?? null);
    expect(rows).toEqual([row, row, row]);
    const [whole, double] = [Array(2).fill("INTEGER"), Array(10).fill("DOUBLE")];
    expect(types).toEqual([
      ...Array(5).fill("VARCHAR"),
      "INTEGER",
      "VARCHAR",
      ...whole,
      ...double,
      "VARCHAR",
    ]);
  });

  it("gives the same bytes however its text is cut, and as it did before", async () => {
    const whole = await parquet([text], SEGMENTS);
    for (const length of [1, 7, 64]) expect(await parquet(cut(text, length), SEGMENTS)).toEqual(whole);
    expect(createHash("sha256").update(whole).digest("hex")).toBe(
      "cd56108b3867b6cb15a751a6c25f69b23ef0a33363ecfcc55b855e644c325442",
    );
  });

  it.each([
    [
      "another header",
      text.replace("policy", "polic"),
      'segments.csv:1: expected policy as column 2, got "polic"',
    ],
    ["a column more", text.replace("\n", ",more\n"), "segments.csv:1: expected 20 columns, got 21"],
    ["a row cut off", `${text}s,bb`, "segments.csv:5: expected 20 fields, as the header has, got 2"],
    [
      "a word for a figure",
      text.replace("750.5", "fast"),
      'segments.csv:2: bitrate_kbps: expected a number or nothing, got "fast"',
    ],
    [
      "a fraction of a level",
      text.replace(",3,750.5", ",3.5,750.5"),
      'segments.csv:2: level: expected a whole number, got "3.5"',
    ],
    [
      "no level",
      text.replace(",3,750.5", ",,750.5"),
      'segments.csv:2: level: expected a whole number, got ""',
    ],
  ])("refuses %s, and says where", async (_, changed, message) => {
    const error = await inputErrorOf(parquet([changed], SEGMENTS));
    expect(error.message).toBe(`${message}. The file was cut off or changed; run the scenario again`);
  });

  it("passes on that the disk is full, and reads no further", async () => {
    let read = 0;
    function* chunks() {
      yield segmentsHeader();
      for (; read < 9; read++) yield csvLine(SEGMENT);
    }
    const source = { chunks: chunks(), where: "a.csv", table: SEGMENTS, version: "1" };
    const full = () => Promise.reject(new Error("disk full"));
    await expect(parquetOfCsv(source, full)).rejects.toThrow("disk full");
    expect(read).toBe(0);
  });
});
