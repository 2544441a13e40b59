import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { har } from "../../../src/inputs/traces/har.js";
import { linkOfDownloads } from "../../../src/inputs/traces/link-of-downloads.js";
import { GAPS } from "../../../src/model/trace-note.js";
import { inputErrorOf } from "../input-error.js";
import { columnsOf, tracesIn } from "./columns-of.js";

const START = "2024-05-17T10:00:00.000Z";
const response = { status: 200, bodySize: 250_000 };
const timings = { send: 0, wait: 0, receive: 1000 };
const harOf = (...entries: readonly object[]) =>
  JSON.stringify({
    log: {
      entries: entries.map((entry) => ({ startedDateTime: START, response, timings, ...entry })),
    },
  });
const read = (...entries: readonly object[]) => columnsOf(har, [harOf(...entries)], "page.har");

describe("the size of a response", () => {
  it.each([
    ["its body", { bodySize: 250_000, _transferSize: 9 }],
    ["what was transferred, where the body's is not known", { bodySize: -1, _transferSize: 250_000 }],
    [
      "what was transferred, where a browser took the headers off a cached body",
      { bodySize: -225, _transferSize: 250_000 },
    ],
    [
      "what its header says, where neither is known",
      { bodySize: -1, headers: [{ name: "content-length", value: "250000" }] },
    ],
  ])("is that of %s", async (_, sizes) => {
    expect([...(await read({ response: { status: 200, ...sizes } })).bandwidths]).toEqual([2e6]);
  });
});

it("leaves out what says nothing of the link, and counts it", async () => {
  const [trace] = await tracesIn(har, [
    harOf(
      {},
      { _fromCache: "memory" },
      { response: { status: 304, bodySize: 0 } },
      { response: { ...response, fromCache: true } },
      { response: { status: 204, bodySize: 0 } },
      { response: { status: 200, bodySize: -1 } },
      { timings: { ...timings, receive: 0 } },
    ),
  ]);
  expect(trace!.columns.bandwidths).toEqual(Float64Array.of(2e6));
  expect(trace!.notes).toEqual([
    { kind: "measured", duration: 1, measured: 1, downloads: 2, withoutDuration: 1, gaps: "hold" },
    { kind: "left-out", count: 3, one: "response from a cache", many: "responses from a cache" },
    { kind: "left-out", count: 1, one: "response without a body", many: "responses without a body" },
    { kind: "left-out", count: 1, one: "response of unknown size", many: "responses of unknown size" },
  ]);
});

it("begins with the first request that is kept", async () => {
  const early = { startedDateTime: "2024-05-17T09:00:00.000Z", _fromCache: "disk" };
  expect(await read(early, {})).toEqual(await read({}));
});

it("counts setting up a connection neither as latency nor as download, and TLS no second time", async () => {
  const first = {
    timings: { blocked: 50, dns: 50, connect: 400, ssl: 300, send: 0, wait: 0, receive: 1000 },
  };
  const second = { startedDateTime: "2024-05-17T10:00:01.500Z" };
  expect(await read(first, second)).toEqual({
    durations: Float64Array.of(2),
    bandwidths: Float64Array.of(2e6),
  });
});

it("takes a time without a zone for UTC, wherever it is read", async () => {
  const later = { startedDateTime: "2024-05-17T12:00:01+02:00" };
  expect((await read({ startedDateTime: "2024-05-17T10:00:00" }, later)).durations).toEqual(
    Float64Array.of(2),
  );
});

it("says what was left out, when nothing is left", async () => {
  expect((await inputErrorOf(read({ _fromCache: "disk" }, { _fromCache: "disk" }))).message).toBe(
    "page.har: expected a trace of at least one interval, got nothing but 2 responses from a cache. Check that the file is complete",
  );
  const atOnce = { timings: { ...timings, receive: 0 } };
  expect((await inputErrorOf(read(atOnce))).message).toMatch(/nothing but 1 response that took no time/);
});

it("names the entry and the key of what is amiss", async () => {
  const text = harOf({}, { timings: { ...timings, receive: "1 s" } }).replaceAll("},", "},\n");
  expect((await inputErrorOf(columnsOf(har, [text], "page.har"))).message).toBe(
    'page.har:4, log.entries[1].timings.receive: expected a time in ms, -1 if there is none, a number from -1 to 86400000, got "1 s"',
  );
});

it("names a value by its key even in an entry so long that its line would take long to find", async () => {
  const content = { text: "a".repeat(1_000_000) };
  const { problem } = await inputErrorOf(read({}, { response: { content, bodySize: true } }));
  expect(problem.where).toBe("page.har:1, log.entries[1].response.bodySize");
});

it.each([
  ["no list of entries", '{"log": {"pages": []}}', "JSON with a list log.entries"],
  [
    "entries elsewhere",
    '{"log": {"page": {"entries": []}}, "entries": [{}]}',
    "JSON with a list log.entries",
  ],
  ["an entry that never ends", `{"log": {"entries": [{"${"a".repeat(2 ** 25)}`, "items of at most"],
  ["brackets without end", `{"log": ${"[".repeat(2000)}`, "at most 1000 brackets within each other"],
  ["the end torn off", '{"log": {"entries": [{', "JSON that is complete"],
  ["a trailing comma", '{"log": {"entries": [ , ]}}', "an entry in JSON"],
])("refuses %s", async (_, text, expected) => {
  expect((await inputErrorOf(columnsOf(har, [text]))).problem.expected).toMatch(new RegExp(`^${expected}`));
});

it("reads whatever downloads were written as the link under them", async () => {
  const ms = fc.integer({ min: 0, max: 100_000 });
  const downloads = fc.array(
    fc.record({
      at: ms,
      wait: ms,
      receive: fc.integer({ min: 1, max: 100_000 }),
      bytes: fc.integer({ min: 1, max: 1e9 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(downloads, fc.constantFrom(...GAPS), async (all, gaps) => {
      const text = harOf(
        ...all.map(({ at, wait, receive, bytes }) => ({
          startedDateTime: `2024-05-17T10:${pad(Math.floor(at / 60_000))}:${pad(Math.floor(at / 1000) % 60)}.${pad(at % 1000, 3)}Z`,
          response: { status: 200, bodySize: bytes },
          timings: { wait, receive },
        })),
      );
      const begin = Math.min(...all.map(({ at }) => at));
      const link = linkOfDownloads(
        all.map(({ at, wait, receive, bytes }) => ({
          start: (at - begin) / 1000,
          firstByte: (at - begin + wait) / 1000,
          end: (at - begin + wait + receive) / 1000,
          bits: 8 * bytes,
        })),
        gaps,
      )!;
      const [found] = await tracesIn(har, [text], "page.har", gaps);
      expect([...found!.columns.durations]).toEqual(link.intervals.map(({ duration }) => duration));
      expect([...found!.columns.bandwidths]).toEqual(link.intervals.map(({ bandwidth }) => bandwidth));
      expect(found!.notes).toEqual([link.note]);
    }),
    { numRuns: 100 },
  );
});

const pad = (value: number, digits = 2) => `${value}`.padStart(digits, "0");
