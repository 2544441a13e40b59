import {
  type Cmcd,
  type CmcdEncodeOptions,
  encodeCmcd,
  toCmcdHeaders,
  toCmcdQuery,
  toCmcdValue,
} from "@svta/cml-cmcd";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Gaps } from "../../../../src/model/trace-note.js";
import { inputErrorOf } from "../../input-error.js";
import { tracesIn } from "../columns-of.js";

const read = (format: string, lines: readonly string[], gaps?: Gaps) =>
  tracesIn({ name: format }, [lines.join("\n")], "file", gaps);

/** Durations in s and bandwidths in kbps, by part. */
async function rowsIn(format: string, lines: readonly string[], gaps?: Gaps) {
  const traces = await read(format, lines, gaps);
  return traces.map(({ part, columns: { durations, bandwidths } }) => ({
    part,
    rows: [...durations].map((duration, row) => [duration, bandwidths[row]! / 1000]),
  }));
}

const notesIn = async (format: string, lines: readonly string[]) =>
  (await read(format, lines)).flatMap(({ notes }) => notes);

describe("what the package encodes", () => {
  const request = fc.record({
    sid: fc.constantFrom("6e2f", "a b", '"quoted", %41 & +', "dash-1"),
    // Players round to these steps.
    mtp: fc.integer({ min: 0, max: 1e5 }).map((value) => 100 * value),
    d: fc.integer({ min: 1, max: 100_000 }),
    br: fc.integer({ min: 1, max: 1e5 }),
    nor: fc.constantFrom("../2.m4s?a=1&b=%2F,CMCD=x", "../3.m4s"),
  });
  const ways: readonly [string, string, (cmcd: Cmcd, options: CmcdEncodeOptions) => string][] = [
    ["query", "cmcd", (cmcd, options) => `/1.m4s?a=b&${toCmcdQuery(cmcd, options)}&c=d`],
    ["pairs", "cmcd", (cmcd, options) => encodeCmcd(cmcd, options)],
    [
      "headers",
      "cmcd-headers",
      (cmcd, options) =>
        Object.entries(toCmcdHeaders(cmcd, options))
          .map(([name, value]) => `${name}: ${value}\n`)
          .join(""),
    ],
    ["JSON", "cmcd-json", (cmcd) => JSON.stringify(cmcd)],
    ["JSON of headers", "cmcd-json", (cmcd, options) => JSON.stringify(toCmcdHeaders(cmcd, options))],
    [
      "common log",
      "cmcd-log",
      (cmcd, options) =>
        `::1 - - [01/Jan/2026:00:00:00 +0000] "GET /1?${toCmcdQuery(cmcd, options)} HTTP/1.1" 200 5`,
    ],
    ["extended log", "cmcd-w3c", (cmcd, options) => `#Fields: cs-uri-query\n${toCmcdQuery(cmcd, options)}`],
  ];

  it.each(ways)("is read back: %s", async (_, format, write) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(1 as const, 2 as const),
        async (requests, version) => {
          const lines = requests.map(({ sid, mtp, d, br, nor }) =>
            write(
              {
                sid,
                d,
                ot: "v",
                nor: [nor],
                mtp: [7, toCmcdValue(mtp, { v: true })].slice(2 - version),
                br: [br],
              },
              { version },
            ),
          );
          // Of a log's requests, all at one time, only the last says something.
          const told =
            format === "cmcd-log" ? [...new Map(requests.map((one) => [one.sid, one])).values()] : requests;
          const sids = [...new Set(requests.map(({ sid }) => sid))];
          expect(await rowsIn(format, lines)).toEqual(
            sids.map((sid) => ({
              part: sid,
              rows: told.filter((one) => one.sid === sid).map(({ d, mtp }) => [d / 1000, mtp]),
            })),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("measured throughput", () => {
  const report = (atS: number, mtp: number, more = "") =>
    `e=t,mtp=(${mtp}),sid="s",ts=${1.7e12 + atS * 1000},v=2${more}`;

  it("holds from each time to the next, and the last for as long as its object plays", async () => {
    expect(await rowsIn("cmcd", [report(0, 100), report(2.5, 200), report(10, 300, ",d=4000")])).toEqual([
      {
        part: "s",
        rows: [
          [2.5, 100],
          [7.5, 200],
          [4, 300],
        ],
      },
    ]);
  });

  it("of two reports at one time, is that of the second", async () => {
    expect(await rowsIn("cmcd", [report(0, 100), report(0, 150), report(1, 200)])).toEqual([
      { part: "s", rows: [[1, 150]] },
    ]);
  });

  it("is put in the order of time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
        async (order) => {
          expect(
            await rowsIn(
              "cmcd",
              order.map((second) => report(second, second * 100)),
            ),
          ).toEqual([{ part: "s", rows: [0, 1, 2, 3, 4, 5, 6, 7, 8].map((second) => [1, second * 100]) }]);
        },
      ),
    );
  });

  it("that is far out of order is refused, naming its line", async () => {
    const lines = Array.from({ length: 40 }, (_, second) => report(second + 10, 100));
    expect((await inputErrorOf(read("cmcd", [...lines, report(0, 100)]))).problem.where).toBe("file:41");
    await read("cmcd", [report(40, 100), ...lines.slice(0, 30)]);
  });

  it("of audio, or none, is left out and counted", async () => {
    const lines = [
      report(0, 100),
      report(1, 7, ",ot=a"),
      'ot=m,sid="s",ts=1700000001500',
      'mtp=(7;a),sid="s",v=2',
      report(2, 100),
    ];
    expect(await rowsIn("cmcd", lines)).toEqual([{ part: "s", rows: [[2, 100]] }]);
    expect(await notesIn("cmcd", lines)).toMatchObject([{ kind: "left-out", count: 3 }]);
  });

  it("of reports without a session is that of one", async () => {
    expect(await rowsIn("cmcd", ["CMCD=mtp=100,d=1000", "CMCD=mtp=200,d=2000"])).toEqual([
      {
        part: undefined,
        rows: [
          [1, 100],
          [2, 200],
        ],
      },
    ]);
  });

  it("without a time and a duration makes no trace", async () => {
    const error = await inputErrorOf(read("cmcd", ['CMCD=mtp=100,sid="s"']));
    expect(error.problem.received).toMatch(
      /^nothing but 1 report without a measured throughput of video, or/,
    );
  });
});

describe("downloads", () => {
  const base = 1.7e12;
  const received = (ts: number, more: object) =>
    JSON.stringify({ e: "rr", sid: "s", ot: "v", br: 1000, d: 1000, ts: base + ts, ...more });

  it("are taken instead of the throughput that the same session measured", async () => {
    expect(
      await rowsIn("cmcd-json", [
        received(0, { e: "t", mtp: 9000 }),
        received(500, { ttlb: 500, mtp: 9000 }),
        received(2000, { ttlb: 1000, mtp: 9000 }),
      ]),
    ).toEqual([
      {
        part: "s",
        rows: [
          [1.5, 2000],
          [1, 1000],
        ],
      },
    ]);
  });

  it("are those that succeeded and had something in them", async () => {
    const lines = [
      received(0, { ttlb: 1000 }),
      received(1000, { ttlb: 100, rc: 404 }),
      received(2000, { ttlb: 100, rc: 0 }),
      received(3000, { ttlb: 100, d: undefined }),
    ];
    expect(await rowsIn("cmcd-json", lines)).toEqual([{ part: "s", rows: [[1, 1000]] }]);
    expect(await notesIn("cmcd-json", lines)).toMatchObject([
      { kind: "measured", downloads: 1 },
      { kind: "left-out", count: 3, many: "reports that tell of no download" },
    ]);
  });

  it("that are there twice count once", async () => {
    const lines = [received(0, { ttlb: 1000 }), received(0, { ttlb: 500 }), received(0, { ttlb: 1000 })];
    expect(await rowsIn("cmcd-json", lines)).toEqual([
      {
        part: "s",
        rows: [
          [0.5, 3000],
          [0.5, 1000],
        ],
      },
    ]);
    expect((await notesIn("cmcd-json", lines)).map((note) => note.kind)).toEqual(["measured", "left-out"]);
  });

  it("fill the time between them as is asked", async () => {
    const lines = [received(0, { ttlb: 1000 }), received(3000, { ttlb: 500 })];
    const rows = async (gaps: Gaps) => (await rowsIn("cmcd-json", lines, gaps))[0]!.rows;
    expect(await rows("hold")).toEqual([
      [3, 1000],
      [0.5, 2000],
    ]);
    expect(await rows("drop")).toEqual([
      [1, 1000],
      [0.5, 2000],
    ]);
    expect(await rows("mean")).toEqual([
      [1, 1000],
      [2, 2000 / 1.5],
      [0.5, 2000],
    ]);
  });

  it("take the bitrate of the object's own type", async () => {
    const lists = { br: [1, { value: 500, params: { a: true } }, { value: 3000, params: { v: true } }] };
    expect(await rowsIn("cmcd-json", [received(0, { ...lists, ttlb: 1000 })])).toMatchObject([
      { rows: [[1, 3000]] },
    ]);
    expect(await rowsIn("cmcd-json", [received(0, { ...lists, ot: "a", ttlb: 1000 })])).toMatchObject([
      { rows: [[1, 500]] },
    ]);
    expect(await rowsIn("cmcd-json", [received(0, { ...lists, ot: "av", ttlb: 1000 })])).toMatchObject([
      { rows: [[1, 1]] },
    ]);
  });

  it("of more players than one in a session are refused", async () => {
    const lines = Array.from({ length: 300 }, (_, index) => received(index, { ttlb: 1000 }));
    const { problem } = await inputErrorOf(read("cmcd-json", lines));
    expect(problem).toMatchObject({ where: "file:257", hint: "Check that the sessions have a sid each" });
  });

  it("have a latency throughout or not at all", async () => {
    const [first] = await read("cmcd-json", [
      received(0, { ttlb: 1000 }),
      received(2000, { ttfb: 100, ttlb: 1000 }),
    ]);
    expect(first!.columns.latencies).toBeUndefined();
    const [second] = await read("cmcd-json", [
      received(0, { ttfb: 100, ttlb: 1000 }),
      received(2000, { ttlb: 1000 }),
    ]);
    expect([...second!.columns.latencies!]).toEqual([0.1, 0]);
  });
});

describe("logs", () => {
  const line = (time: string, rest: string) =>
    `::1 - - [${time}] "GET /1.m4s?CMCD=mtp=100,d=1000,sid=\\x22s\\x22 HTTP/1.1" 200 125000${rest}`;

  it("have times of several zones", async () => {
    const lines = [
      line("31/Dec/2025:23:59:58 -0030", ""),
      line("01/Jan/2026:05:59:59.5 +0530", ""),
      line("01/Jan/2026:00:30:00 +0000", ""),
    ];
    expect(await rowsIn("cmcd-log", lines)).toEqual([
      {
        part: "s",
        rows: [
          [1.5, 100],
          [0.5, 100],
          [1, 100],
        ],
      },
    ]);
  });

  it("of IIS have ms", async () => {
    const w3c = (software: string, taken: string) => [
      `#Software: ${software}`,
      "#Fields: date time cs-uri-query sc-status sc-bytes time-taken",
      `2026-01-01 00:00:10 CMCD=sid%3D%22s%22 200 125000 ${taken}`,
    ];
    const expected = [{ part: "s", rows: [[0.5, 2000]] }];
    expect(await rowsIn("cmcd-w3c", w3c("Microsoft Internet Information Services 10.0", "500"))).toEqual(
      expected,
    );
    expect(await rowsIn("cmcd-w3c", w3c("another", "0.5"))).toEqual(expected);
  });

  it("of nginx in JSON may have any of its times", async () => {
    const entry = (time: object) =>
      JSON.stringify({
        ...time,
        args: 'CMCD=mtp=100,sid="s"',
        request_time: "1.000",
        bytes_sent: 125_000,
        status: 200,
      });
    const lines = [
      entry({ msec: 1_767_225_600.25 }),
      entry({ time_iso8601: "2026-01-01T01:00:02+01:00" }),
      entry({ time_local: "01/Jan/2026:00:00:04 +0000" }),
    ];
    expect(await rowsIn("cmcd-json", lines, "drop")).toEqual([{ part: "s", rows: [[3, 1000]] }]);
    expect(await notesIn("cmcd-json", lines)).toMatchObject([
      { kind: "measured", duration: 4.75, measured: 3 },
    ]);
  });
});
