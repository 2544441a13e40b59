import { z } from "zod";
import {
  aName,
  flag,
  interval,
  kbps,
  mechanism,
  positive,
  rising,
  seconds,
  secondsOrZero,
  wholeFrom,
} from "./kinds.js";

const segments = wholeFrom(1, "a whole number of segments, 1 or more");
const atOnce = wholeFrom(1, "a whole number of requests, 1 or more");
const kilobytes = positive("a number of kilobytes over 0");

const PARALLEL = "a mapping of parallel downloads, such as { most: 3, ahead: [], otherwise: 2 }";
const parallel = z.strictObject(
  {
    most: segments.describe("The most segments that are fetched at once."),
    ahead: z
      .array(
        z.strictObject(
          {
            belowBufferSeconds: seconds.describe("Applies below this buffer level."),
            segments: segments.describe("How many segments to have under way."),
          },
          "a mapping such as { belowBufferSeconds: 10, segments: 5 }",
        ),
        "a list of buffer levels and segments",
      )
      .superRefine(
        rising(
          (step) => step.belowBufferSeconds,
          "belowBufferSeconds",
          "buffer levels that rise from one to the next",
        ),
      )
      .describe("How many segments to have under way by buffer level; the first that applies counts."),
    otherwise: segments.describe("How many segments to have under way above all those buffer levels."),
  },
  PARALLEL,
);

const AUDIO = "a mapping of the audio track, such as { bitrateKbps: 128 } or { track: english }";
const audio = z.strictObject(
  {
    bitrateKbps: kbps
      .optional()
      .describe("The bitrate of a track of which no more is known, in kbit/s. Left out: a track is named."),
    track: aName
      .optional()
      .describe(
        "The name of one of the video's own audio tracks (`abrsim videos info` lists them). Left out: bitrateKbps says all.",
      ),
    aheadOfVideoSeconds: secondsOrZero
      .optional()
      .describe("How much more audio than video may be buffered. Left out: 0."),
  },
  AUDIO,
);

const CHUNKS = "a mapping of byte ranges, such as { sizeKiB: 512, aheadSeconds: 5, atOnce: 3 }";
const chunks = z.strictObject(
  {
    sizeKiB: positive("a number of KiB over 0").describe("What one request asks for, in KiB."),
    aheadSeconds: seconds.describe("Chunks are asked for so far ahead of the playhead, and no farther."),
    atOnce: atOnce.describe("How many are asked for at once."),
  },
  CHUNKS,
);

const CONTROL = "a mapping of control requests, such as { everySeconds: 1, sizeBytes: 500, priority: true }";
const control = z.strictObject(
  {
    everySeconds: interval.describe("How often a command is sent, in seconds."),
    sizeBytes: positive("a number of bytes over 0").describe("What is answered, in bytes."),
    priority: flag.describe("Whether commands pass media on the link."),
  },
  CONTROL,
);

const THUMBNAILS = "a mapping of thumbnails, such as { intervalSeconds: 10, picturesPerSprite: 25, ... }";
const thumbnails = z.strictObject(
  {
    intervalSeconds: interval.describe("Media time between pictures, in seconds."),
    picturesPerSprite: wholeFrom(1, "a whole number of pictures, 1 or more").describe(
      "Pictures in one file.",
    ),
    smallestSpriteKB: kilobytes.describe("The least that such a file holds, in kilobytes."),
    largestSpriteKB: kilobytes.describe(
      "The most that such a file holds; it is drawn evenly between the two.",
    ),
    around: wholeFrom(0, "a whole number of sprites, 0 or more").describe(
      "Sprites fetched before and after the one that is looked at.",
    ),
    atOnce: atOnce.describe("How many are asked for at once."),
    fileMB: positive("a number of megabytes over 0")
      .optional()
      .describe("One file with all pictures at the start of the session, in megabytes, instead of sprites."),
  },
  THUMBNAILS,
);

const DOWNLOADS = "a mapping of what is fetched, such as { audio: { bitrateKbps: 128 } }";
export const downloadsSchema = mechanism(
  z.strictObject(
    {
      parallel: mechanism(parallel, PARALLEL)
        .optional()
        .describe("Several segments at once. Left out: one after the other."),
      audio: mechanism(audio, AUDIO)
        .optional()
        .describe("A separate audio track. Left out: the video's segments hold all there is."),
      chunks: mechanism(chunks, CHUNKS).optional().describe("Segments in byte ranges. Left out: whole."),
      control: mechanism(control, CONTROL)
        .optional()
        .describe("Commands that compete with media. Left out: none."),
      thumbnails: mechanism(thumbnails, THUMBNAILS)
        .optional()
        .describe("Pictures for trick play. Left out: none."),
    },
    DOWNLOADS,
  ),
  DOWNLOADS,
);
