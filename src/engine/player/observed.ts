import type { NextSegment, Observation, Phase, Sample } from "../../model/policy.js";
import type { RequestColumns } from "../../model/session.js";
import type { Level, Video } from "../../model/video.js";
import type { Bits, Seconds } from "../../units.js";

class ObservedSample implements Sample {
  start: Seconds = 0;
  firstByte: Seconds = 0;
  end: Seconds = 0;
  bits: Bits = 0;
  level = 0;
}

class ObservedSegment implements NextSegment {
  index = 0;
  duration: Seconds = 0;
  remaining = 0;
  sizes: ArrayLike<Bits> = [];
}

/**
 * Sample objects that are written anew in every session instead of being made anew. They live as long as the
 * workspace; policies were told that an observation is valid during the call only.
 */
export class SamplePool {
  private readonly samples: ObservedSample[] = [];

  at(index: number): ObservedSample {
    let sample = this.samples[index];
    if (sample === undefined) {
      sample = new ObservedSample();
      this.samples.push(sample);
    }
    return sample;
  }
}

/** The one observation of a session, refilled before each call of its policy. */
export class ObservedState implements Observation {
  now: Seconds = 0;
  phase: Phase = "startup";
  buffer: Seconds = 0;
  readonly maxBuffer: Seconds;
  readonly playbackRate = 1;
  lastLevel: number | undefined = undefined;
  readonly levels: readonly Level[];
  readonly allowed: readonly [min: number, max: number];
  readonly segment = new ObservedSegment();
  private readonly video: Video;
  private readonly requests: RequestColumns;
  private readonly pool: SamplePool;
  private readonly shown: Sample[] = [];

  /** @param requests the session's log, of which the samples are a view */
  constructor(video: Video, maxBuffer: Seconds, requests: RequestColumns, pool: SamplePool) {
    this.video = video;
    this.levels = video.levels;
    this.allowed = Object.freeze([0, video.levels.length - 1] as const);
    this.maxBuffer = maxBuffer;
    this.requests = requests;
    this.pool = pool;
  }

  /** Written out when looked at: most policies hear of samples one by one, or not at all. */
  get samples(): readonly Sample[] {
    while (this.shown.length < this.requests.count) this.shown.push(this.sampleAt(this.shown.length));
    return this.shown;
  }

  /** The download that finished last. */
  lastSample(): Sample {
    return this.sampleAt(this.requests.count - 1);
  }

  /** Shows the segment about to be asked for; past the last one, there is nothing to show and nothing changes. */
  showSegment(index: number): void {
    const { segment, video } = this;
    const sizes = video.sizesShown[index];
    if (sizes === undefined) return;
    segment.index = index;
    segment.duration = video.durations[index]!;
    segment.remaining = video.durations.length - index;
    segment.sizes = sizes;
  }

  private sampleAt(row: number): Sample {
    const { requests } = this;
    const sample = this.pool.at(row);
    sample.start = requests.requested[row]!;
    sample.firstByte = requests.firstByte[row]!;
    sample.end = requests.finished[row]!;
    sample.bits = requests.received[row]!;
    sample.level = requests.level[row]!;
    return sample;
  }
}
