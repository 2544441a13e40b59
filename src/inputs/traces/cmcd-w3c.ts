import { excerpt, InputError } from "../../errors.js";
import { forEachLine } from "../text.js";
import { fromQuery } from "./cmcd/decode.js";
import type { Served } from "./cmcd/report.js";
import { isoTime, servedOf } from "./cmcd/served.js";
import { Sessions } from "./cmcd/sessions.js";
import type { TraceFormat } from "./format.js";

/**
 * Access logs in the W3C's extended format (CloudFront, IIS, and others), whose requests carry CMCD in their query:
 * `#Fields:` names the columns, which tabs or spaces part. Read are `date` and `time` (UTC, of the last byte),
 * `cs-uri-query` or `cs-uri`, `time-taken` and `time-to-first-byte` (seconds; ms where `#Software:` says Microsoft),
 * `sc-bytes` and `sc-status`; "-" stands for what is not known. Requests without CMCD are left out.
 *
 * With `time-taken` and `sc-bytes` the requests are downloads; without, the client's measured throughput is taken. See
 * the README of `cmcd/` for the rest.
 */
export const cmcdW3c: TraceFormat = {
  name: "cmcd-w3c",
  looks: "an access log that begins with #Fields:, with CMCD in its requests",
  means: {
    interval: "while the same downloads are under way, or to the next request",
    units: "kbps, s",
    end: "repeats",
  },
  gaps: "hold",

  detect: ({ lines }) =>
    lines.some((line) => FIELDS.test(line)) && lines.some((line) => /(?:^|[\s?&])CMCD=/.test(line)),

  async read(chunks, context, sink) {
    const sessions = new Sessions(context, sink);
    let columns: readonly string[] | undefined;
    let unit: "s" | "ms" = "s";
    await forEachLine(chunks, context.where, (text, line) => {
      const here = `${context.where}:${line}`;
      if (text.startsWith("#")) {
        columns = FIELDS.exec(text)?.[1]?.split(/\s+/) ?? columns;
        if (/^#Software:/i.test(text)) unit = /Microsoft/i.test(text) ? "ms" : "s";
        return;
      }
      const row = rowOf(columns, text, here);
      const query = row.get("cs-uri-query") ?? row.get("cs-uri") ?? "";
      sessions.take(fromQuery(query, here), line, servedIn(row, unit, here));
    });
    sessions.finish();
  },
};

const FIELDS = /^#Fields:\s*(\S.*)$/i;

type Row = ReadonlyMap<string, string>;

function rowOf(columns: readonly string[] | undefined, text: string, here: string): Row {
  if (columns === undefined)
    throw new InputError({
      where: here,
      expected: 'a line "#Fields:" that names the columns, before the first row',
      received: excerpt(text),
      hint: "Check that the file is complete",
    });
  const values = text.split(text.includes("\t") ? "\t" : /\s+/);
  if (values.length !== columns.length)
    throw new InputError({
      where: here,
      expected: `${columns.length} values, as #Fields: names`,
      received: `${values.length}, ${excerpt(text)}`,
      hint: "Check that the line is complete",
    });
  return new Map(columns.map((name, index) => [name, values[index]!]));
}

function servedIn(row: Row, unit: "s" | "ms", here: string): Served {
  const [date, time] = [row.get("date"), row.get("time")];
  return servedOf(
    {
      stampMs: date === undefined || time === undefined ? undefined : isoTime(`${date}T${time}Z`, here),
      stampOf: "last byte",
      took: row.get("time-taken"),
      firstByte: row.get("time-to-first-byte"),
      unit,
      bytes: row.get("sc-bytes"),
      status: row.get("sc-status"),
    },
    here,
  );
}
