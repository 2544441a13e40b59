import type {
  DeviceState,
  InFlight,
  LiveState,
  NextSegment,
  Observation,
  Phase,
  Sample,
} from "../../model/policy.js";
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
  sizes?: ArrayLike<Bits> = [];
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
  maxBuffer: Seconds;
  playbackRate = 1;
  lastLevel: number | undefined = undefined;
  readonly levels: readonly Level[];
  allowed: readonly [min: number, max: number];
  live?: LiveState;
  device?: DeviceState;
  inFlight?: InFlight;
  readonly segment = new ObservedSegment();
  readonly #video: Video;
  readonly #requests: RequestColumns;
  readonly #pool: SamplePool;
  readonly #shown: Sample[] = [];
  /** Rows of the log that are samples, where not all are; missing: all of them. */
  readonly #sampleRows: number[] | undefined;
  #hidesSizes = false;
  /** Not frozen in the fast lane, which looks at it in the end: engines are slow to read what is frozen. */
  readonly #allLevels: readonly [min: number, max: number];

  /**
   * @param requests the session's log, of which the samples are a view
   * @param selective whether only rows that were named by {@link addSample} are samples
   */
  constructor(
    video: Video,
    maxBuffer: Seconds,
    requests: RequestColumns,
    pool: SamplePool,
    selective = false,
  ) {
    this.#video = video;
    this.levels = video.levels;
    this.#allLevels = [0, video.levels.length - 1];
    this.allowed = selective ? Object.freeze(this.#allLevels) : this.#allLevels;
    this.maxBuffer = maxBuffer;
    this.#requests = requests;
    this.#pool = pool;
    this.#sampleRows = selective ? [] : undefined;
  }

  /** Whether every level is still allowed, as it was in the beginning. */
  get isIntact(): boolean {
    const [min, max] = this.#allLevels;
    return this.allowed === this.#allLevels && min === 0 && max === this.levels.length - 1;
  }

  /** The last row of the log is a sample. */
  addSample(): void {
    this.#sampleRows?.push(this.#requests.count - 1);
  }

  /** Written out when looked at: most policies hear of samples one by one, or not at all. */
  get samples(): readonly Sample[] {
    const shown = this.#shown;
    const count = this.#sampleRows?.length ?? this.#requests.count;
    while (shown.length < count) shown.push(this.sampleAt(shown.length));
    return shown;
  }

  /** The download that finished last; undefined before the first. */
  get newest(): Sample | undefined {
    return (this.#sampleRows?.length ?? this.#requests.count) > 0 ? this.lastSample() : undefined;
  }

  /** The same, after the first. */
  lastSample(): Sample {
    return this.sampleAt((this.#sampleRows?.length ?? this.#requests.count) - 1);
  }

  /** Shows the segment about to be asked for; past the last one, there is nothing to show and nothing changes. */
  showSegment(index: number): void {
    const { segment } = this;
    const video = this.#video;
    const sizes = video.sizesShown[index];
    if (sizes === undefined) return;
    segment.index = index;
    segment.duration = video.durations[index]!;
    segment.remaining = video.durations.length - index;
    if (!this.#hidesSizes) segment.sizes = sizes;
  }

  /** From now on, nobody is told how large segments are. */
  hideSizes(): void {
    this.#hidesSizes = true;
    delete this.segment.sizes;
  }

  /** The sample of the newest row, to be filled in: a view of the log is dear where a row is known. */
  nextSample(): ObservedSample {
    return this.#pool.at(this.#requests.count - 1);
  }

  private sampleAt(index: number): Sample {
    const requests = this.#requests;
    const row = this.#sampleRows?.[index] ?? index;
    const sample = this.#pool.at(index);
    // What rested in between says nothing of the network: to a policy, such a download began later.
    const detail = row < requests.details.length ? requests.details[row] : undefined;
    const rested = detail?.rested ?? 0;
    const processed = (detail?.processed ?? 0) - (detail?.sampled ?? 0);
    sample.start = requests.requested[row]! + rested;
    sample.firstByte = requests.firstByte[row]! + rested;
    sample.end = requests.finished[row]! - processed;
    sample.bits = requests.received[row]!;
    sample.level = requests.level[row]!;
    return sample;
  }
}
