import { describe, expect, it } from "vitest";
import { readTrace } from "../../../src/inputs/traces/read-trace.js";
import { inputErrorOf } from "../input-error.js";

const read = (text: string, format?: string) =>
  readTrace([text], { name: "lab/walk.txt", set: "lab", where: "traces/lab/walk.txt", format });

const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join("\n");

describe("detection", () => {
  it.each([
    ["a constant rate a second", rows(60, (i) => `${i} 2.5`), "pensieve"],
    ["pairs of equal Mbps 5 s apart", rows(60, (i) => `${i * 5}.0\t${1 + (i >> 1) / 10}`), "pensieve"],
    ["steps of 0.1 s", rows(60, (i) => `${i / 10} ${i % 7}.25`), "pensieve"],
    ["times since 1970", rows(60, (i) => `${1_400_000_000 + i} ${i % 7}.25`), "pensieve"],
    ["5G rates in Mbps", rows(60, (i) => `${i} ${300 + 10 * (i % 40)}`), "pensieve"],
    [
      "pairs over half a second",
      rows(60, (i) => `${(i >> 1) * 600 + (i % 2) * 500} ${3000 + (i >> 1)}`),
      "oboe",
    ],
    ["a single pair", "15.0 3168.6\n474.0 3168.6", "oboe"],
    ["pairs and half a pair", "15.0 3168.6\n474.0 3168.6\n514.0 3183.2", "oboe"],
    ["many opportunities a ms", "0\n0\n0\n1\n1\n", "mahimahi"],
    ["quoted column names", '"bandwidth_kbps" , "duration_s"\n5,1', "abrsim"],
    ["JSON on one line", '[{"bandwidth_kbps":5,"duration_ms":1000}]', "sabre"],
  ])("takes %s for what it is", async (_, text, format) => {
    expect((await read(text)).format).toBe(format);
  });

  it("refuses a constant rate in steps that may be s or ms, naming both formats and how to say which", async () => {
    const { problem } = await inputErrorOf(read(rows(60, (i) => `${i * 30} 900`)));
    expect(problem.where).toBe("traces/lab/walk.txt");
    expect(problem.received).toMatch(/pensieve .* and oboe /);
    const entry = '{ path: "traces/lab/walk.txt", format: pensieve }';
    expect(problem.hint).toBe(
      `Write --from pensieve after abrsim traces, ${entry} in a scenario, or --set 'traces=[${entry}]' after abrsim run, or the same with oboe`,
    );
  });

  it.each(["15.0 3.5", "15.0 3168.6\n"])(
    "refuses the single row %j as no interval in any format",
    async (text) => {
      const { problem } = await inputErrorOf(read(text));
      expect(problem.received).toBe("a single row, which says no interval");
    },
  );

  it.each([
    ["the second of two rows", "0 1.5\nnan 2\n", 2, '"nan"'],
    ["the second row", rows(60, (i) => (i === 1 ? "1 nan" : `${i} ${i % 7}.25`)), 2, '"nan"'],
    ["the first row", rows(60, (i) => (i === 0 ? "time rate" : `${i} ${i % 7}.25`)), 1, '"time"'],
    [
      "a row of pairs",
      rows(60, (i) => (i === 2 ? "x 1" : `${(i >> 1) * 600 + (i % 2) * 500} ${3000 + (i >> 1)}`)),
      3,
      '"x"',
    ],
  ])("names %s when it alone is amiss", async (_, text, line, received) => {
    const { problem } = await inputErrorOf(read(text));
    expect(problem.where).toBe(`traces/lab/walk.txt:${line}`);
    expect(problem.received).toBe(received);
  });

  it("says how far it looked when there are more blanks than that", async () => {
    const { problem } = await inputErrorOf(read(`${"\n".repeat(100_000)}duration_s,bandwidth_kbps\n1,1\n`));
    expect(problem.received).toBe("nothing but white space in the first 65536 characters");
  });

  it("reads ambiguous text as the format that is named", async () => {
    const text = rows(3, (i) => `${i * 30} 900`);
    expect((await read(text, "pensieve")).trace.period).toBe(60);
    expect((await read(text, "oboe")).trace.period).toBe(0.06);
  });

  it.each([
    ["seconds and kbps", rows(60, (i) => `${i} ${2000 + i}`), 'lines like "0 2000"'],
    ["ms and kbps that do not pair up", rows(60, (i) => `${i * 500} ${2000 + i}`), 'lines like "0 2000"'],
    ["three columns", "1 2 3\n4 5 6", 'lines like "1 2 3"'],
    ["another table", "time;rate\n1;2", 'lines like "time;rate"'],
    ["JSON of another kind", '{"logs": {"rows": []}}', "JSON with the keys logs, rows"],
    ["a movie", '{"segment_sizes_bits": [[1]]}', "JSON with the keys segment_sizes_bits"],
    ["an empty list", "[]", 'lines like "[]"'],
    ["prose", "Dear reader,\n", 'lines like "Dear reader,"'],
    ["nothing", "\n\n", "nothing but white space"],
  ])("refuses %s, saying what it looks like and what is supported", async (_, text, looks) => {
    const { problem } = await inputErrorOf(read(text));
    expect(problem.received).toBe(looks);
    for (const name of ["abrsim", "sabre", "pensieve", "mahimahi", "oboe"])
      expect(problem.expected).toContain(name);
  });

  it("judges by the leading lines, so that a later one can be named", async () => {
    expect((await inputErrorOf(read(`${rows(50, (i) => `${i} 2.5`)}\noops`))).problem.where).toBe(
      "traces/lab/walk.txt:51",
    );
  });

  it("looks no further than the head before it decides", async () => {
    let asked = 0;
    function* chunks() {
      for (; asked < 1000; asked++) yield "prose, and more of it\n".repeat(1000);
    }
    await inputErrorOf(readTrace(chunks(), { name: "a/b", set: "a" }));
    expect(asked).toBeLessThan(10);
  });
});

it("refuses an unknown format with the nearest known one", async () => {
  const { problem } = await inputErrorOf(read("1\n2\n", "mahimai"));
  expect(problem.hint).toBe('Did you mean "mahimahi"?');
});

it("gives the trace its name and set", async () => {
  const { trace } = await read("1 2\n2 3\n3 4\n");
  expect(trace).toMatchObject({ name: "lab/walk.txt", set: "lab", period: 2, bitsPerPeriod: 7_000_000 });
});

it("takes a trace without any capacity", async () => {
  const { trace } = await read("duration_s,bandwidth_kbps\n10,0\n");
  expect(trace.bitsPerPeriod).toBe(0);
});
