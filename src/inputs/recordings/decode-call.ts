import { excerpt, InputError } from "../../errors.js";
import type { Decision, DeviceState, InFlight, Sample } from "../../model/policy.js";
import type { SeenByPolicy, SessionCall } from "../../model/recorded-session.js";
import type { Quantity } from "../quantity.js";
import { type JsonRecord, present } from "./json-record.js";
import { BITS, COUNT, INDEX, levelOf, PIXELS, PLAYBACK_RATE, RATE, SECONDS, SHARE } from "./quantities.js";

const CALLS = ["decide", "sample", "progress", "idle", "stall", "seek", "sizes"] as const;
const PHASES = ["startup", "playing", "rebuffering", "seeking"] as const;
const CONNECTIONS = ["ethernet", "wifi", "5g", "4g", "3g", "2g"] as const;

/**
 * @param levels how many the session's ladder has
 * @throws InputError for a line that is no call, lacks something, or has something of another kind
 */
export function decodeCall(record: JsonRecord, line: number, levels: number): SessionCall {
  const call = record.oneOf("call", CALLS);
  const level = levelOf(levels);
  switch (call) {
    case "decide":
      return {
        call,
        line,
        saw: decodeObservation(record.record("observation"), levels),
        ...present({ decision: decodeDecision(record.optionalRecord("decision"), level) }),
        level: record.number("level", level),
        ...present({ playerLevel: record.optionalNumber("player_level", level) }),
      };
    case "sample":
      return {
        call,
        line,
        sample: decodeSample(record.record("sample"), level),
        saw: decodeObservation(record.record("observation"), levels),
      };
    case "progress":
      return {
        call,
        line,
        inFlight: decodeInFlight(record.record("in_flight"), level),
        saw: decodeObservation(record.record("observation"), levels),
        ...present({ abandonTo: record.optionalNumber("abandon_to", level) }),
      };
    case "idle":
      return { call, line, seconds: record.number("idle_s", SECONDS) };
    case "stall":
      return { call, line, at: record.number("at_s", SECONDS) };
    case "seek":
      return { call, line, to: record.number("to_s", SECONDS) };
    case "sizes":
      return {
        call,
        line,
        segment: record.number("segment", INDEX),
        sizes: record.numbers("sizes_bits", BITS, levels),
      };
  }
}

function decodeObservation(seen: JsonRecord, levels: number): SeenByPolicy {
  const level = levelOf(levels);
  const segment = seen.record("segment");
  const sizes = segment.has("sizes_bits") ? segment.numbers("sizes_bits", BITS, levels) : undefined;
  const inFlight = seen.optionalRecord("in_flight");
  return {
    now: seen.number("now_s", SECONDS),
    phase: seen.oneOf("phase", PHASES),
    buffer: seen.number("buffer_s", SECONDS),
    maxBuffer: seen.numberOrInfinity("max_buffer_s", SECONDS),
    playbackRate: seen.number("playback_rate", PLAYBACK_RATE),
    lastLevel: seen.optionalNumber("last_level", level),
    allowed: decodeAllowed(seen, level),
    segment: {
      index: segment.number("index", INDEX),
      duration: segment.number("duration_s", SECONDS),
      remaining: segment.optionalNumber("remaining", COUNT) ?? Number.POSITIVE_INFINITY,
      ...present({ sizes }),
    },
    ...present({
      live: decodeLive(seen.optionalRecord("live")),
      device: decodeDevice(seen.optionalRecord("device")),
      inFlight: inFlight && decodeInFlight(inFlight, level),
    }),
  };
}

function decodeAllowed(seen: JsonRecord, level: Quantity): readonly [number, number] {
  const [lowest, highest] = seen.numbers("allowed", level, 2) as [number, number];
  if (lowest <= highest) return [lowest, highest];
  throw new InputError({
    where: seen.where("allowed"),
    expected: "the lowest level that is allowed, and then the highest",
    received: excerpt([lowest, highest]),
  });
}

function decodeLive(live: JsonRecord | undefined) {
  return (
    live && {
      latency: live.number("latency_s", SECONDS),
      target: live.number("target_s", SECONDS),
      edge: live.number("edge_s", SECONDS),
    }
  );
}

function decodeDevice(device: JsonRecord | undefined): DeviceState | undefined {
  if (device === undefined) return undefined;
  return present({
    maxHeight: device.optionalNumber("maxHeight", PIXELS),
    battery: device.optionalNumber("battery", SHARE),
    connection: device.has("connection") ? device.oneOf("connection", CONNECTIONS) : undefined,
    droppedFrames: device.optionalNumber("droppedFrames", COUNT),
    totalFrames: device.optionalNumber("totalFrames", COUNT),
  });
}

function decodeInFlight(inFlight: JsonRecord, level: Quantity): InFlight {
  return {
    segment: inFlight.number("segment", INDEX),
    level: inFlight.number("level", level),
    start: inFlight.number("start_s", SECONDS),
    ...present({ firstByte: inFlight.optionalNumber("first_byte_s", SECONDS) }),
    loaded: inFlight.number("loaded_bits", BITS),
    ...present({ total: inFlight.optionalNumber("total_bits", BITS) }),
  };
}

function decodeSample(sample: JsonRecord, level: Quantity): Sample {
  return {
    start: sample.number("start_s", SECONDS),
    firstByte: sample.number("first_byte_s", SECONDS),
    end: sample.number("end_s", SECONDS),
    bits: sample.number("bits", BITS),
    level: sample.number("level", level),
  };
}

function decodeDecision(decision: JsonRecord | undefined, level: Quantity): Decision | undefined {
  return (
    decision && {
      level: decision.number("level", level),
      ...present({
        waitSeconds: decision.optionalNumber("wait_s", SECONDS),
        replaceFrom: decision.optionalNumber("replace_from_s", SECONDS),
        reason: decision.optionalText("reason"),
        estimate: decision.optionalNumber("estimate_bps", RATE),
      }),
    }
  );
}
