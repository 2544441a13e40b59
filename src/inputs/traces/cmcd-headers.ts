import { excerpt, InputError } from "../../errors.js";
import { forEachLine } from "../text.js";
import { CMCD_HEADERS, type CmcdFields, fromHeaders } from "./cmcd/decode.js";
import { Sessions } from "./cmcd/sessions.js";
import type { TraceFormat } from "./format.js";

/**
 * Requests as they are on the wire, with CMCD (CTA-5004, versions 1 and 2) in the headers `CMCD-Request`,
 * `CMCD-Object`, `CMCD-Status` and `CMCD-Session`: a request line, which may be missing, and headers, up to a blank line,
 * the next request line, or a header that was there already. Other headers are ignored.
 *
 * Such a file has no times: an interval lasts as long as the object that is asked for plays (`d`), at the throughput
 * that the client had measured (`mtp`). See the README of `cmcd/` for the rest.
 */
export const cmcdHeaders: TraceFormat = {
  name: "cmcd-headers",
  looks: "headers of requests, with CMCD-Request and its like",
  means: { interval: "as long as the object plays", units: "kbps, ms", end: "repeats" },
  gaps: "hold",

  detect: ({ lines }) =>
    lines.some((line) => CMCD_HEADERS.has(headerIn(line)?.name ?? "")) &&
    2 * lines.filter((line) => isRequestLine(line) || headerIn(line)).length >= lines.length,

  async read(chunks, context, sink) {
    const sessions = new Sessions(context, sink);
    let request: Request | undefined;
    const finish = () => {
      if (request) sessions.take(request.seen.size > 0 ? request.fields : undefined, request.line);
      request = undefined;
    };
    await forEachLine(chunks, context.where, (text, line) => {
      const here = `${context.where}:${line}`;
      const header = headerIn(text);
      if (!header && !isRequestLine(text)) throw notOfRequest(text, here);
      if (!header || (request && (line > request.last + 1 || request.seen.has(header.name)))) finish();
      request ??= { fields: {}, seen: new Set(), line, last: line };
      request.last = line;
      if (!header || !CMCD_HEADERS.has(header.name)) return;
      request.seen.add(header.name);
      request.fields = { ...request.fields, ...fromHeaders({ [header.name]: header.value }, here) };
    });
    finish();
    sessions.finish();
  },
};

/** A request as far as it has been read. */
interface Request {
  fields: CmcdFields;
  /** The CMCD headers so far. */
  readonly seen: Set<string>;
  /** Where it begins, and where it has come to. */
  readonly line: number;
  last: number;
}

const isRequestLine = (text: string) => /^[A-Z]+ \S+ HTTP\/[\d.]+$/.test(text);

/** Names are in lower case; HTTP/2 has some that begin with a colon. */
function headerIn(text: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, value] = /^(:?[A-Za-z][\w-]*):\s*(.*)$/.exec(text) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), value: value! };
}

function notOfRequest(text: string, here: string): InputError {
  return new InputError({
    where: here,
    expected: "a header, as in CMCD-Request: mtp=25400, or a request line",
    received: excerpt(text),
    hint: "Leave out bodies and responses",
  });
}
