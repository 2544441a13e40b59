import { z } from "zod";
import {
  aName,
  between,
  flag,
  interval,
  level,
  mechanism,
  millisecondsOrZero,
  nonNegative,
  oneOf,
  positive,
  seconds,
  secondsOrZero,
  upTo,
  wholeFrom,
} from "./kinds.js";

const STAGE = "a mapping such as { name: manifest, shortestMs: 50, longestMs: 100 }, or one with sizeKB";
const ORDER = "at least shortestMs";
const stage = z.union(
  [
    z
      .strictObject(
        {
          name: aName.describe("What the stage is called in telemetry."),
          shortestMs: millisecondsOrZero.describe("The least that it takes, in milliseconds."),
          longestMs: millisecondsOrZero.describe(
            "The most that it takes; it is drawn evenly between the two.",
          ),
        },
        STAGE,
      )
      .refine(({ shortestMs, longestMs }) => shortestMs <= longestMs, { path: ["longestMs"], error: ORDER }),
    z.strictObject(
      {
        name: aName.describe("What the stage is called in telemetry."),
        sizeKB: positive("a number of kilobytes over 0").describe(
          "Kilobytes that the stage fetches over the link, instead of taking a time of its own.",
        ),
      },
      STAGE,
    ),
  ],
  STAGE,
);

const STARTUP = "a mapping of the startup, such as { order: parallel, stages: [...] }";
const startup = z.strictObject(
  {
    order: oneOf("sequential", "parallel").describe(
      "Whether the stages follow one another, or all begin at once and the longest counts.",
    ),
    stages: z
      .array(stage, "a list of stages")
      .describe("What happens before media is fetched, such as authorisation, manifest and licence."),
    mediaDuringStages: flag
      .optional()
      .describe("Whether the first segments are fetched meanwhile. Left out: false, they come after."),
    decodeMs: millisecondsOrZero
      .optional()
      .describe("Milliseconds from enough media to the first frame. Left out: 0."),
  },
  STARTUP,
);

const BUFFER_BY_SIZE = "a mapping of the buffer's size, such as { sizeMB: 60, mostSeconds: 600 }";
const bufferBySize = z.strictObject(
  {
    sizeMB: positive("a number of megabytes over 0").describe(
      "So many megabytes may be buffered, at the highest bitrate of the level last asked for.",
    ),
    mostSeconds: seconds.describe("The longest that the maximum buffer becomes, in seconds of media."),
  },
  BUFFER_BY_SIZE,
);

const LEVEL_FILES =
  "a mapping of a level's files, such as { init: { sizeKB: 1, processingMs: 10, order: before segment, again: never } }";
const PLAYLIST = "a mapping of a playlist, such as { sizeKB: 3, processingMs: 10 }";
const INIT =
  "a mapping of an initialisation segment, such as { sizeKB: 1, processingMs: 10, order: before segment, again: never }";
const fileSize = positive("a number of kilobytes over 0");
const levelFiles = z.strictObject(
  {
    playlist: z
      .strictObject(
        {
          sizeKB: fileSize.describe("Kilobytes of a media playlist."),
          processingMs: millisecondsOrZero.describe(
            "Milliseconds from its last bit to the requests that waited for it.",
          ),
        },
        PLAYLIST,
      )
      .optional()
      .describe("What is loaded before anything else of a level, once. Left out: nothing."),
    init: z
      .strictObject(
        {
          sizeKB: fileSize.describe("Kilobytes of an initialisation segment."),
          processingMs: millisecondsOrZero.describe("Milliseconds from its last bit to its use."),
          order: oneOf("before segment", "with segment").describe(
            "Whether the segment is asked for once it has come, or at the same time.",
          ),
          again: oneOf("never", "each switch").describe(
            "Whether it is loaded once a session, or whenever the level is switched to.",
          ),
        },
        INIT,
      )
      .optional()
      .describe("What a level's segments cannot be decoded without. Left out: they need nothing."),
  },
  LEVEL_FILES,
);

const PROCESSING = "a mapping of processing times, such as { firstSegmentMs: 200, segmentMs: 15 }";
const processing = z.strictObject(
  {
    firstSegmentMs: millisecondsOrZero.describe(
      "Milliseconds between the first segment's last bit and its being in the buffer.",
    ),
    segmentMs: millisecondsOrZero.describe("The same of each other segment."),
    rateMbps: positive("a number of Mbit/s over 0")
      .optional()
      .describe(
        "So fast a segment is worked through, on top of that. Left out: in no time, however large it is.",
      ),
    sampledShare: upTo(1, "a share over 0 and at most 1")
      .optional()
      .describe("The share of it that policies are told of as if it were download time. Left out: 0."),
  },
  PROCESSING,
);

const BUFFER_MANAGER = "a mapping of the buffer manager, such as { everySeconds: 1, targetSeconds: 30, ... }";
const bufferManager = z.strictObject(
  {
    everySeconds: interval.describe("How often the buffer's health is judged, in seconds."),
    panicLevelSeconds: secondsOrZero.describe("Below this buffer level, health is critical."),
    minLevelSeconds: secondsOrZero.describe(
      "Below this buffer level, health is low; also the least that the target shrinks to.",
    ),
    goodLevelSeconds: secondsOrZero.describe("Above this buffer level, health is excellent."),
    targetSeconds: seconds.describe("The target at rest, below the player's maximum buffer."),
    growth: between(1, 100, "a factor of 1 or more, at most 100").describe(
      "The target is multiplied by this while health is low or worse.",
    ),
    shrinkage: upTo(1, "a factor over 0 and at most 1").describe(
      "The target is multiplied by this while health is excellent.",
    ),
    pauseInPanic: flag
      .optional()
      .describe("Whether playback pauses in a panic until the buffer is no longer low. Left out: false."),
    holeToleranceSeconds: secondsOrZero.describe("Holes in the buffer longer than this are jumped."),
  },
  BUFFER_MANAGER,
);

