import type { MeasuredLog, TelemetryEvent } from "./telemetry-event.js";
import { optionalKbps } from "./telemetry-event.js";

type Reason = "bandwidth" | "buffer" | "manual";

/** Words of policies that tell of the buffer, or of somebody's will; everything else is about bandwidth. */
const BUFFER_WORDS = /buffer|panic|conservative|low$|stall|reservoir|cushion|bola/i;
const MANUAL_WORDS = /manual|user|viewer|fixed|constant/i;

/** The document's three reasons for a change of quality, from what a policy said. */
export function reasonOf(decision: string | undefined): Reason {
  if (decision === undefined) return "bandwidth";
  if (MANUAL_WORDS.test(decision)) return "manual";
  return BUFFER_WORDS.test(decision) ? "buffer" : "bandwidth";
}

/** Changes of the level asked for, when they were decided. Attempts that repeat a request decide nothing. */
export function qualityChanges({ log: { requests }, video }: MeasuredLog): TelemetryEvent[] {
  const rows = Array.from({ length: requests.count }, (_, row) => row).sort(
    (a, b) => requests.decided[a]! - requests.decided[b]! || a - b,
  );
  const changes: TelemetryEvent[] = [];
  let level: number | undefined;
  for (const row of rows) {
    const to = requests.level[row]!;
    const from = level;
    level = to;
    if (from === undefined || from === to) continue;
    changes.push({
      at_s: requests.decided[row]!,
      type: "quality_change",
      from,
      to,
      reason: reasonOf(requests.reason[row]),
      decision: requests.reason[row],
      buffer_s: requests.bufferBefore[row],
      bitrate_kbps: optionalKbps(video.levels[to]?.bitrate),
    });
  }
  return changes;
}
