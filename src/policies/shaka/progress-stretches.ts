import type { InFlight, Sample } from "../../model/policy.js";
import type { Bits, Seconds } from "../../units.js";

export interface ProgressStretchesOptions {
  /** A stretch lasts longer than this. */
  readonly interval: Seconds;
  /** A stretch brings at least this. */
  readonly minBits: Bits;
}

/** A request that was under way when it was last heard of. */
interface Request {
  readonly segment: number;
  readonly level: number;
  readonly start: Seconds;
  readonly total: Bits | undefined;
  /** Where the stretch that is going on began. */
  since: Seconds;
  /** What had come by then. */
  loaded: Bits;
}

/** More requests than any player runs at once; of those that were given up, nobody tells. */
const MOST_REQUESTS = 8;
/** Times are sums of floats: by how much an interval may be missed and be the same. */
const ROUNDING: Seconds = 1e-9;

/**
 * Cuts downloads into stretches, for players that measure throughput while a download runs. The first stretch begins
 * with the request, so that it holds the wait for the first bit; the last ends with the download, however short it
 * is. No bit is in two stretches. Of a download whose progress nobody reports the whole is one stretch.
 *
 * After a failed attempt the same request starts from nothing. When, is not said: bits that came before the first
 * report after that are in no stretch, unless the download ends without one.
 */
export class ProgressStretches {
  private readonly interval: Seconds;
  private readonly minBits: Bits;
  private readonly requests: Request[] = [];

  constructor({ interval, minBits }: ProgressStretchesOptions) {
    this.interval = interval;
    this.minBits = minBits;
  }

  /** @returns the stretch that ends now; undefined while it is too short or too small */
  progressed(inFlight: InFlight, now: Seconds): Sample | undefined {
    const request = this.requestOf(inFlight, now);
    const bits = inFlight.loaded - request.loaded;
    if (now - request.since <= this.interval + ROUNDING || bits < this.minBits) return undefined;
    const stretch = stretchOf(request.since, inFlight.firstByte, now, bits, inFlight.level);
    request.since = now;
    request.loaded = inFlight.loaded;
    return stretch;
  }

  /** @returns the stretch that ends with the download; the sample itself if it is all of it */
  finished(sample: Sample): Sample {
    const { requests } = this;
    // The newest first: older ones may have been given up.
    let at = requests.length - 1;
    while (at >= 0 && !canEndAs(requests[at]!, sample)) at--;
    if (at < 0) return sample;
    const { since, loaded } = requests.splice(at, 1)[0]!;
    const { start, firstByte, end, bits, level } = sample;
    // An attempt that began later brought all of it anew.
    return start >= since ? sample : stretchOf(since, firstByte, end, bits - loaded, level);
  }

  private requestOf(inFlight: InFlight, now: Seconds): Request {
    const { requests } = this;
    const { segment, level, start, loaded, total } = inFlight;
    const at = requests.findIndex((request) => request.segment === segment && request.level === level);
    const known = requests[at];
    if (known && known.start === start && known.loaded <= loaded) return known;
    const anew = known === undefined || start >= known.since;
    const request: Request = {
      segment,
      level,
      start,
      total,
      since: anew ? start : now,
      loaded: anew ? 0 : loaded,
    };
    if (known) requests[at] = request;
    else if (requests.push(request) > MOST_REQUESTS) requests.shift();
    return request;
  }
}

function canEndAs(request: Request, { level, bits, start, end }: Sample): boolean {
  const { total = bits } = request;
  return (
    request.level === level &&
    total === bits &&
    request.loaded <= bits &&
    request.start <= start &&
    request.since <= end
  );
}

function stretchOf(
  start: Seconds,
  firstByte: Seconds | undefined,
  end: Seconds,
  bits: Bits,
  level: number,
): Sample {
  return { start, firstByte: Math.min(end, Math.max(start, firstByte ?? start)), end, bits, level };
}
