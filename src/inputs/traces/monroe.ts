import { excerpt, InputError } from "../../errors.js";
import { type Bits, bitsFromBytes, type Seconds } from "../../units.js";
import { peek } from "../head.js";
import type { Quantity } from "../quantity.js";
import { forEachLine, type TextChunks } from "../text.js";
import { needNumber, readNumber } from "./flat-fields.js";
import type { TraceFormat } from "./format.js";
import { type FlatObject, forEachFlatObject, type JsonField } from "./json-objects.js";
import { LeftOut } from "./left-out.js";
import { type Download, linkOfDownloads } from "./link-of-downloads.js";

/** From 2001 to 2033: a slip does not make a gap of decades. */
const STAMP_S: Quantity = { name: "a time in seconds since 1970", min: 1e9, max: 2e9 };
const DURATION_S: Quantity = { name: "a duration in seconds", min: 0, max: 1e9 };
const BYTES: Quantity = { name: "a number of bytes", min: 0, max: 1e12 };

interface Report {
  /** Seconds since 1970. */
  readonly stamp: number;
  readonly setup: Seconds;
  readonly download: Seconds;
  readonly bits: Bits;
}

/** What a modem reported, and the line that it ends on. */
interface Modem {
  readonly reports: Report[];
  line: number;
}

/**
 * What MONROE's HTTP download experiment reports (Alay et al., MobiCom 2017): JSON objects, one a line or in an array, each
 * a download by curl from a node with several modems. A part is a node's modem, by `NodeId` and `Iccid` (in the first
 * version `InterfaceName`), where they are given.
 *
 * - Interval: a download, from `TimeStamp` (or `Timestamp`) + `SetupTime` for `DownloadTime`, the mean rate of its `Bytes`;
 *   downloads under way at once add up. `SetupTime`, in which the connection is made too, is the latency. The time between
 *   downloads, some 30 s and up to hours, is left out unless told otherwise. Downloads of nothing are left out.
 * - Units: seconds, bytes.
 * - End: the trace repeats after the last download.
 */
export const monroe: TraceFormat = {
  name: "monroe",
  looks: "JSON objects with TimeStamp, Bytes, DownloadTime and SetupTime",
  means: { interval: "a download", units: "s, bytes", end: "repeats" },
  gaps: "drop",

  detect: ({ text }) => /^[[{]/.test(text) && /"DownloadTime"\s*:/.test(text),

  async read(chunks, { where, gaps = "drop" }, sink) {
    const modems = new Map<string | undefined, Modem>();
    const leftOut = new LeftOut();
    await forEachObject(chunks, where, (object) => {
      const report = readReport(object, where);
      if (report.bits === 0) return leftOut.count("download of nothing", "downloads of nothing");
      const part = modemOf(object);
      const modem = modems.get(part) ?? { reports: [], line: 0 };
      modem.reports.push(report);
      modem.line = object.line;
      modems.set(part, modem);
    });
    for (const [part, { reports, line }] of modems) {
      const link = linkOfDownloads(downloadsOf(reports), gaps);
      for (const interval of link?.intervals ?? []) sink.interval(interval, line, part);
      if (link) sink.note(link.note, part);
      else
        for (const _ of reports) leftOut.count("download that took no time", "downloads that took no time");
    }
    leftOut.note(sink);
  },
};

async function forEachObject(chunks: TextChunks, where: string, visit: (object: FlatObject) => void) {
  const { head, chunks: all } = await peek(chunks);
  if (head.text.startsWith("[")) return forEachFlatObject(all, where, visit);
  return forEachLine(all, where, (text, line) =>
    visit({ fields: parseFields(text, `${where}:${line}`, line), line }),
  );
}

function parseFields(text: string, where: string, line: number): ReadonlyMap<string, JsonField> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InputError({
      where,
      expected: "a JSON object on a line of its own",
      received: excerpt(text),
      hint: "Check that the line is complete",
    });
  return new Map(Object.entries(value).map(([key, field]) => [key, { value: field, line }]));
}

function readReport(object: FlatObject, where: string): Report {
  const need = (key: string, quantity: Quantity) => needNumber(object, key, quantity, where);
  return {
    stamp: readNumber(object, "Timestamp", STAMP_S, where) ?? need("TimeStamp", STAMP_S),
    setup: need("SetupTime", DURATION_S),
    download: need("DownloadTime", DURATION_S),
    bits: bitsFromBytes(need("Bytes", BYTES)),
  };
}

function modemOf({ fields }: FlatObject): string | undefined {
  const of = (key: string) => fields.get(key)?.value;
  const names = [of("NodeId"), of("Iccid") ?? of("InterfaceName")];
  const given = names.filter((name) => typeof name === "string" || typeof name === "number");
  return given.length === 0 ? undefined : given.join("-");
}

/** Time 0 is when the first of them began. */
function downloadsOf(reports: readonly Report[]): Download[] {
  const begin = reports.reduce((least, { stamp }) => Math.min(least, stamp), Number.POSITIVE_INFINITY);
  return reports.map(({ stamp, setup, download, bits }) => {
    const start = stamp - begin;
    return { start, firstByte: start + setup, end: start + setup + download, bits };
  });
}
