import type {
  DeviceState,
  InFlight,
  LiveState,
  NextSegment,
  Observation,
  Phase,
  Sample,
} from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";

/** What an adapter fills in before it asks its pilot: an observation whose parts may be set. */
export class LiveObservation implements Observation {
  now: Seconds = 0;
  phase: Phase = "startup";
  buffer: Seconds = 0;
  maxBuffer: Seconds;
  playbackRate = 1;
  lastLevel: number | undefined = undefined;
  readonly levels: readonly Level[];
  allowed: readonly [min: number, max: number];
  segment: NextSegment;
  readonly samples: Sample[] = [];
  live?: LiveState;
  device?: DeviceState;
  inFlight?: InFlight;

  private samplesShown: readonly Sample[] = Object.freeze([]);

  constructor(levels: readonly Level[], segmentDuration: Seconds, maxBuffer: Seconds) {
    this.levels = levels;
    this.maxBuffer = maxBuffer;
    this.allowed = [0, levels.length - 1];
    this.segment = { index: 0, duration: segmentDuration, remaining: Number.POSITIVE_INFINITY };
  }

  /** A copy for the policy, which it cannot change: neither what the adapter goes by, nor what is recorded. */
  shown(): Observation {
    if (this.samplesShown.length !== this.samples.length)
      this.samplesShown = Object.freeze(this.samples.slice());
    const { now, phase, buffer, maxBuffer, playbackRate, lastLevel, levels, live, device, inFlight } = this;
    return Object.freeze({
      now,
      phase,
      buffer,
      maxBuffer,
      playbackRate,
      lastLevel,
      levels,
      allowed: Object.freeze([this.allowed[0], this.allowed[1]] as const),
      segment: Object.freeze({ ...this.segment }),
      samples: this.samplesShown,
      ...(live && { live: Object.freeze({ ...live }) }),
      ...(device && { device: Object.freeze({ ...device }) }),
      ...(inFlight && { inFlight: Object.freeze({ ...inFlight }) }),
    });
  }
}
