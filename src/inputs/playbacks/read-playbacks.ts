import { excerpt, InputError } from "../../errors.js";
import type { MediaEvent, Playback, PlaybackSet } from "../../model/playback.js";
import { readDocument, type SourceDocument } from "../document.js";
import { Fields } from "../fields.js";
import { isWithin } from "../quantity.js";
import { COUNT, placeOf, SECONDS } from "./quantities.js";
import { readRequest } from "./read-request.js";
import { readStream, type StreamShape } from "./read-stream.js";

/**
 * Reads playbacks of real players, in JSON:
 *
 * ```json
 * {
 *   "stream": {
 *     "segment_duration_ms": 4000,
 *     "bitrates_kbps": [300, 750],
 *     "segment_sizes_bits": [[1308472, 3268696], [1227008, 2945216]],
 *     "init_bytes": [834, 834],
 *     "manifest_bytes": { "master.m3u8": 473 }
 *   },
 *   "recordings": [{
 *     "player": "hlsjs", "version": "1.7.4", "trace": "trace-dsl-1.json", "latency_s": 0.04,
 *     "startup_s": 1.434, "stall_s": 0, "stall_count": 0, "levels": [0, 1],
 *     "events": [["waiting", 0.31, 0], ["playing", 1.434, 0.01], ["ended", 9.4, 8]],
 *     "requests": [
 *       { "kind": "manifest", "path": "master.m3u8", "start_s": 0, "first_byte_s": 0.04, "end_s": 0.045, "bytes": 473 },
 *       { "kind": "segment", "level": 1, "segment": 1, "start_s": 1.46, "first_byte_s": 1.5, "end_s": null,
 *         "bytes": 368152, "aborted_s": 1.9, "sent_bytes": 40960 }
 *     ]
 *   }],
 *   "repeats": []
 * }
 * ```
 *
 * A play with `"policy": "bola"` is one of a player that this policy of abrsim's steered. Keys that are not named here
 * are ignored.
 *
 * @param file how messages name the file
 * @throws InputError naming the line
 */
export function readPlaybacks(text: string, file: string): PlaybackSet {
  const document = readDocument(text, file);
  const fields = new Fields(document, [], document.value);
  const stream = readStream(document, fields.get("stream"));
  const shape = { segments: stream.video.durations.length, levels: stream.video.levels.length };
  const all = (key: string) =>
    fields.needList(key, "playbacks").map((value, at) => readPlayback(document, [key, at], value, shape));
  const hasRepeats = fields.has("repeats") && !isEmpty(fields.get("repeats"));
  return { stream, playbacks: all("recordings"), repeats: hasRepeats ? all("repeats") : [] };
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function readPlayback(
  document: SourceDocument,
  path: readonly (string | number)[],
  value: unknown,
  shape: StreamShape,
): Playback {
  const fields = new Fields(document, path, value);
  const text = (key: string): string => {
    const found = fields.text(key);
    if (found !== undefined) return found;
    throw new InputError({ where: fields.where(key), expected: "a text", received: "nothing" });
  };
  return {
    player: text("player"),
    policy: fields.text("policy"),
    version: text("version"),
    trace: text("trace"),
    latency: fields.needNumber("latency_s", SECONDS),
    startup: fields.number("startup_s", SECONDS),
    stall: fields.needNumber("stall_s", SECONDS),
    stallCount: fields.needNumber("stall_count", COUNT),
    levels: readLevels(fields, shape),
    events: fields
      .needList("events", "events, each [name, seconds, seconds of media]")
      .map((event, at) => readEvent(document, [...path, "events", at], event)),
    requests: fields
      .needList("requests", "requests")
      .map((request, at) => readRequest(document, [...path, "requests", at], request, shape))
      .sort((a, b) => a.start - b.start),
  };
}

function readLevels(fields: Fields, { segments, levels }: StreamShape): number[] {
  const found = fields.get("levels");
  const level = placeOf("level", levels);
  if (Array.isArray(found) && found.length === segments && found.every((one) => isWithin(one, level)))
    return found;
  throw new InputError({
    where: fields.where("levels"),
    expected: `a list of ${segments} levels, each a whole number from 0 to ${levels - 1}`,
    received: excerpt(found),
  });
}

function readEvent(document: SourceDocument, path: readonly (string | number)[], value: unknown): MediaEvent {
  const [name, at, position] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof name === "string" && isWithin(at, SECONDS) && isWithin(position, SECONDS))
    return { name, at, position };
  throw new InputError({
    where: document.where(path),
    expected: "an event, as [name, seconds, seconds of media]",
    received: excerpt(value),
  });
}
