import { excerpt, InputError } from "../../../errors.js";
import { msFromSeconds, secondsFromUs } from "../../../units.js";
import { type Quantity, readQuantity } from "../../quantity.js";
import type { Served } from "./report.js";

/** What a server's log has of a request, as it stands there; "-" is what it does not know. */
export interface Logged {
  /** In ms since 1970. */
  readonly stampMs?: number | undefined;
  /** Which moment the stamp is of. */
  readonly stampOf: "request" | "last byte";
  readonly took?: string | undefined;
  readonly firstByte?: string | undefined;
  readonly unit: keyof typeof UNITS;
  readonly bytes?: string | undefined;
  readonly status?: string | undefined;
}

/** Seconds. A request of more is a slip of unit. */
const DAY = 86_400;
const UNITS = {
  s: { name: "seconds", max: DAY, toMs: msFromSeconds },
  ms: { name: "ms", max: msFromSeconds(DAY), toMs: (ms: number) => ms },
  us: {
    name: "microseconds",
    max: msFromSeconds(msFromSeconds(DAY)),
    toMs: (us: number) => msFromSeconds(secondsFromUs(us)),
  },
} as const;
const STATUS: Quantity = { name: "a response's status", min: 0, max: 999, integer: true };
const BYTES: Quantity = { name: "a response's size in bytes", min: 0, max: 1e15, integer: true };

/** @throws InputError for what is no such number */
export function servedOf({ stampMs, stampOf, unit, ...texts }: Logged, here: string): Served {
  const { name, max, toMs } = UNITS[unit];
  const ms = (text: string | undefined, what: string) =>
    isMissing(text) ? undefined : toMs(readQuantity(text, { name: `${what} in ${name}`, min: 0, max }, here));
  const tookMs = ms(texts.took, "the time that a request took");
  const { bytes, status } = texts;
  return {
    atMs: stampMs !== undefined && stampOf === "last byte" ? stampMs - (tookMs ?? 0) : stampMs,
    tookMs,
    firstByteMs: ms(texts.firstByte, "the time to the first byte"),
    // What has a column for bytes and none in it has sent none.
    ...(bytes !== undefined && { bytes: isMissing(bytes) ? 0 : readQuantity(bytes, BYTES, here) }),
    ...(!isMissing(status) && { status: readQuantity(status, STATUS, here) }),
  };
}

const isMissing = (text: string | undefined): text is undefined =>
  text === undefined || text === "" || text === "-";

/**
 * A time as ISO 8601 has it, in ms since 1970.
 *
 * @throws InputError for what is no time
 */
export function isoTime(text: string, here: string, shown = text): number {
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (ms >= 0) return ms;
  throw new InputError({ where: here, expected: "a date and a time since 1970", received: excerpt(shown) });
}

const CLF_TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d(?:\.\d+)?) ([+-]\d\d):?(\d\d)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * A time as the common log format has it, `10/Oct/2026:13:55:36 +0200`, in ms since 1970.
 *
 * @throws InputError for what is no time
 */
export function clfTime(text: string, here: string): number {
  const [, day, name, year, time, hours, minutes] = CLF_TIME.exec(text) ?? [];
  const month = String(MONTHS.indexOf(name!) + 1).padStart(2, "0");
  return isoTime(`${year}-${month}-${day}T${time}${hours}:${minutes}`, here, text);
}
