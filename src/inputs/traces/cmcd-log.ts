import { excerpt, InputError } from "../../errors.js";
import { forEachLine } from "../text.js";
import { fromQuery } from "./cmcd/decode.js";
import { clfTime, servedOf } from "./cmcd/served.js";
import { Sessions } from "./cmcd/sessions.js";
import type { TraceFormat } from "./format.js";

/**
 * Access logs of web servers in the common or the combined format (Apache httpd, nginx, and whatever writes like
 * them), whose requests carry CMCD in their query. Other requests are left out.
 *
 * With the time that each request took appended, anywhere after the bytes and not in quotes, the requests are
 * downloads. A number with a point is nginx's `$request_time`, in seconds; there a line's time is that of the last
 * byte. A whole number is Apache's `%D`, in microseconds; there the line's time is that of the request. Without it, the
 * client's measured throughput is taken, from one line's time to the next.
 *
 * See the README of `cmcd/` for the rest.
 */
export const cmcdLog: TraceFormat = {
  name: "cmcd-log",
  looks: "an access log in the common or combined format, with CMCD in its requests",
  means: {
    interval: "while the same downloads are under way, or to the next request",
    units: "kbps, ms",
    end: "repeats",
  },
  gaps: "hold",

  detect: ({ lines }) => {
    const fitting = lines.filter((line) => LINE.test(line));
    return 2 * fitting.length >= lines.length && fitting.some((line) => line.includes("CMCD="));
  },

  async read(chunks, context, sink) {
    const sessions = new Sessions(context, sink);
    await forEachLine(chunks, context.where, (text, line) => {
      const here = `${context.where}:${line}`;
      const { request, ...logged } = readLine(text, here);
      sessions.take(fromQuery(request, here), line, servedOf(logged, here));
    });
    sessions.finish();
  },
};

/** Anything, such as a virtual host, the client and the user; time, request, status, bytes; and anything more. */
const LINE = /^\S.*? \[([^\]]{1,40})\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: (.*))?$/;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const TOOK = /(?:^|\s)(?:rt=|request_time=)?(\d+(\.\d+)?)(?=\s|$)/;

function readLine(text: string, here: string) {
  const [matched, time, request, status, bytes, rest = ""] = LINE.exec(text) ?? [];
  if (matched === undefined)
    throw new InputError({
      where: here,
      expected:
        'a line of an access log, as in [10/Oct/2026:13:55:36 +0200] "GET /a.m4s?CMCD=br%3D3200 HTTP/1.1" 200 2326',
      received: excerpt(text),
      hint: "Check that the line is complete, or name another format",
    });
  const [, took, point] = TOOK.exec(rest.replace(QUOTED, '""')) ?? [];
  return {
    request: unescaped(request!),
    stampMs: clfTime(time!, here),
    status,
    bytes,
    took,
    ...(point === undefined
      ? ({ unit: "us", stampOf: "request" } as const)
      : ({ unit: "s", stampOf: "last byte" } as const)),
  };
}

/** Quotation marks in a request, as Apache and nginx write them. */
const unescaped = (text: string) =>
  text.replace(/\\x([0-9A-Fa-f]{2})|\\(.)/g, (_, hex: string | undefined, character: string) =>
    hex === undefined ? character : String.fromCharCode(Number.parseInt(hex, 16)),
  );
