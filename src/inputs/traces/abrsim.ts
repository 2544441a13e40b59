import { excerpt, InputError } from "../../errors.js";
import { suggestion } from "../../suggestion.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { type Quantity, readQuantity } from "../quantity.js";
import { TraceColumnsBuilder } from "./columns.js";
import { forEachRecord } from "./csv.js";
import type { TraceFormat } from "./format.js";
import { BANDWIDTH_KBPS, DURATION_S, LATENCY_MS, LOSS } from "./quantities.js";

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  duration_s: DURATION_S,
  bandwidth_kbps: BANDWIDTH_KBPS,
  latency_ms: LATENCY_MS,
  loss: LOSS,
};
const COLUMNS = Object.keys(QUANTITIES);
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

  detect: ({ lines }) => REQUIRED.some((column) => splitHeader(lines[0] ?? "").includes(column)),

  async read(chunks, where) {
    const builder = new TraceColumnsBuilder(where);
    let header: readonly string[] | undefined;
    await forEachRecord(chunks, where, (fields, line) => {
      const here = `${where}:${line}`;
      if (header === undefined) header = checkHeader(fields, here);
      else builder.push(readRow(header, fields, here), line);
    });
    return builder.finish();
  },
};

const splitHeader = (line: string) => line.split(",").map((name) => name.replaceAll('"', "").trim());

function checkHeader(names: readonly string[], where: string): readonly string[] {
  names.forEach((name, column) => {
    const twice = names.indexOf(name) !== column;
    if (COLUMNS.includes(name) && !twice) return;
    throw new InputError({
      where,
      expected: `columns among ${COLUMNS.join(", ")}${twice ? ", each once" : ""}`,
      received: excerpt(name),
      hint: twice ? "Remove one of the two" : suggestion(name, COLUMNS),
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
  return names;
}

function readRow(header: readonly string[], fields: readonly string[], where: string) {
  if (fields.length !== header.length) {
    throw new InputError({
      where,
      expected: `${header.length} fields, as in the header`,
      received: `${fields.length}`,
      hint: "Check that the line is complete and that decimals are written with a point",
    });
  }
  const read = (name: string): number | undefined => {
    const column = header.indexOf(name);
    const text = column === -1 ? "" : fields[column]!;
    return text === "" && !REQUIRED.includes(name) ? undefined : readQuantity(text, QUANTITIES[name]!, where);
  };
  const latency = read("latency_ms");
  const loss = read("loss");
  return {
    duration: read("duration_s")!,
    bandwidth: bpsFromKbps(read("bandwidth_kbps")!),
    ...(latency !== undefined && { latency: secondsFromMs(latency) }),
    ...(loss !== undefined && { loss }),
  };
}
