import { createRequire } from "node:module";
import type { InFlight, Observation, PolicyFactory, Sample } from "../../../src/model/policy.js";
import { bytesFromBits, msFromSeconds } from "../../../src/units.js";

/*
 * The real adaptive-streaming code of rx-player in Node: its internals by file path, which need no browser. What the
 * player does around it is done here: observing playback, telling of requests, and keeping the current representation.
 */

interface Representation {
  readonly id: string;
  readonly index: number;
  readonly bitrate: number;
}

/** rx-player's SharedReference. */
interface Reference<T> {
  getValue(): T;
  setValue(value: T): void;
}

interface PlaybackObservation {
  bufferGap: number;
  position: { getWanted(): number };
  maximumPosition: number;
  speed: number;
  duration: number;
}

interface Estimate {
  readonly representation: Representation;
  readonly bitrate: number | undefined;
  readonly urgent: boolean;
}

interface Callbacks {
  requestBegin(request: object): void;
  requestProgress(progress: object): void;
  requestEnd(request: object): void;
  metrics(metrics: object): void;
  addedSegment(added: object): void;
}

type GetEstimates = (
  context: object,
  currentRepresentation: Reference<Representation | null>,
  representations: Reference<Representation[]>,
  playbackObserver: object,
  signal: object,
) => { readonly estimates: Reference<Estimate>; readonly callbacks: Callbacks };

/** rx-player's own bandwidth estimator. */
export interface RealRxPlayerEstimator {
  addSample(durationMs: number, bytes: number): void;
  getEstimate(): number | undefined;
}

const ADAPTIVE = "core/adaptive/";

function internal<T>(path: string): T {
  const require = createRequire(import.meta.url);
  const file = new URL(`../../../node_modules/rx-player/dist/commonjs/${path}.js`, import.meta.url);
  return (require(file.pathname) as { default: T }).default;
}

export function realRxPlayerEstimator(): RealRxPlayerEstimator {
  const Estimator = internal<new () => RealRxPlayerEstimator>(`${ADAPTIVE}utils/bandwidth_estimator`);
  return new Estimator();
}

/** Its configuration as shipped. */
export const realRxPlayerConfig = (): Readonly<Record<string, unknown>> =>
  internal<{ getCurrent(): Readonly<Record<string, unknown>> }>("config").getCurrent();

