import { kbpsFromBps } from "../../units.js";
import { shortened } from "../names.js";
import { quantity } from "../number-format.js";
import type { InspectedSession } from "./inspected-session.js";

/** A session in two lines: which it is, and how it went. */
export function sessionSummary(session: InspectedSession): string[] {
  const { timeline, end, levels } = session;
  const { policy, client, trace, video, replicate, seed } = timeline.identity;
  const who = client === undefined ? shortened(policy) : `${shortened(policy)}, client ${shortened(client)}`;
  const top = quantity(kbpsFromBps(levels.at(-1)!.bitrate), "kbit/s");
  return [
    `${who} on ${shortened(trace)}: ${shortened(video)} (${levels.length} levels, up to ${top}), replicate ${replicate}, seed ${seed}`,
    [howItEnded(end), ...figures(session)].join(", "),
  ];
}

function howItEnded(end: InspectedSession["end"]): string {
  const at = `after ${quantity(end.at, "s")}`;
  return end.status === "failed"
    ? `failed at segment ${end.segment} ${at}: ${end.problem}`
    : `${end.status} ${at}`;
}

function figures({ metrics }: InspectedSession): string[] {
  const figureOf = (name: string) => metrics.find(({ column }) => column.name === name)?.value;
  const stalls = figureOf("stall_count");
  const counted = (count: number, one: string) =>
    `${count} ${one}${count === 1 ? "" : one.endsWith("h") ? "es" : "s"}`;
  const startup = figureOf("startup_s");
  const bitrate = figureOf("mean_bitrate_kbps");
  const switches = figureOf("switches");
  return [
    ...(startup === undefined ? [] : [`startup ${quantity(startup, "s")}`]),
    ...(stalls === undefined
      ? []
      : [
          stalls === 0
            ? "no stall"
            : `${counted(stalls, "stall")} of ${quantity(figureOf("stall_s"), "s")} in all`,
        ]),
    ...(bitrate === undefined ? [] : [`${quantity(bitrate, "kbit/s")} on average`]),
    ...(switches === undefined ? [] : [counted(switches, "switch")]),
    ...metrics
      .filter(({ column, value }) => column.name.startsWith("qoe_") && value !== undefined)
      .map(({ column, value }) => `${column.label} ${quantity(value, "")}`),
  ];
}
