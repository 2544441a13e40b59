import type { Seconds } from "../../units.js";
import type { LiveObservation } from "../pilot/index.js";
import type { ShakaMediaElement, ShakaPlayer, ShakaRange, ShakaSegmentIndex } from "./player.js";

/** Media ahead of the playhead, as Shaka counts it: without the gaps. */
export function bufferedAhead(ranges: readonly ShakaRange[], time: Seconds): Seconds {
  return ranges.reduce((ahead, { start, end }) => ahead + Math.max(0, end - Math.max(start, time)), 0);
}

/** How much Shaka wants to have. It asks for the next segment as soon as there is less. */
export function bufferGoal(player: ShakaPlayer): Seconds {
  const { bufferingGoal, rebufferingGoal } = player.getConfiguration().streaming;
  return Math.max(bufferingGoal, rebufferingGoal, 1);
}

export function observeLive(
  observation: LiveObservation,
  player: ShakaPlayer,
  element: ShakaMediaElement,
  index: ShakaSegmentIndex | null | undefined,
): void {
  if (!player.isLive()) {
    delete observation.live;
    return;
  }
  const { liveSync } = player.getConfiguration().streaming;
  const { end } = player.seekRange();
  const edge = (index && lastEnd(index)) ?? end;
  observation.live = {
    latency: edge - element.currentTime,
    target: liveSync?.enabled ? liveSync.targetLatency : edge - end,
    edge,
  };
}

function lastEnd(index: ShakaSegmentIndex): Seconds | undefined {
  return index.get(index.getNumEvicted() + index.getNumReferences() - 1)?.getEndTime();
}