const ABANDONMENT =
  "a mapping of abandonment, such as { progressEveryMs: 50, progressBits: 0, afterwards: forced }";
const abandonment = z.strictObject(
  {
    progressEveryMs: between(1, 1e9, "a number of milliseconds, 1 or more").describe(
      "A policy is told of a download's progress once so many milliseconds have passed since it was told last.",
    ),
    progressBits: nonNegative("a number of bits, 0 or more").describe(
      "Bits that must have come, too, before a policy is told of progress again.",
    ),
    afterwards: oneOf("forced", "asked").describe(
      "Whether the level that the policy named is fetched next, or the policy is asked afresh.",
    ),
    sparesFirst: flag
      .optional()
      .describe("Whether the first segment's download is never given up. Left out: false."),
  },
  ABANDONMENT,
);

const SEGMENT_LOOKUP = "a mapping of the lookup, such as { offsetSeconds: 0.08, toleranceSeconds: 0.25 }";
const segmentLookup = z.strictObject(
  {
    offsetSeconds: secondsOrZero.describe("So much later than segments begin their first frames are shown."),
    toleranceSeconds: secondsOrZero.describe("By so much the end of the buffer may miss a segment."),
  },
  SEGMENT_LOOKUP,
);

const FAST_SWITCH = "a mapping of the fast switch, such as { aheadSegments: 1.5, abortsInFlight: true }";
const fastSwitch = z.strictObject(
  {
    replaces: oneOf("lower", "all")
      .optional()
      .describe(
        "With lower, buffered segments below the new level; with all, from one below it on every segment, at any level. Left out: lower.",
      ),
    aheadSegments: nonNegative("a number of segments, 0 or more").describe(
      "Buffered segments from so many segment durations ahead of the playhead on are replaced.",
    ),
    abortsInFlight: flag.describe("Whether the request in flight is cancelled by the switch."),
  },
  FAST_SWITCH,
);

export const playerSchema = z.strictObject(
  {
    startupBufferSeconds: secondsOrZero.describe(
      "Playback starts once this many seconds of media are buffered; with 0, after the first segment.",
    ),
    startupSegments: wholeFrom(1, "a whole number of segments, 1 or more")
      .optional()
      .describe(
        "Playback starts, too, once this many segments are buffered. Left out: the seconds alone decide.",
      ),
    resumeBufferSeconds: secondsOrZero.describe(
      "After a stall, playback resumes once this many seconds are buffered; with 0, after one segment.",
    ),
    maxBufferSeconds: seconds.describe(
      "The most that is meant to be buffered, in seconds of media; see bufferLimit.",
    ),
    bufferLimit: oneOf("fits", "below")
      .optional()
      .describe(
        "With fits, a segment is asked for once it fits below the maximum; with below, once the buffer is at or below it.",
      ),
    bufferBySize: mechanism(bufferBySize, BUFFER_BY_SIZE)
      .optional()
      .describe("A maximum buffer by size, which counts where it is above maxBufferSeconds. Left out: none."),
    maxBufferAtTopSeconds: seconds
      .optional()
      .describe(
        "The maximum buffer while the highest level is the one asked for, where that is more. Left out: the same as ever.",
      ),
    stallBufferSeconds: secondsOrZero
      .optional()
      .describe(
        "Playback stops with so many seconds left, unless the media ends with them. Left out: 0, with nothing left.",
      ),
    idleStepSeconds: seconds
      .optional()
      .describe("A wait for room lasts a whole number of these. Left out: exactly until there is room."),
    firstLevel: level
      .optional()
      .describe("The level of the first segment, without asking the policy. Left out: the policy decides."),
    knowsSizes: flag
      .optional()
      .describe("Whether policies are told the sizes of segments, which few manifests say. Left out: true."),
    starvedAfterSeconds: seconds.describe(
      "A session to which no media comes for so many seconds, although it is wanted, ends as starved.",
    ),
    startup: mechanism(startup, STARTUP)
      .optional()
      .describe("What happens between pressing play and the first segment's request. Left out: nothing."),
    levelFiles: mechanism(levelFiles, LEVEL_FILES)
      .optional()
      .describe("Playlists and initialisation segments, which are loaded by level. Left out: none."),
    processing: mechanism(processing, PROCESSING)
      .optional()
      .describe("How long the player works on a segment that has come. Left out: no time."),
    bufferManager: mechanism(bufferManager, BUFFER_MANAGER)
      .optional()
      .describe("A buffer target that follows the buffer's health. Left out: none."),
    abandonment: mechanism(abandonment, ABANDONMENT)
      .optional()
      .describe("How downloads may be abandoned for another level. Left out: never."),
    segmentLookup: mechanism(segmentLookup, SEGMENT_LOOKUP)
      .optional()
      .describe(
        "After a switch to a level used before, the segment is looked up by time, which may find the last one. Left out: it is the next.",
      ),
    fastSwitch: mechanism(fastSwitch, FAST_SWITCH)
      .optional()
      .describe("Replaces buffered segments after an up-switch. Left out: only where the policy asks."),
    seekClearsBuffer: flag
      .optional()
      .describe(
        "Whether a seek throws away what is buffered, the target included. Left out: false, it is played from there.",
      ),
    playbackRate: upTo(16, "a rate over 0 and at most 16")
      .optional()
      .describe("How fast the viewer plays; 1 is normal speed. Left out: 1."),
  },
  "a mapping of player settings, such as { maxBufferSeconds: 30 }",
);
