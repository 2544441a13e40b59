import type { InFlight, Observation } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import { hasPassed } from "../shared/elapsed.js";
import { bandwidthOf, leastRebuffering, type VhsRenditions } from "./selector.js";

export interface EarlyAbortSettings {
  readonly earlyAbortAfterSeconds: Seconds;
  readonly minimumTimeSavingSeconds: Seconds;
  readonly rebufferingTimeSavingSeconds: Seconds;
}

/** VHS thinks of so much less buffer than there is. */
const KEPT_BACK: Seconds = 1;
/** Less than this is an empty buffer; `TIME_FUDGE_FACTOR`. */
const FUDGE: Seconds = 1 / 30;

/**
 * VHS 3.17's early abort (segment-loader.js, earlyAbortWhenNeeded_): a second after its first byte, a download that
 * will take longer than the buffer lasts, less a second, is given up for a level that saves half a second; a whole one
 * where the buffer is about to be empty. Its rate is taken over the whole request, its size from the level's bitrate.
 *
 * @returns the level to go to; undefined where the download is to go on
 */
export function earlyAbort(
  renditions: VhsRenditions,
  { level, start, firstByte, loaded }: InFlight,
  { now, buffer, playbackRate }: Observation,
  {
    duration,
    requests,
    settings,
  }: {
    readonly duration: Seconds;
    readonly requests: (level: number) => number;
    readonly settings: EarlyAbortSettings;
  },
): number | undefined {
  if (firstByte === undefined || loaded <= 0) return undefined;
  if (now <= start || !hasPassed(firstByte, now, settings.earlyAbortAfterSeconds)) return undefined;
  const rate = loaded / (now - start);
  const remaining = (duration * bandwidthOf(renditions.levels[level]!) - loaded) / rate;
  const untilEmpty = buffer / (playbackRate || 1) - KEPT_BACK;
  if (remaining <= untilEmpty) return undefined;
  const better = leastRebuffering(renditions, rate, duration, untilEmpty, requests);
  if (better === undefined || better.level === level) return undefined;
  const saving = remaining - untilEmpty - better.impact;
  const wanted =
    untilEmpty <= FUDGE ? settings.rebufferingTimeSavingSeconds : settings.minimumTimeSavingSeconds;
  return saving < wanted ? undefined : better.level;
}
