import { bitsFromBytes, secondsFromMs } from "../../units.js";
import type { TraceFormat } from "./format.js";
import { type HarResponse, readHarEntry, type Silent } from "./har-entry.js";
import { forEachJsonItem } from "./json-items.js";
import { LeftOut } from "./left-out.js";
import { type Download, linkOfDownloads } from "./link-of-downloads.js";

/**
 * HTTP Archive 1.2, which browsers and proxies save of what they load ("Save all as HAR"): JSON whose `log.entries` are
 * requests with their responses. The entries of several pages are one trace. A response's size is `bodySize`, or where
 * that is not known, as with HTTP/2, `_transferSize`, or what its header Content-Length says; its first byte came a `wait`
 * after the request, its last a `receive` later. Responses from a cache, without a body and of unknown size are left out.
 *
 * A short response never fills a link, and says little of it: for the link under a video, save the requests for its
 * segments only.
 *
 * - Interval: as long as the same responses are arriving. The bits of each are spread evenly from its first byte to its
 *   last, and added up where several arrive; the latency is the wait for the first byte. Times without a response hold
 *   the capacity known last, unless told otherwise.
 * - Units: bytes, ms.
 * - End: the trace repeats after the last byte.
 */
export const har: TraceFormat = {
  name: "har",
  looks: "JSON with log.entries, an HTTP Archive",
  means: { interval: "while the same responses are arriving", units: "bytes, ms", end: "repeats" },
  gaps: "hold",

  detect: ({ text }) =>
    /^\{\s*"log"\s*:\s*\{/.test(text) && /"(?:entries|pages|creator|browser)"\s*:/.test(text),

  async read(chunks, { where, gaps = "hold" }, sink) {
    const responses: HarResponse[] = [];
    const leftOut = new LeftOut();
    let last = 1;
    await forEachJsonItem(chunks, where, ["log", "entries"], (item) => {
      const found = readHarEntry(item, where);
      if (typeof found === "string") leftOut.count(...SILENT[found]);
      else responses.push(found);
      last = item.line;
    });
    const link = linkOfDownloads(downloadsOf(responses), gaps);
    for (const interval of link?.intervals ?? []) sink.interval(interval, last);
    if (link) sink.note(link.note);
    else
      for (const _ of responses) leftOut.count("response that took no time", "responses that took no time");
    leftOut.note(sink);
  },
};

const SILENT: Readonly<Record<Silent, readonly [one: string, many: string]>> = {
  cached: ["response from a cache", "responses from a cache"],
  empty: ["response without a body", "responses without a body"],
  unsized: ["response of unknown size", "responses of unknown size"],
};

/** Time 0 is when the first of them had been asked for. */
function downloadsOf(responses: readonly HarResponse[]): Download[] {
  const begin = responses.reduce((least, { asked }) => Math.min(least, asked), Number.POSITIVE_INFINITY);
  return responses.map(({ asked, waited, received, bytes }) => ({
    start: secondsFromMs(asked - begin),
    firstByte: secondsFromMs(asked - begin + waited),
    end: secondsFromMs(asked - begin + waited + received),
    bits: bitsFromBytes(bytes),
  }));
}
