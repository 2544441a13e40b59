import type { InFlight, Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { type Bits, bpsFromKbps, kbpsFromBps, type Seconds, secondsFromMs } from "../../units.js";
import { highestOrLowest } from "../shared/ladder.js";
import { bufferTarget } from "./buffer-target.js";
import type { DashjsOptions } from "./options.js";

export type AbandonRequestsSettings = Pick<
  DashjsOptions,
  "abandonDurationMultiplier" | "abandonAfterMs" | "abandonMinSamples"
>;

/** Hears of progress, and says for which level to give the download up, if for any. */
export type AbandonRequestsRule = (inFlight: InFlight, observation: Observation) => number | undefined;

/** What rates reckoned in seconds may fall short of a half in whole bytes and milliseconds by. */
const ROUNDING = 1e-10;
const SHORTEST: Seconds = 0.001;

/**
 * dash.js's AbandonRequestsRule (5.2.1). From the 6th report of progress and 500 ms after the first byte on, with no more
 * in the buffer than its target: the throughput since the first report, in whole kbit/s, tells how long the whole
 * download would take, in hundredths of a second. If that is 1.8 times the segment's duration or more, the level is
 * not the lowest, and what is left is more than the whole segment at the highest level within that throughput, it is
 * that level. No segment is given up twice.
 *
 * @param segmentDuration nominal, where the segment's own is not known
 */
export function createAbandonRequestsRule(
  levels: readonly Level[],
  segmentDuration: Seconds,
  settings: AbandonRequestsSettings,
): AbandonRequestsRule {
  const givenUp = new Set<number>();
  let lastStart: Seconds | undefined;
  let reports = 0;
  let firstAt: Seconds = 0;
  let firstLoaded: Bits = 0;
  let lastLoaded: Bits = 0;

  return ({ segment, level, start, firstByte, loaded, total = 0 }, o) => {
    if (firstByte === undefined || loaded <= 0) return undefined;
    // Another request, or the same one anew after a failure.
    if (start !== lastStart || loaded < lastLoaded) {
      lastStart = start;
      reports = 0;
      firstAt = o.now;
      firstLoaded = loaded;
    }
    reports++;
    lastLoaded = loaded;
    const tooEarly =
      reports < settings.abandonMinSamples || o.now - firstByte <= secondsFromMs(settings.abandonAfterMs);
    if (tooEarly || givenUp.has(segment) || o.buffer > bufferTarget(o) || loaded >= total) return undefined;

    const rate = (loaded - firstLoaded) / Math.max(o.now - firstAt, SHORTEST);
    const kbps = Math.round(kbpsFromBps(rate * (1 + ROUNDING)));
    const estimated = Number(secondsFromMs(total / kbps).toFixed(2));
    const duration = o.segment.index === segment ? o.segment.duration : segmentDuration;
    const [lowest] = o.allowed;
    if (estimated < duration * settings.abandonDurationMultiplier || level <= lowest) return undefined;
    const instead = Math.max(lowest, highestOrLowest(levels, bpsFromKbps(kbps)));
    const whole = (total * levels[instead]!.bitrate) / levels[level]!.bitrate;
    if (total - loaded <= whole) return undefined;
    givenUp.add(segment);
    return instead;
  };
}
