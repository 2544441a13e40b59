import { InputError } from "../../../errors.js";
import type { TraceInterval } from "../../../model/trace.js";
import type { Gaps, TraceNote } from "../../../model/trace-note.js";
import { type BitsPerSecond, msFromSeconds, type Seconds, secondsFromMs } from "../../../units.js";
import { isWithin, quantityError } from "../../quantity.js";
import { LinkAsItComes } from "../link-as-it-comes.js";
import { DURATION_MS } from "../quantities.js";
import type { Report } from "./report.js";

/** A way to make a trace of a session's reports, which come in the order of their times. */
export interface Way {
  /** @returns whether the report told of the link */
  take(report: Report, here: string): boolean;
  finish(): void;
  /** What reports are that tell nothing. */
  readonly leftOut: readonly [one: string, many: string];
}

/** Takes what a session's reports say. */
export interface PartSink {
  interval(interval: TraceInterval, line: number): void;
  note(note: TraceNote): void;
}

/**
 * The one rule of what is taken. Responses whose size and times are known show what the link carried; a measured
 * throughput is the player's estimate, smoothed and rounded to 100 kbps, and of the past. So downloads are taken where
 * there are any, and throughput is not mixed with them.
 *
 * @param reports the first ones of a session
 */
export function wayFor(reports: readonly Report[], gaps: Gaps, sink: PartSink): Way {
  if (reports.some(({ download }) => download)) return byDownloads(gaps, sink);
  if (reports.some(({ atMs, throughput }) => atMs !== undefined && throughput !== undefined))
    return byTimes(sink);
  return byDurations(sink);
}

/** More than a player has at once: there, several players' requests are taken for those of one. */
const MOST_UNDER_WAY = 256;

function byDownloads(gaps: Gaps, sink: PartSink): Way {
  let line = 0;
  let beginMs: number | undefined;
  let hasLatency: boolean | undefined;
  const link = new LinkAsItComes(gaps, ({ duration, bandwidth, latency }) => {
    // A trace has latencies or none, which has to be decided when it begins.
    hasLatency ??= latency > 0;
    sink.interval({ duration, bandwidth, ...(hasLatency && { latency }) }, line);
  });
  return {
    leftOut: ["report that tells of no download", "reports that tell of no download"],
    take(report, here) {
      const { download, atMs } = report;
      if (download === undefined || atMs === undefined) return false;
      line = report.line;
      beginMs ??= atMs;
      checkStep(atMs - beginMs, here);
      const after = (ms: number) => secondsFromMs(atMs - beginMs! + ms);
      link.push({
        start: after(0),
        firstByte: after(download.firstByteMs),
        end: after(download.endMs),
        bits: download.bits,
      });
      if (link.underWay > MOST_UNDER_WAY) throw tooMany(here);
      return true;
    },
    finish() {
      const note = link.finish();
      if (note) sink.note(note);
    },
  };
}

function tooMany(here: string): InputError {
  return new InputError({
    where: here,
    expected: `at most ${MOST_UNDER_WAY} downloads of a session at once`,
    received: "more",
    hint: "Check that the sessions have a sid each",
  });
}

function checkStep(ms: number, here: string): void {
  if (ms > DURATION_MS.max)
    throw quantityError(ms, DURATION_MS, here, "Check that all times are in ms since 1970");
}

/** From each request to the next, at what the client had measured; the last one for as long as its object plays. */
function byTimes(sink: PartSink): Way {
  let last: { atMs: number; throughput: BitsPerSecond; plays: Seconds | undefined; line: number } | undefined;
  return {
    leftOut: [
      "report without a measured throughput of video, or without a time",
      "reports without a measured throughput of video, or without a time",
    ],
    take({ atMs, throughput, plays, line }, here) {
      if (atMs === undefined || throughput === undefined) return false;
      if (last && atMs > last.atMs) {
        checkStep(atMs - last.atMs, here);
        sink.interval({ duration: secondsFromMs(atMs - last.atMs), bandwidth: last.throughput }, line);
      }
      last = { atMs, throughput, plays, line };
      return true;
    },
    finish() {
      if (last?.plays !== undefined)
        sink.interval({ duration: last.plays, bandwidth: last.throughput }, last.line);
    },
  };
}

/** One after the other, each for as long as its object plays, which is how a player asks once its buffer is full. */
function byDurations(sink: PartSink): Way {
  return {
    leftOut: [
      "report without a measured throughput of video, or without a time and a duration",
      "reports without a measured throughput of video, or without a time and a duration",
    ],
    take({ throughput, plays, line }, here) {
      if (throughput === undefined || plays === undefined) return false;
      const ms = msFromSeconds(plays);
      if (!isWithin(ms, DURATION_MS)) throw quantityError(ms, DURATION_MS, here);
      sink.interval({ duration: plays, bandwidth: throughput }, line);
      return true;
    },
    finish() {},
  };
}
