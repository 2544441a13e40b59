import type { LiveState } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import {
  type DashjsPlayer,
  type DashjsStreamInfo,
  type DashjsStreamProcessor,
  streamingOf,
  VIDEO,
} from "./player.js";

/** What fetches the video of a period; undefined while another period is being played. */
export function videoProcessor(player: DashjsPlayer, streamId: string): DashjsStreamProcessor | undefined {
  const stream = player.getActiveStream();
  if (stream?.getId() !== streamId) return undefined;
  return stream.getStreamProcessors().find((each) => each.getType() === VIDEO);
}

/** Where what is buffered at a media time ends; NaN if nothing is, undefined where nobody knows. */
export const bufferEnd = (processor: DashjsStreamProcessor | undefined, time: Seconds): Seconds | undefined =>
  processor?.getBufferController()?.getContinuousBufferTimeForTargetTime(time);

/**
 * Seconds of video ahead of the playhead, at this instant: dash.js's own figure is as of the last time that the element
 * told how far it is, which can be 250 ms ago. It is taken where the playhead is not in the buffer.
 */
export function bufferAhead(player: DashjsPlayer, processor: DashjsStreamProcessor | undefined): Seconds {
  const { currentTime } = player.getVideoElement();
  const end = bufferEnd(processor, currentTime);
  if (end !== undefined && end >= currentTime) return end - currentTime;
  const level = player.getDashMetrics().getCurrentBufferLevel(VIDEO);
  return level > 0 ? level : 0;
}

/** With so much ahead, an element that waits has other reasons, such as a decoder that is not fast enough. */
const NOT_STARVED: Seconds = 0.5;

/** Whether the element is out of media, of sound or picture. */
export function isStarved(player: DashjsPlayer): boolean {
  const { currentTime, buffered } = player.getVideoElement();
  for (let range = 0; range < buffered.length; range++)
    if (buffered.start(range) <= currentTime && currentTime + NOT_STARVED < buffered.end(range)) return false;
  return true;
}

/**
 * What dash.js aims at below the top level (`bufferTimeDefault`), and never more than the delay of a live stream. At the
 * top level it buffers more: 30 s, or 60 s of long content.
 */
export function bufferGoal(player: DashjsPlayer, { manifestInfo }: DashjsStreamInfo): Seconds {
  const { bufferTimeDefault = 0 } = streamingOf(player).buffer ?? {};
  // As dash.js does where the setting has no value.
  const goal = bufferTimeDefault > 0 ? bufferTimeDefault : 18;
  const delay = manifestInfo.isDynamic ? player.getTargetLiveDelay() : Number.NaN;
  return delay > 0 ? Math.min(goal, delay) : goal;
}

/** Until playback has begun nobody lags behind the edge: it will begin at the target. */
export function liveState(player: DashjsPlayer, { manifestInfo }: DashjsStreamInfo): LiveState | undefined {
  if (!manifestInfo.isDynamic) return undefined;
  const target = player.getTargetLiveDelay();
  const latency = player.getCurrentLiveLatency();
  const { end } = player.getDvrWindow();
  if (!(target > 0) || end === undefined || Number.isNaN(end)) return undefined;
  return { latency: latency > 0 ? latency : target, target, edge: end };
}
