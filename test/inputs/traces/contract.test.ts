import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.js";
import { headOf } from "../../../src/inputs/head.js";
import type { TraceColumns } from "../../../src/inputs/traces/format.js";
import { readTraces } from "../../../src/inputs/traces/read-trace.js";
import { TRACE_FORMATS } from "../../../src/inputs/traces/registry.js";
import { inputErrorOf } from "../input-error.js";
import { mangled } from "../mangled.js";
import { tracesIn } from "./columns-of.js";
import { SAMPLES } from "./samples.js";

const read = (format: string, text: Iterable<string>) =>
  readTraces(text, { name: "set/file", set: "set", where: "set/file", format });

function expectSound({ durations, bandwidths, latencies, losses }: TraceColumns): void {
  expect(durations.length).toBeGreaterThan(0);
  const all = (column: Float64Array | undefined, holds: (value: number) => boolean) =>
    column === undefined || (column.length === durations.length && column.every(holds));
  expect(all(durations, (value) => value > 0 && value < Number.POSITIVE_INFINITY)).toBe(true);
  expect(all(bandwidths, (value) => value >= 0 && value < Number.POSITIVE_INFINITY)).toBe(true);
  expect(all(latencies, (value) => value >= 0 && value < Number.POSITIVE_INFINITY)).toBe(true);
  expect(all(losses, (value) => value >= 0 && value <= 1)).toBe(true);
}

it("has a sample for every format", () => {
  expect(SAMPLES.map((sample) => sample.format).sort()).toEqual(TRACE_FORMATS.map(({ name }) => name).sort());
});

describe.each(SAMPLES)("$format", (sample) => {
  const { format, text } = sample;

  it("reads its sample", async () => {
    const found = await tracesIn({ name: format }, [text]);
    expect(found.map(({ part }) => part)).toEqual(sample.traces.map(({ part }) => part));
    found.forEach(({ columns }, index) => {
      for (const name of ["durations", "bandwidths", "latencies", "losses"] as const) {
        const expected = sample.traces[index]![name];
        if (expected === undefined) {
          expect(columns[name]).toBeUndefined();
          continue;
        }
        expect(columns[name]).toHaveLength(expected.length);
        expected.forEach((value, row) => {
          expect(columns[name]![row]).toBeCloseTo(value, value < 1000 ? 12 : 3);
        });
      }
    });
  });

  it("is detected, and nothing else is", () => {
    const head = headOf(text, true);
    expect(TRACE_FORMATS.filter(({ detect }) => detect(head)).map(({ name }) => name)).toEqual([format]);
  });

  it.each([
    ["CRLF", (sampled: string) => sampled.replaceAll("\n", "\r\n")],
    ["a byte-order mark", (sampled: string) => `\ufeff${sampled}`],
    ["blank lines at the end", (sampled: string) => `${sampled}\n \n\r\n`],
    ["no line break at the end", (sampled: string) => sampled.trimEnd()],
  ])("reads the same with %s", async (_, change) => {
    const changed = await readTraces([change(text)], { name: "set/file", set: "set" });
    expect(changed).toEqual(await read(format, [text]));
  });

  it("reads the same however the text is cut into chunks", async () => {
    const readChunks = (chunks: readonly string[]) => tracesIn({ name: format }, chunks);
    const whole = await readChunks([text]);
    const crlf = text.replaceAll("\n", "\r\n");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(crlf.length), { maxLength: 12 }), async (cuts) => {
        const ends = [...cuts, crlf.length].sort((a, b) => a - b);
        const chunks = ends.map((end, index) => crlf.slice(ends[index - 1] ?? 0, end));
        expect(await readChunks(chunks)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
    expect(await readChunks([`\ufeff${crlf}`])).toEqual(whole);
  });

  it.each(sample.bad)("names line $line for $put", async ({ line, put }) => {
    const lines = text.split("\n");
    lines[line - 1] = put;
    const error = await inputErrorOf(read(format, [lines.join("\n")]));
    expect(error.problem.where).toMatch(new RegExp(`^set/file:${line}(?:,|$)`));
  });

  it.each(["", " \n\r\n", "\ufeff"])("refuses a file of nothing but white space (%j)", async (blank) => {
    await inputErrorOf(read(format, [blank]));
    await inputErrorOf(readTraces([blank], { name: "set/file", set: "set" }));
  });

  it("reads mangled text as a sound trace or refuses it, in this format and by detection", async () => {
    await fc.assert(
      fc.asyncProperty(mangled(text), fc.boolean(), async (spoiled, detect) => {
        try {
          const { traces } = await readTraces([spoiled], {
            name: "set/file",
            set: "set",
            ...(!detect && { format }),
          });
          for (const { trace } of traces) expectSound(trace);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  it("stops at the first thing wrong, closing its source", async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        yield text;
        for (;;) yield "nonsense, and more of it\n".repeat(1000);
      } finally {
        closed = true;
      }
    }
    await inputErrorOf(readTraces(endless(), { name: "set/file", set: "set", format }));
    expect(closed).toBe(true);
  });
});
