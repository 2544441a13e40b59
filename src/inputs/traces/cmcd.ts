import { forEachLine } from "../text.js";
import { fromPairs, fromQuery, hasCmcdArgument } from "./cmcd/decode.js";
import { Sessions } from "./cmcd/sessions.js";
import type { TraceFormat } from "./format.js";

/**
 * Common Media Client Data (CTA-5004, versions 1 and 2), a request or an event a line: a URL or a query with the argument
 * `CMCD`, percent-encoded or not, or the bare key-value pairs of the body of version 2's event reports.
 *
 * - Interval: where response events tell when a response began and ended (`ts`, `ttfb`, `ttlb`), while the same
 *   downloads are under way; otherwise from each request to the next, at the throughput that the client had measured
 *   (`mtp`), by their times (`ts`) or, where they have none, for as long as the object that is asked for plays (`d`).
 * - Units: kbps are 1000 bit/s; ms.
 * - End: the trace repeats.
 *
 * See the README of `cmcd/` for what counts and what is left out.
 */
export const cmcd: TraceFormat = {
  name: "cmcd",
  looks: "CMCD, in URLs or as key-value pairs",
  means: {
    interval: "to the next request, or while the same downloads are under way",
    units: "kbps, ms",
    end: "repeats",
  },
  gaps: "hold",

  detect: ({ lines }) => 2 * lines.filter(isReport).length >= lines.length && lines.length > 0,

  async read(chunks, context, sink) {
    const sessions = new Sessions(context, sink);
    await forEachLine(chunks, context.where, (text, line) => {
      const here = `${context.where}:${line}`;
      sessions.take(fromQuery(text, here) ?? (isUrl(text) ? undefined : fromPairs(text, here)), line);
    });
    sessions.finish();
  },
};

/** A URL without CMCD, such as that of a licence. */
const isUrl = (text: string) => /^(?:https?:\/)?\/\S*$/.test(text);

/** Other forms have such a URL within a line. */
const isReport = (line: string) =>
  /^[^\s"{]*CMCD=/.test(line)
    ? hasCmcdArgument(line)
    : /^[a-z][a-z0-9.-]*[=,]/.test(line) && /(?:^|[,\s])(?:mtp|sid|ts)=/.test(line);
