import { excerpt, InputError } from "../../errors.js";
import type { TraceInterval } from "../../model/trace.js";
import { nearestHint } from "../../suggestion.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { forEachRecord } from "../csv.js";
import { isWithin, parseDecimal, type Quantity, quantityError } from "../quantity.js";
import type { TraceFormat } from "./format.js";
import { BANDWIDTH_KBPS, DURATION_S, LATENCY_MS, LOSS } from "./quantities.js";

const COLUMNS = ["duration_s", "bandwidth_kbps", "latency_ms", "loss"];
const REQUIRED = ["duration_s", "bandwidth_kbps"];

/**
 * abrsim's own format: comma-separated values with the header `duration_s,bandwidth_kbps[,latency_ms][,loss]`, its
 * columns in any order.
 *
 * - Interval: each row is one, lasting `duration_s` seconds, each after the one before; the first starts at 0.
 * - Units: kbps are 1000 bit/s; a latency is from a request to its first bit; a loss is a share from 0 to 1.
 * - End: the trace repeats from its first row.
 */
export const abrsim: TraceFormat = {
  name: "abrsim",
  looks: "the header duration_s,bandwidth_kbps[,latency_ms][,loss]",
  means: { interval: "a row", units: "s, kbps, ms", end: "repeats" },

  detect: ({ lines }) => REQUIRED.some((column) => splitHeader(lines[0] ?? "").includes(column)),

  async read(chunks, { where }, sink) {
    let header: Header | undefined;
    await forEachRecord(chunks, where, (fields, line) => {
      if (header === undefined) header = readHeader(fields, `${where}:${line}`);
      else sink.interval(readRow(header, { fields, where, line }), line);
    });
  },
};

const splitHeader = (line: string) => line.split(",").map((name) => name.replaceAll('"', "").trim());

/** The place of each column in a row; -1 for one that is not there. */
interface Header {
  readonly columns: number;
  readonly duration: number;
  readonly bandwidth: number;
  readonly latency: number;
  readonly loss: number;
}

function readHeader(names: readonly string[], where: string): Header {
  names.forEach((name, column) => {
    const twice = names.indexOf(name) !== column;
    if (COLUMNS.includes(name) && !twice) return;
    throw new InputError({
      where,
      expected: `columns among ${COLUMNS.join(", ")}${twice ? ", each once" : ""}`,
      received: excerpt(name),
      ...(twice ? { hint: "Remove one of the two" } : nearestHint(name, COLUMNS)),
    });
  });
  for (const name of REQUIRED) {
    if (!names.includes(name))
      throw new InputError({
        where,
        expected: `a column ${name}`,
        received: `the columns ${names.join(", ")}`,
      });
  }
  const [duration, bandwidth, latency, loss] = COLUMNS.map((name) => names.indexOf(name));
  return {
    columns: names.length,
    duration: duration!,
    bandwidth: bandwidth!,
    latency: latency!,
    loss: loss!,
  };
}

/** A row, and where it stands. A file of a gigabyte has a hundred million, so that is put in words only when one is wrong. */
interface Row {
  readonly fields: readonly string[];
  readonly where: string;
  readonly line: number;
}

function readRow(header: Header, row: Row): TraceInterval {
  const { fields, where, line } = row;
  if (fields.length !== header.columns) {
    throw new InputError({
      where: `${where}:${line}`,
      expected: `${header.columns} fields, as in the header`,
      received: `${fields.length}`,
      hint: "Check that the line is complete and that decimals are written with a point",
    });
  }
  const duration = readField(row, header.duration, DURATION_S);
  const bandwidth = bpsFromKbps(readField(row, header.bandwidth, BANDWIDTH_KBPS));
  const hasLatency = header.latency !== -1 && fields[header.latency] !== "";
  const hasLoss = header.loss !== -1 && fields[header.loss] !== "";
  if (!hasLatency && !hasLoss) return { duration, bandwidth };
  return {
    duration,
    bandwidth,
    ...(hasLatency && { latency: secondsFromMs(readField(row, header.latency, LATENCY_MS)) }),
    ...(hasLoss && { loss: readField(row, header.loss, LOSS) }),
  };
}

function readField({ fields, where, line }: Row, column: number, quantity: Quantity): number {
  const value = parseDecimal(fields[column]!);
  if (isWithin(value, quantity)) return value;
  throw quantityError(fields[column], quantity, `${where}:${line}`);
}
