import { excerpt, InputError } from "../../errors.js";
import { nearest } from "../../suggestion.js";
import { bpsFromKbps, secondsFromMs } from "../../units.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import type { TraceFormat } from "./format.js";
import { type FlatObject, forEachFlatObject } from "./json-objects.js";
import { BANDWIDTH_KBPS, DURATION_MS, LATENCY_MS } from "./quantities.js";

/**
 * Sabre's network traces (Spiteri et al., MMSys 2018): a JSON array of
 * `{"duration_ms": ..., "bandwidth_kbps": ..., "latency_ms": ...}`. Other keys are ignored, as Sabre does; a latency
 * may be missing if it is missing everywhere.
 *
 * - Interval: each object is one, lasting `duration_ms`, each after the one before; the first starts at 0.
 * - Units: ms; kbps are 1000 bit/s; a latency is from a request to its first bit.
 * - End: the trace repeats from its first object.
 */
export const sabre: TraceFormat = {
  name: "sabre",
  looks: "a JSON array of objects with duration_ms and bandwidth_kbps",
  means: { interval: "an object", units: "ms, kbps", end: "repeats" },

  detect: ({ text }) => text.startsWith("[") && /"(?:duration_ms|bandwidth_kbps)"\s*:/.test(text),

  async read(chunks, { where }, sink) {
    await forEachFlatObject(chunks, where, (object) => {
      const latency = readField(object, "latency_ms", LATENCY_MS, where);
      sink.interval(
        {
          duration: secondsFromMs(needField(object, "duration_ms", DURATION_MS, where)),
          bandwidth: bpsFromKbps(needField(object, "bandwidth_kbps", BANDWIDTH_KBPS, where)),
          ...(latency !== undefined && { latency: secondsFromMs(latency) }),
        },
        object.line,
      );
    });
  },
};

function readField(
  { fields }: FlatObject,
  key: string,
  quantity: Quantity,
  file: string,
): number | undefined {
  const field = fields.get(key);
  if (field === undefined) return undefined;
  if (isWithin(field.value, quantity)) return field.value;
  throw quantityError(field.value, quantity, `${file}:${field.line}`);
}

function needField(object: FlatObject, key: string, quantity: Quantity, file: string): number {
  const value = readField(object, key, quantity, file);
  if (value !== undefined) return value;
  const keys = [...object.fields.keys()];
  const near = nearest(key, keys);
  throw new InputError({
    where: `${file}:${object.line}`,
    expected: `an object with the key "${key}"`,
    received: keys.length > 0 ? `one with the keys ${excerpt(keys.join(", "))}` : "an empty one",
    ...(near !== undefined && { hint: `Rename ${near} to ${key}` }),
  });
}
