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

  constructor(levels: readonly Level[], segmentDuration: Seconds, maxBuffer: Seconds) {
    this.levels = levels;
    this.maxBuffer = maxBuffer;
    this.allowed = [0, levels.length - 1];
    this.segment = { index: 0, duration: segmentDuration, remaining: Number.POSITIVE_INFINITY };
  }
}
