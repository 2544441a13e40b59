import { isWithin, type Quantity, quantityError } from "../../quantity.js";
import { leoSatelliteModel } from "../families/leo-satellite.js";
import { readRange } from "../flat-kind.js";
import type { GeneratorKind } from "../kind.js";
import { type LeoSatellite, leoTrace } from "../leo.js";
import { BANDWIDTH_MBPS, LATENCY_MS, LOSS, SECONDS, SHARE } from "../quantities.js";

/** A slot begins at most at the last of them, so that one is in every minute. */
const SECOND_OF_MINUTE: Quantity = { name: "a second of the minute", min: 0, max: 59.999 };

export const leo: GeneratorKind<LeoSatellite> = {
  name: "leo",
  description:
    "low-orbit satellites: capacity, latency and loss drawn anew at the same seconds of each minute",
  source: "Starlink's 15 s slots (Tanveer et al., CoNEXT Companion 2023)",
  parameters: [
    { name: "rowSeconds", meaning: "time between two values" },
    {
      name: "startSecond",
      meaning: "second of the minute at which a trace begins; terminals with the same one change in step",
    },
    {
      name: "slotStartSeconds",
      meaning: "seconds of the minute at which a slot begins, the same for all terminals",
    },
    { name: "capacityMbps", meaning: "lowest and highest capacity of a slot; all between are as likely" },
    { name: "latencyMs", meaning: "lowest and highest latency of a slot; all between are as likely" },
    { name: "capacityFlutter", meaning: "standard deviation within a slot, as a share of its capacity" },
    { name: "latencyFlutterMs", meaning: "standard deviation within a slot" },
    { name: "backgroundLoss", meaning: "share of packets lost between handovers" },
    {
      name: "worstHandoverLoss",
      meaning: "the most that a handover loses; the square of a uniform draw decides",
    },
  ],
  defaults: leoSatelliteModel,
  random: true,
  row: ({ row }) => row,
  read: (fields) => ({
    row: fields.needNumber("rowSeconds", SECONDS),
    startSecond: fields.needNumber("startSecond", SECOND_OF_MINUTE),
    slotStarts: fields.needList("slotStartSeconds", "seconds of the minute").map((start) => {
      if (isWithin(start, SECOND_OF_MINUTE)) return start;
      throw quantityError(start, SECOND_OF_MINUTE, fields.where("slotStartSeconds"));
    }),
    capacityMbps: readRange(fields.get("capacityMbps"), BANDWIDTH_MBPS, fields.where("capacityMbps")),
    latencyMs: readRange(fields.get("latencyMs"), LATENCY_MS, fields.where("latencyMs")),
    capacityFlutter: fields.needNumber("capacityFlutter", SHARE),
    latencyFlutterMs: fields.needNumber("latencyFlutterMs", LATENCY_MS),
    backgroundLoss: fields.needNumber("backgroundLoss", LOSS),
    worstHandoverLoss: fields.needNumber("worstHandoverLoss", LOSS),
  }),
  write: ({ row, slotStarts, ...same }) => ({ rowSeconds: row, slotStartSeconds: slotStarts, ...same }),
  traces: (model, { duration, stream }) => {
    return (index) => leoTrace(model, { duration, random: stream(index) });
  },
};