/** The real AdaptiveRepresentationSelector as a policy, observing playback when ours says that it does. */
export const realRxPlayer =
  (options: { readonly lowLatencyMode?: boolean; readonly initialBitrate?: number } = {}): PolicyFactory =>
  (_, context) => {
    const Ref = internal<new <T>(value: T) => Reference<T>>("utils/reference");
    const Canceller = internal<new (name: string) => { readonly signal: object }>("utils/task_canceller");
    const create = internal<(options: object) => GetEstimates>(`${ADAPTIVE}index`);
    const { lowLatencyMode = false, initialBitrate = 0 } = options;

    const representations = context.levels.map(({ bitrate }, index) => ({ id: `r${index}`, index, bitrate }));
    const current = new Ref<Representation | null>(null);
    let throttle = Number.POSITIVE_INFINITY;
    const getEstimates = create({
      initialBitrates: { video: initialBitrate },
      lowLatencyMode,
      throttlers: {
        limitResolution: {},
        throttleBitrate: { video: { getValue: () => throttle, onUpdate() {} } },
      },
    });
    let position = 0;
    const observation: PlaybackObservation = {
      bufferGap: 0,
      position: { getWanted: () => position },
      maximumPosition: 0,
      speed: 1,
      duration: 0,
    };
    let listener = (_observation: PlaybackObservation) => {};
    const playbackObserver = {
      getReference: () => ({ getValue: () => observation }),
      listen(heard: (observation: PlaybackObservation) => void) {
        listener = heard;
      },
    };

    let selector: ReturnType<GetEstimates> | undefined;
    let clockMs = 0;
    let observedAt: Observation | undefined;
    let mediaStart = 0;
    let requests = 0;
    let request: { readonly id: string; readonly content: object; readonly level: number } | undefined;
    let loaded = 0;
    let duration = 0;

    /** Calls the selector while the clock and playback are as the observation says. */
    function at<T>(o: Observation, nextStart: number, call: () => T): T {
      const { now } = performance;
      clockMs = msFromSeconds(o.now);
      performance.now = () => clockMs;
      throttle = o.levels[o.allowed[1]]!.bitrate;
      observation.bufferGap = o.buffer;
      position = nextStart - o.buffer;
      observation.maximumPosition = position + (o.live?.latency ?? 1000);
      observation.speed = o.playbackRate;
      observation.duration = nextStart + o.segment.duration * o.segment.remaining;
      try {
        return call();
      } finally {
        performance.now = now;
      }
    }

    function observe(o: Observation): Estimate {
      if (selector === undefined) {
        const type = "video";
        const isDynamic = o.live !== undefined;
        selector = getEstimates(
          { adaptation: { type }, manifest: { isDynamic }, period: {} },
          current,
          new Ref(representations),
          playbackObserver,
          new Canceller("test").signal,
        );
      } else listener(observation);
      observedAt = { ...o };
      return selector.estimates.getValue();
    }

    function endRequest(): void {
      if (request) selector!.callbacks.requestEnd({ id: request.id });
      request = undefined;
    }

    function begin(level: number, o: Observation): void {
      duration = o.segment.duration;
      current.setValue(representations[level]!);
      const segment = { time: mediaStart, duration, complete: true, isInit: false };
      const content = { segment, representation: representations[level]! };
      request = { id: String(requests++), content, level };
      loaded = 0;
      selector!.callbacks.requestBegin({ id: request.id, requestTimestamp: clockMs, content });
    }

    const isObserved = ({ now, allowed, playbackRate }: Observation): boolean =>
      observedAt?.now === now &&
      observedAt.allowed[1] === allowed[1] &&
      observedAt.playbackRate === playbackRate;

    return {
      name: "real-rx-player",
      decide: (o) =>
        at(o, mediaStart, () => {
          // Given up by the urgent switch.
          endRequest();
          const { representation } = isObserved(o) ? selector!.estimates.getValue() : observe(o);
          const level = Math.min(representation.index, o.allowed[1]);
          begin(level, o);
          return { level };
        }),
      onProgress: (inFlight: InFlight, o) =>
        at(o, mediaStart, () => {
          const total = inFlight.total!;
          if (inFlight.loaded > loaded && inFlight.loaded < total) {
            loaded = inFlight.loaded;
            const [size, totalSize] = [bytesFromBits(loaded), bytesFromBits(total)];
            const elapsed = clockMs - msFromSeconds(inFlight.start);
            const progress = { duration: elapsed, size, totalSize, timestamp: clockMs, id: request!.id };
            selector!.callbacks.requestProgress(progress);
          }
          if (o.now - observedAt!.now < 1) return undefined;
          const { representation, urgent } = observe(o);
          const level = Math.min(representation.index, o.allowed[1]);
          return urgent && level < inFlight.level ? { abandonTo: level } : undefined;
        }),
      onSample(sample: Sample, o) {
        mediaStart += duration;
        at(o, mediaStart, () => {
          const { callbacks } = selector!;
          const { content, level } = request!;
          endRequest();
          const requestDuration = msFromSeconds(sample.end - sample.start);
          callbacks.metrics({
            requestDuration,
            size: bytesFromBits(sample.bits),
            content,
            segmentDuration: duration,
          });
          callbacks.addedSegment({
            content: { representation: representations[level]! },
            buffered: [{ start: position, end: position + o.buffer }],
          });
          observedAt = { ...o };
        });
      },
    };
  };
