import { z } from "zod";
import {
  aName,
  listOf,
  pixels,
  positive,
  printable,
  seconds,
  upTo,
  wholeFrom,
} from "./settings-schema/kinds.js";

const A_PATH = "a path: a file, a folder or a glob";

const pathSchema = printable(A_PATH).describe(
  "A file, a folder or a glob, relative to the scenario file, then to the working folder.",
);
const formatSchema = printable("the name of a format")
  .optional()
  .describe("The format, where it should not be detected from the content.");

export const traceSchema = z.union(
  [
    pathSchema,
    z.strictObject({ path: pathSchema, format: formatSchema }, "a mapping with the keys path and format"),
  ],
  "a path, or a mapping such as { path: traces/4g, format: mahimahi }",
);

const levelSchema = z.strictObject(
  {
    width: pixels.optional().describe("Pixels."),
    height: pixels.optional().describe("Pixels."),
    frameRate: upTo(1000, "a frame rate in frames per second").optional().describe("Frames per second."),
    codec: printable("a codec such as avc1.64001f").optional().describe("An RFC 6381 string."),
  },
  "a mapping such as { width: 1280, height: 720, frameRate: 24 }",
);

const RISING = "bitrates in kbit/s that rise from one to the next";
export const videoSchema = z.union(
  [
    pathSchema,
    z.strictObject(
      {
        path: pathSchema,
        name: aName
          .optional()
          .describe("What the video is called in results. Left out: the name of its file."),
        format: formatSchema,
        bitratesKbps: listOf(positive("a bitrate over 0 kbit/s"), "a list of bitrates in kbit/s")
          .refine((rates) => rates.every((rate, i) => i === 0 || rate > rates[i - 1]!), RISING)
          .optional()
          .describe("The ladder of a size table, in kbit/s, rising."),
        segmentSeconds: seconds.optional().describe("The duration of a segment of a size table, in seconds."),
        segments: wholeFrom(1, "a whole number of segments, 1 or more")
          .optional()
          .describe("Play only this many segments. Left out: all that there are."),
        levels: listOf(levelSchema, "a list of levels, one for each of the video's")
          .optional()
          .describe("What the file does not say of its levels, one for each, by rising bitrate."),
      },
      "a mapping with the key path",
    ),
  ],
  "a path, or a mapping such as { path: sizes/envivio, bitratesKbps: [300, 750], segmentSeconds: 4 }",
);
export const videosSchema = listOf(videoSchema, "a list of videos");
