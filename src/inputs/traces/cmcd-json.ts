import { excerpt, InputError } from "../../errors.js";
import { msFromSeconds } from "../../units.js";
import { readQuantity } from "../quantity.js";
import { forEachLine } from "../text.js";
import {
  CMCD_HEADERS,
  type CmcdFields,
  fromHeaders,
  fromObject,
  fromQuery,
  hasCmcdArgument,
} from "./cmcd/decode.js";
import type { Served } from "./cmcd/report.js";
import { clfTime, isoTime, servedOf } from "./cmcd/served.js";
import { Sessions } from "./cmcd/sessions.js";
import type { TraceFormat } from "./format.js";
import { TIME_S } from "./quantities.js";

/**
 * Common Media Client Data (CTA-5004, versions 1 and 2) as a JSON object a line. An object is one of these:
 *
 * - the keys of a request or an event: `{"br":3200,"d":4004,"mtp":25400,"ot":"v","sid":"6e2f"}`; a list of version 2 is
 *   an array of numbers or of `{"value":3000,"params":{"v":true}}`;
 * - the four headers: `{"CMCD-Request":"mtp=25400","CMCD-Session":"sid=\"6e2f\""}`;
 * - a line of an access log with nginx's names for what it has: the query in `request`, `request_uri` or `args`.
 *
 * Beside any of these may stand nginx's `msec`, `time_iso8601` or `time_local` (of the last byte), `request_time`,
 * `body_bytes_sent` or `bytes_sent`, and `status`.
 */
export const cmcdJson: TraceFormat = {
  name: "cmcd-json",
  looks: "a JSON object a line, with keys of CMCD, CMCD headers or the CMCD query of a request",
  means: {
    interval: "to the next request, or while the same downloads are under way",
    units: "kbps, ms",
    end: "repeats",
  },
  gaps: "hold",

  detect: ({ lines }) =>
    lines.length > 0 && 2 * lines.filter((line) => isCmcd(parseObject(line) ?? {})).length >= lines.length,

  async read(chunks, context, sink) {
    const sessions = new Sessions(context, sink);
    await forEachLine(chunks, context.where, (text, line) => {
      const here = `${context.where}:${line}`;
      const object = parseObject(text);
      if (object === undefined) throw notObject(text, here);
      sessions.take(fieldsOf(object, text, here), line, servedIn(object, here));
    });
    sessions.finish();
  },
};

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

function notObject(text: string, here: string): InputError {
  return new InputError({
    where: here,
    expected: 'a JSON object, as in {"d":4004,"mtp":25400,"sid":"6e2f"}',
    received: excerpt(text),
    hint: "Check that the line is complete, and that each object has a line of its own",
  });
}

const QUERIES = ["request", "request_uri", "args", "query_string"];

/** The first of these that has a value. */
function textIn(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = object[name];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return undefined;
}

const headersIn = (object: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, string] =>
        CMCD_HEADERS.has(entry[0].toLowerCase()) && typeof entry[1] === "string",
    ),
  );

/** What tells CMCD from other JSON. */
const isCmcd = (object: JsonObject) =>
  "sid" in object ||
  "mtp" in object ||
  Object.keys(headersIn(object)).length > 0 ||
  hasCmcdArgument(textIn(object, QUERIES) ?? "");

/** @returns undefined for a request without CMCD */
function fieldsOf(object: JsonObject, text: string, here: string): CmcdFields | undefined {
  const headers = headersIn(object);
  if (Object.keys(headers).length > 0) return fromHeaders(headers, here);
  const query = textIn(object, QUERIES);
  if (query !== undefined && (hasCmcdArgument(query) || !isCmcd(object))) return fromQuery(query, here);
  return fromObject(object, text, here);
}

function servedIn(object: JsonObject, here: string): Served {
  return servedOf(
    {
      stampMs: stampIn(object, here),
      stampOf: "last byte",
      took: textIn(object, ["request_time"]),
      unit: "s",
      bytes: textIn(object, ["body_bytes_sent", "bytes_sent"]),
      status: textIn(object, ["status"]),
    },
    here,
  );
}

function stampIn(object: JsonObject, here: string): number | undefined {
  const [seconds, iso, clf] = ["msec", "time_iso8601", "time_local"].map((name) => textIn(object, [name]));
  if (seconds !== undefined) return msFromSeconds(readQuantity(seconds, TIME_S, here));
  if (iso !== undefined) return isoTime(iso, here);
  return clf === undefined ? undefined : clfTime(clf, here);
}
