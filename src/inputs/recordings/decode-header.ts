import { excerpt, InputError } from "../../errors.js";
import type { RecordedSession } from "../../model/recorded-session.js";
import type { Level } from "../../model/video.js";
import { type JsonRecord, present } from "./json-record.js";
import { DURATION, FRAME_RATE, HOUR, PIXELS, RATE, SECONDS, SEED } from "./quantities.js";

/** The key that makes a line a header; its value is the version of the format. */
export const HEADER_KEY = "abrsim_recording";
const VERSION = 1;

/** What a header says of its session. */
export type SessionHeader = Omit<RecordedSession, "calls" | "tornLine">;

/** @throws InputError for a header of another version, or one that lacks something or has something of another kind */
export function decodeHeader(header: JsonRecord, line: number): SessionHeader {
  checkVersion(header);
  const levels = header.records("levels").map(decodeLevel);
  if (levels.length === 0)
    throw new InputError({
      where: header.where("levels"),
      expected: "a ladder of at least one level",
      received: "none",
    });
  return {
    line,
    abrsim: header.text("abrsim"),
    player: header.text("player"),
    policy: header.text("policy"),
    options: header.plain("options"),
    ...present({ policySha256: header.optionalText("policy_sha256") }),
    mode: header.oneOf("mode", ["drive", "shadow"]),
    seed: header.number("seed", SEED),
    setting: {
      levels,
      segmentDuration: header.number("segment_duration_s", DURATION),
      maxBuffer: header.numberOrInfinity("max_buffer_s", SECONDS),
      media: header.oneOf("media", ["video", "audio"]),
      ...present({ hour: header.optionalNumber("hour", HOUR) }),
    },
  };
}

function checkVersion(header: JsonRecord): void {
  const version = header.number(HEADER_KEY, {
    name: "the version of a recording's format",
    min: 1,
    max: 1e6,
  });
  if (version === VERSION) return;
  throw new InputError({
    where: header.where(HEADER_KEY),
    expected: `a recording of version ${VERSION}`,
    received: excerpt(version),
    hint: "Use the version of abrsim that recorded it, or a newer one",
  });
}

function decodeLevel(level: JsonRecord): Level {
  return {
    bitrate: level.number("bitrate_bps", RATE),
    ...present({
      peakBitrate: level.optionalNumber("peak_bitrate_bps", RATE),
      name: level.optionalText("name"),
      width: level.optionalNumber("width", PIXELS),
      height: level.optionalNumber("height", PIXELS),
      frameRate: level.optionalNumber("frame_rate", FRAME_RATE),
      codec: level.optionalText("codec"),
    }),
  };
}
