import { walkBuffer } from "../metrics/buffer-corners.js";
import { playingStretches } from "../metrics/playback.js";
import { stalls } from "../metrics/stalls.js";
import type { Seconds } from "../units.js";
import { BATCH_SECONDS, type MeasuredLog, optionalKbps, type TelemetryEvent } from "./telemetry-event.js";
import { positionAt, shownAt, stateAt, valueAt } from "./telemetry-state.js";

/**
 * How playback stands, at the end of each batch in which it went on or something happened. A player that waits for
 * hours has nothing to send, as the document's sends no empty batch.
 */
export function heartbeats(session: MeasuredLog, happened: readonly TelemetryEvent[]): TelemetryEvent[] {
  const { log, video, played } = session;
  const playing = playingStretches(log);
  const stalled = stalls(log);
  const corners: { at: Seconds; value: Seconds }[] = [];
  walkBuffer(log, video, (at, value) => corners.push({ at, value }));

  const batches = new Set(happened.map(({ at_s }) => Math.floor(at_s / BATCH_SECONDS)));
  for (const { from, to } of playing)
    for (let batch = Math.floor(from / BATCH_SECONDS); batch * BATCH_SECONDS < to; batch++)
      batches.add(batch);

  return [...batches]
    .map((batch) => (batch + 1) * BATCH_SECONDS)
    .filter((at) => at <= log.end.at)
    .sort((a, b) => a - b)
    .map((at) => ({
      at_s: at,
      type: "heartbeat",
      state: stateAt(log, at),
      position_s: positionAt(log, at),
      buffer_s: valueAt(corners, at),
      bitrate_kbps: optionalKbps(shownAt(played, at)?.bitrate),
      played_s: within(playing, at - BATCH_SECONDS, at),
      stall_s: within(stalled, at - BATCH_SECONDS, at),
    }));
}

/** Seconds of some stretches of time that lie in a window. */
function within(
  stretches: readonly { readonly from: Seconds; readonly to: Seconds }[],
  from: Seconds,
  to: Seconds,
) {
  let seconds: Seconds = 0;
  for (const stretch of stretches)
    seconds += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from));
  return seconds;
}
