import type { BufferBySizeSettings } from "../../model/settings/index.js";
import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";
import type { Behaviour } from "../session-control.js";
import { bufferFactorAt } from "./device-events.js";

/**
 * The maximum buffer where it may hold a size: as long as that lasts at the level's highest bitrate, but no less than the
 * usual maximum and no more than the longest (hls.js 1.7's source, base-stream-controller.ts: getMaxBufferLength).
 */
export function maxBufferBySize(
  { size, most }: BufferBySizeSettings,
  usual: Seconds,
  { bitrate, peakBitrate = bitrate }: Level,
): Seconds {
  return Math.min(Math.max(size / peakBitrate, usual), most);
}

/** Sets the maximum buffer by the level of each request, before there is room to be found for the next. */
export function bufferBySize(settings: BufferBySizeSettings): Behaviour {
  return (session) => {
    session.listen({
      segmentRequested(_, level) {
        const { device, player } = session.settings;
        const usual = player.maxBuffer * bufferFactorAt(device?.events, session.now);
        session.setMaxBuffer(maxBufferBySize(settings, usual, session.video.levels[level]!));
      },
    });
  };
}
