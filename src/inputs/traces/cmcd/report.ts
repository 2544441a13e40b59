import { excerpt, InputError } from "../../../errors.js";
import {
  type Bits,
  type BitsPerSecond,
  bitsFromBytes,
  bpsFromKbps,
  type Seconds,
  secondsFromMs,
} from "../../../units.js";
import { isWithin, type Quantity, quantityError } from "../../quantity.js";
import { BANDWIDTH_KBPS, LATENCY_MS, TIME_MS } from "../quantities.js";
import type { CmcdFields } from "./decode.js";

/** What a server's log says of a request. */
export interface Served {
  /** When it was made, in ms since 1970. */
  readonly atMs?: number | undefined;
  /** From then to the first and the last byte. */
  readonly firstByteMs?: number | undefined;
  readonly tookMs?: number | undefined;
  readonly bytes?: number | undefined;
  readonly status?: number | undefined;
}

/** What one request or event tells of the link. Of one shape, as there may be very many. */
export interface Report {
  readonly line: number;
  /** When the request was made or the event happened, in ms since 1970; missing where nothing says so. */
  readonly atMs: number | undefined;
  /** The response, where its size and times are known. */
  readonly download: Response | undefined;
  /** What the client measured when it asked for video. */
  readonly throughput: BitsPerSecond | undefined;
  /** How long the object plays. */
  readonly plays: Seconds | undefined;
}

/** A response that arrived. Its times count from the request. */
export interface Response {
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly bits: Bits;
}

const MTP: Quantity = { ...BANDWIDTH_KBPS, name: "a measured throughput (mtp) in kbps" };
const BR: Quantity = { ...BANDWIDTH_KBPS, name: "an encoded bitrate (br) in kbps" };
const D: Quantity = { ...LATENCY_MS, name: "an object's duration (d) in ms" };
const TS: Quantity = { ...TIME_MS, name: "a time (ts) in ms since 1970" };
const TTFB: Quantity = { ...LATENCY_MS, name: "a time to the first byte (ttfb) in ms" };
const TTLB: Quantity = { ...LATENCY_MS, name: "a time to the last byte (ttlb) in ms" };
const RC: Quantity = { name: "a response code (rc)", min: 0, max: 999, integer: true };

/**
 * What a client, and the server's log if there is one, tell of the link in one request or event.
 *
 * The client's own times of a response come before the log's, which does not see the last leg. The size is the
 * log's; where there is none, br times d, which is as right as the manifest's bitrate is.
 *
 * @throws InputError when a value is not what its key stands for
 */
export function reportOf(fields: CmcdFields, served: Served, where: string, line: number): Report {
  const here = `${where}:${line}`;
  const { ts, d, ot, mtp } = fields;
  const atMs = checked(ts, TS, here) ?? served.atMs;
  const download = atMs === undefined ? undefined : responseOf(fields, served, here);
  const kbps = checked(isVideo(ot) ? valueFor(mtp, ["v", "av"]) : undefined, MTP, here);
  const plays = checked(d, D, here);
  return {
    line,
    atMs,
    download,
    throughput: kbps === undefined ? undefined : bpsFromKbps(kbps),
    plays: plays === undefined || plays === 0 ? undefined : secondsFromMs(plays),
  };
}

/** Undefined for a response that failed, that was empty, or of which time or size are not known. */
function responseOf(fields: CmcdFields, served: Served, here: string): Response | undefined {
  const { ts, ttfb, ttfbb, ttlb, rc } = fields;
  const status = checked(rc, RC, here) ?? served.status;
  const lastMs = checked(ttlb, TTLB, here);
  // The body's bits come from its first byte on, which is after that of the headers.
  const firstMs = checked(ttfbb ?? ttfb, TTFB, here);
  const knows = typeof ts === "number" && lastMs !== undefined;
  const endMs = knows ? lastMs : served.tookMs;
  const firstByteMs = Math.min((knows ? firstMs : served.firstByteMs) ?? 0, endMs ?? 0);
  const bits = served.bytes === undefined ? nominalSize(fields, here) : bitsFromBytes(served.bytes);
  const failed = status !== undefined && (status < 200 || status > 299);
  return failed || endMs === undefined || bits === 0 ? undefined : { firstByteMs, endMs, bits };
}

/** 0 where bitrate or duration are not known. */
function nominalSize({ ot, br, d }: CmcdFields, here: string): Bits {
  const kbps = checked(valueFor(br, typeof ot === "string" ? [ot] : []), BR, here) ?? 0;
  return bpsFromKbps(kbps) * secondsFromMs(checked(d, D, here) ?? 0);
}

/**
 * The session that a report belongs to.
 *
 * @returns undefined when it does not say
 * @throws InputError when that is no text
 */
export function sessionOf({ sid }: CmcdFields, here: string): string | undefined {
  if (sid === undefined || sid === null || sid === "") return undefined;
  if (typeof sid === "string" || typeof sid === "number") return String(sid);
  throw new InputError({ where: here, expected: "a session's id (sid)", received: excerpt(sid) });
}

/** Audio has a throughput of its own in some players, measured on small objects. Events have no type. */
const isVideo = (type: unknown) => type === undefined || type === null || type === "v" || type === "av";

function checked(value: unknown, quantity: Quantity, here: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (isWithin(value, quantity)) return value;
  throw quantityError(value, quantity, here);
}

/**
 * The number that holds for an object's type. Version 1 has a single number; version 2 has a list, of which items may
 * be marked with a type, as in `(3000;v 128;a)`.
 *
 * @returns undefined when the list says nothing of these types; what is no number as it is
 */
function valueFor(value: unknown, types: readonly string[]): unknown {
  if (!Array.isArray(value)) return value;
  const items = value.map(itemOf);
  const item =
    items.find(({ marks }) => types.some((type) => marks.includes(type))) ??
    items.find(({ marks }) => !marks.some((mark) => OBJECT_TYPES.includes(mark)));
  return item?.value;
}

const OBJECT_TYPES: readonly string[] = ["v", "a", "av", "m", "i", "c", "tt", "k", "o"];

/** A list's item is a bare value, or one with parameters. */
function itemOf(item: unknown): { readonly value: unknown; readonly marks: readonly string[] } {
  if (typeof item !== "object" || item === null || !("value" in item)) return { value: item, marks: [] };
  const params = "params" in item && typeof item.params === "object" ? item.params : undefined;
  return { value: item.value, marks: Object.keys(params ?? {}) };
}
