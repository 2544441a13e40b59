import { everythingSettings } from "../../../bench/everything.js";
import { simulate } from "../../../src/engine/simulate.js";
import type {
  InFlight,
  Observation,
  Policy,
  PolicyContext,
  PolicyFactory,
} from "../../../src/model/policy.js";
import type { AbandonmentSettings, SessionSettings } from "../../../src/model/settings/index.js";
import { type Trace, traceFromIntervals } from "../../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";
import { normalDraw, randomStream } from "../../../src/random.js";
import type { ObservedCall, ObservedSession, Seen } from "./session.js";

const LADDER = [
  { bitrate: 300e3, height: 240 },
  { bitrate: 750e3, height: 360 },
  { bitrate: 1200e3, height: 480 },
  { bitrate: 1850e3, height: 720 },
  { bitrate: 2850e3, height: 1080 },
  { bitrate: 4300e3, height: 1440 },
];
const SEGMENT_SECONDS = 2;

const PROGRESS: AbandonmentSettings = { progressEvery: 0.25, progressBits: 1, afterwards: "forced" };

const recordedSettings: SessionSettings = {
  ...everythingSettings,
  player: { ...everythingSettings.player, abandonment: PROGRESS },
};

const liveSettings: SessionSettings = {
  player: {
    startupBuffer: 2,
    resumeBuffer: 2,
    maxBuffer: 30,
    starvedAfter: 3600,
    abandonment: PROGRESS,
  },
  network: { rtt: 0.04 },
  viewer: {},
  device: { screenHeight: 1080 },
  content: {
    kind: "live",
    targetLatency: 8,
    dvrWindow: 120,
    catchUp: { rule: "sigmoid", slowest: 0.5, fastest: 1.5, tolerance: 0.1, every: 0.5 },
  },
};

/**
 * 1,000 decisions of simulated sessions, with all that was told between them: 700 of a recording in a player with all that
 * can be switched on, with stalls and seeks, and 300 of a live stream.
 */
export function observedSessions(): ObservedSession[] {
  return [observe(recordedSettings, 700), observe(liveSettings, 300)];
}

function observe(settings: SessionSettings, decisions: number): ObservedSession {
  // A seek forwards leaves segments out.
  const video = videoOf(decisions + 100);
  const calls: ObservedCall[] = [];
  let context: ObservedSession["context"] | undefined;
  const policy: PolicyFactory = (_, given) => {
    const { levels, segmentDuration, maxBuffer, media } = given;
    context = { levels, segmentDuration, maxBuffer, media };
    return witnessed(wandering(given), calls);
  };
  simulate({ trace: traceOf(), video, policy, settings });
  const end = nthDecision(calls, decisions);
  return {
    context: context!,
    sizes: video.sizes.map((row) => Array.from(row)),
    calls: calls.slice(0, end + 1),
  };
}

function nthDecision(calls: readonly ObservedCall[], n: number): number {
  let seen = 0;
  const end = calls.findIndex(({ call }) => call === "decide" && ++seen === n);
  if (end === -1) throw new Error(`only ${seen} decisions, not ${n}`);
  return end;
}

/** Goes up and down the whole ladder, whatever the link bears: so that buffers fill, drain and run empty. */
function wandering({ levels, random }: PolicyContext): Policy {
  let level = 0;
  return {
    name: "wandering",
    decide() {
      if (random() < 0.3) level = Math.floor(random() ** 1.5 * levels.length);
      return { level };
    },
    onProgress: ({ level: from }) => (from > 3 && random() < 0.02 ? { abandonTo: 1 } : undefined),
  };
}

/** The same policy, and a note of all that it was told. */
function witnessed(policy: Policy, calls: ObservedCall[]): Policy {
  return {
    name: policy.name,
    decide(o) {
      calls.push({ call: "decide", seen: copyOf(o) });
      return policy.decide(o);
    },
    onSample(sample, o) {
      calls.push({ call: "onSample", seen: copyOf(o), sample: { ...sample } });
      policy.onSample?.(sample, o);
    },
    onProgress(inFlight, o) {
      calls.push({ call: "onProgress", seen: copyOf(o), inFlight: copyOfFlight(inFlight) });
      return policy.onProgress?.(inFlight, o);
    },
    onIdle: (seconds) => void calls.push({ call: "onIdle", seconds }),
    onStall: (seconds) => void calls.push({ call: "onStall", seconds }),
    onSeek: (seconds) => void calls.push({ call: "onSeek", seconds }),
  };
}

function copyOf(o: Observation): Seen {
  const { now, phase, buffer, maxBuffer, playbackRate, lastLevel, allowed, segment, live, device, inFlight } =
    o;
  const { index, duration, remaining, sizes } = segment;
  return {
    now,
    phase,
    buffer,
    maxBuffer,
    playbackRate,
    ...(lastLevel !== undefined && { lastLevel }),
    allowed: [allowed[0], allowed[1]],
    segment: { index, duration, remaining, ...(sizes && { sizes: Array.from(sizes) }) },
    ...(live && { live: { latency: live.latency, target: live.target, edge: live.edge } }),
    ...(device && { device: { ...device } }),
    ...(inFlight && { inFlight: copyOfFlight(inFlight) }),
  };
}

function copyOfFlight({ segment, level, start, firstByte, loaded, total }: InFlight): InFlight {
  return {
    segment,
    level,
    start,
    ...(firstByte !== undefined && { firstByte }),
    loaded,
    ...(total !== undefined && { total }),
  };
}

/** Ten minutes about 2 Mbit/s, the second five of them at a third of it. */
function traceOf(): Trace {
  const random = randomStream(1, "observed sessions");
  const intervals = Array.from({ length: 600 }, (_, second) => ({
    duration: 1,
    bandwidth: (second < 300 ? 3e6 : 1e6) * Math.exp(0.6 * normalDraw(random)),
  }));
  return traceFromIntervals({ name: "observed/trace", set: "observed" }, intervals);
}

function videoOf(segments: number): Video {
  const random = randomStream(1, "observed sessions' video");
  return videoFromSegments({
    name: "observed",
    levels: LADDER,
    segmentDuration: SEGMENT_SECONDS,
    durations: new Float64Array(segments).fill(SEGMENT_SECONDS),
    sizes: Array.from({ length: segments }, () => {
      const scene = Math.exp(0.25 * normalDraw(random));
      return Float64Array.from(LADDER, ({ bitrate }) => bitrate * SEGMENT_SECONDS * scene);
    }),
    sizesAre: "exact",
  });
}
