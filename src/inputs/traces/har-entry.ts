import { excerpt, InputError } from "../../errors.js";
import { bitsFromBytes } from "../../units.js";
import { formatPath, type Path, type SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { jsonFault } from "../json-fault.js";
import { jsonLine } from "../json-place.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import type { JsonItem } from "./json-items.js";
import { BANDWIDTH_KBPS } from "./quantities.js";

/** A response that came over the network. */
export interface HarResponse {
  /** When the request had been sent, in ms since 1970. */
  readonly asked: number;
  /** From then to the first byte, in ms. */
  readonly waited: number;
  /** From the first byte to the last, in ms. */
  readonly received: number;
  readonly bytes: number;
}

/** Why a response says nothing of the link. */
export type Silent = "cached" | "empty" | "unsized";

/** From 2001 to 2033: a slip does not make a gap of decades. */
const STARTED_MS: Quantity = { name: "a time in ms since 1970", min: 1e12, max: 2e12 };
/** A day at most. */
const PHASE_MS: Quantity = { name: "a time in ms, -1 if there is none", min: -1, max: 86_400_000 };
const SIZE_BYTES: Quantity = { name: "a size in bytes", min: 0, max: 1e15 };

/** What comes before the wait. The time for TLS, `ssl`, is part of `connect`. */
const BEFORE = ["blocked", "dns", "connect", "send"];

/**
 * Reads an entry of an HTTP Archive.
 *
 * - It was sent `blocked`, `dns`, `connect` and `send` after `startedDateTime`; its first byte came a `wait` later, and
 *   its last a `receive` after that.
 * - Its size is `bodySize`, or else `_transferSize`, which browsers write for HTTP/2 and which has the headers in it, or
 *   else what the header Content-Length says.
 * - It was cached if `fromCache` or `_fromCache` says so, or the status 304.
 *
 * @param file how messages name the file
 * @throws InputError naming the entry, the line and the key
 */
export function readHarEntry(item: JsonItem, file: string): HarResponse | Silent {
  const document = documentOf(item, file);
  const entry = new Fields(document, [], document.value);
  const response = new Fields(document, ["response"], entry.get("response"));
  if (isCached(entry) || isCached(response) || response.get("status") === 304) return "cached";
  const bytes = sizeOf(document, response);
  if (bytes === undefined) return "unsized";
  if (bytes === 0) return "empty";
  const timings = new Fields(document, ["timings"], entry.get("timings"));
  const phase = (key: string) => Math.max(0, timings.number(key, PHASE_MS) ?? 0);
  const before = BEFORE.reduce((sum, key) => sum + phase(key), 0);
  const received = Math.max(0, timings.needNumber("receive", PHASE_MS));
  const kbps = bitsFromBytes(bytes) / received;
  if (received > 0 && !isWithin(kbps, BANDWIDTH_KBPS))
    throw quantityError(kbps, BANDWIDTH_KBPS, timings.where("receive"));
  return { asked: startOf(entry) + before, waited: phase("wait"), received, bytes };
}

const isCached = (fields: Fields) => Boolean(fields.get("fromCache") || fields.get("_fromCache"));

function sizeOf(document: SourceDocument, response: Fields): number | undefined {
  const known = ["bodySize", "_transferSize"]
    .filter((key) => !isUnknown(response.get(key)))
    .map((key) => response.number(key, SIZE_BYTES))
    .find((bytes) => bytes !== undefined);
  if (known !== undefined) return known;
  const headers = response.get("headers");
  if (!Array.isArray(headers)) return undefined;
  const index = headers.findIndex((header) => /^content-length$/i.test(header?.name));
  if (index === -1) return undefined;
  const value: unknown = headers[index].value;
  const bytes = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (isWithin(bytes, SIZE_BYTES)) return bytes;
  throw quantityError(value, SIZE_BYTES, document.where(["response", "headers", index, "value"]));
}

/** -1, or what browsers write that take the size of the headers off a body that came from their cache. */
const isUnknown = (size: unknown) => typeof size === "number" && size < 0;

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** In ms since 1970. Without a time zone, which must not depend on where it is read, it is UTC. */
function startOf(entry: Fields): number {
  const text = entry.get("startedDateTime");
  const parts = typeof text === "string" ? DATE_TIME.exec(text) : null;
  const time = parts ? Date.parse(parts[1] === undefined ? `${text}Z` : parts[0]) : undefined;
  if (isWithin(time, STARTED_MS)) return time;
  throw new InputError({
    where: entry.where("startedDateTime"),
    expected: "a date and time from 2001 to 2033, such as 2024-05-17T10:00:00.000Z",
    received: excerpt(text),
  });
}

function documentOf({ text, line, index }: JsonItem, file: string): SourceDocument {
  const placeAt = (lineWithin: number, path: Path): string =>
    `${file}:${line + lineWithin - 1}, ${formatPath(["log", "entries", index, ...path])}`;
  try {
    return { value: JSON.parse(text), where: (path) => placeAt(jsonLine(text, path), path) };
  } catch {
    const fault = jsonFault(text);
    throw new InputError({
      where: placeAt(fault?.line ?? 1, []),
      expected: "an entry in JSON",
      received: text === "" ? "nothing" : (fault?.received ?? excerpt(text)),
      hint: "Check the brackets, quotes and commas in it",
    });
  }
}
