import { describe, expect, it } from "vitest";
import { type ReadLinkOptions, readLink } from "../../src/experiment/read-link.js";
import type { SessionLog } from "../../src/model/session.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { bola } from "../../src/policies/bola.js";
import { inputErrorOf } from "../inputs/input-error.js";
import { CALLS, HEADER, textOf } from "../inputs/recordings/lines.js";
import { SAMPLES } from "../inputs/traces/samples.js";
import { temporaryFolder } from "../support/cli.js";
import { plainVideo, play, requestsOf } from "../support/plain.js";
import { recordedBy } from "../support/recorded.js";

const OPTIONS = { gaps: "hold", cwd: "/" } as const satisfies ReadLinkOptions;

/** Reads a link from a file of this content. */
function linkIn(text: string, options: Partial<ReadLinkOptions> = {}) {
  const cwd = temporaryFolder({ "in.file": text });
  return readLink("in.file", { ...OPTIONS, cwd, ...options });
}

describe.each(SAMPLES)("readLink of a trace of the format $format", ({ format, text, ...columns }) => {
  it("has its intervals", async () => {
    const link = await linkIn(text, { format });
    const intervals = [...link.intervals];
    expect(link.format).toBe(format);
    expect(link.count).toBe(intervals.length);
    const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6));
    expect(intervals.map(({ duration }) => duration)).toEqual(near(columns.durations));
    expect(intervals.map(({ bandwidth }) => bandwidth)).toEqual(near(columns.bandwidths));
    expect(link.columns).toEqual({
      latency: columns.latencies !== undefined,
      loss: columns.losses !== undefined,
    });
  });
});

describe("readLink of a recording", () => {
  const video = plainVideo({ segments: 60, segmentDuration: 2, bitrates: [0.4e6, 1e6, 2.5e6, 5e6] });
  const link = (intervals: [seconds: number, mbps: number, latency: number][]): Trace =>
    traceFromIntervals(
      { name: "set/link", set: "set" },
      intervals.map(([duration, mbps, latency]) => ({ duration, bandwidth: mbps * 1e6, latency })),
    );
  const recordingOver = (trace: Trace) => {
    const lines: string[] = [];
    const log = play({ trace, video, policy: recordedBy(lines, bola), player: { maxBuffer: 16 } });
    return { text: lines.join("\n"), log };
  };
  const readBack = async (text: string, gaps: ReadLinkOptions["gaps"]) => {
    const { intervals, ...rest } = await linkIn(text, { gaps });
    return { ...rest, trace: traceFromIntervals({ name: "set/link", set: "set" }, [...intervals]) };
  };
  const downloads = (log: SessionLog) =>
    requestsOf(log.requests).map(({ level, finished }) => [level, Number(finished.toFixed(3))]);

  it("is the link that the session had, where it is steady", async () => {
    const { text } = recordingOver(link([[500, 3, 0.08]]));
    for (const gaps of ["hold", "mean", "drop"] as const) {
      const { trace, recorded } = await readBack(text, gaps);
      for (const bandwidth of trace.bandwidths) expect(bandwidth / 3e6).toBeCloseTo(1, 4);
      for (const latency of trace.latencies!) expect(latency).toBeCloseTo(0.08, 6);
      expect(recorded!.measured / recorded!.duration).toBeLessThan(0.98);
      expect(trace.period).toBeCloseTo(gaps === "drop" ? recorded!.measured : recorded!.duration, 6);
    }
  });

  it("gives the same session again, where it is not", async () => {
    const uneven = link([
      [7, 3, 0.05],
      [6, 0.5, 0.05],
      [11, 1.2, 0.05],
      [15, 6, 0.05],
    ]);
    const { text, log } = recordingOver(uneven);
    const { trace } = await readBack(text, "hold");
    const again = play({ trace, video, policy: bola, player: { maxBuffer: 16 } });
    expect(downloads(again)).toEqual(downloads(log));
    expect(new Set(downloads(log).map(([level]) => level)).size).toBeGreaterThan(2);
  });

  it("asks which session is meant, where there are several", async () => {
    const text = textOf(HEADER, CALLS.sample, HEADER, HEADER, CALLS.sample);
    expect(await linkIn(text, { session: 3 })).toMatchObject({ format: "recording", count: 1 });
    expect((await inputErrorOf(linkIn(text))).message).toBe(
      "--session: expected a session from 1 to 3, got nothing. A trace is made of one; say which with --session",
    );
    expect((await inputErrorOf(linkIn(text, { session: 4 }))).message).toBe(
      "--session: expected a session from 1 to 3, got 4",
    );
    expect((await inputErrorOf(linkIn(text, { session: 2 }))).message).toBe(
      "in.file:3: expected a download that took some time, got no download",
    );
  });

  it("is read as what it is said to be", async () => {
    expect((await inputErrorOf(linkIn("1 2\n2 3\n", { format: "recording" }))).message).toMatch(
      /^in\.file:1: expected a JSON object on one line/,
    );
    expect((await inputErrorOf(linkIn(textOf(HEADER), { format: "sabre" }))).message).toMatch(/^in\.file:1/);
    expect((await inputErrorOf(linkIn("", { format: "record" }))).message).toBe(
      '--from: expected one of abrsim, sabre, pensieve, mahimahi, oboe, recording, got "record". Did you mean "recording"?',
    );
  });
});
