import { z } from "zod";
import {
  between,
  listed,
  mechanism,
  nonNegative,
  oneOf,
  pixels,
  positive,
  rising,
  seconds,
  secondsOrZero,
  share,
  upTo,
  wholeFrom,
} from "./kinds.js";

const seek = z.strictObject(
  {
    atSeconds: secondsOrZero.describe("When, in seconds since play was pressed."),
    toSeconds: secondsOrZero.describe("Where to, as media time."),
  },
  "a mapping such as { atSeconds: 20, toSeconds: 300 }",
);

const pause = z.strictObject(
  {
    atSeconds: secondsOrZero.describe("When, in seconds since play was pressed."),
    forSeconds: seconds.describe("For how long."),
  },
  "a mapping such as { atSeconds: 60, forSeconds: 30 }",
);
const APART = "a pause that begins after the one before it has ended";
const pauses = z.array(pause, "a list of pauses").superRefine((all, context) => {
  const index = all.findIndex(({ atSeconds }, i) => {
    const before = all[i - 1];
    return before && atSeconds < before.atSeconds + before.forSeconds;
  });
  if (index > 0) context.addIssue({ code: "custom", path: [index, "atSeconds"], message: APART });
});

const SEEKING = "a mapping of seeks at random, such as { perHour: 6, farthestSeconds: 300, forwards: 0.7 }";
const seeking = z.strictObject(
  {
    perHour: upTo(3600, "a number of seeks over 0, at most 3600").describe(
      "Seeks in an hour of playing, on average.",
    ),
    farthestSeconds: seconds.describe("They land evenly within this distance, in seconds of media."),
    forwards: share.describe("The share of seeks that go forwards."),
  },
  SEEKING,
);

const PATIENCE = "a mapping of patience, such as { stallSeconds: 10, hazard: 0.1 }";
const patience = z.strictObject(
  {
    stallSeconds: secondsOrZero.describe("How long one stall is borne, in seconds."),
    hazard: positive("a number over 0")
      .optional()
      .describe("The chance of leaving, by the second, beyond that. Left out: the viewer leaves at once."),
    startupSeconds: seconds.optional().describe("How long the startup is borne. Left out: without end."),
  },
  PATIENCE,
);

export const viewerSchema = z.strictObject(
  {
    leaveAtSeconds: seconds
      .optional()
      .describe(
        "The viewer leaves this many seconds after pressing play. Left out: the viewer stays to the end.",
      ),
    seeks: z
      .array(seek, "a list of seeks")
      .superRefine(rising(({ atSeconds }) => atSeconds, "atSeconds", "seeks that rise in time"))
      .optional()
      .describe("Seeks by schedule, by rising time. Left out: none."),
    seeking: mechanism(seeking, SEEKING)
      .optional()
      .describe("Seeks at random moments, beside those scheduled. Left out: none."),
    pauses: pauses.optional().describe("Pauses by schedule, by rising time. Left out: none."),
    patience: mechanism(patience, PATIENCE)
      .optional()
      .describe("When the viewer leaves for want of media. Left out: the viewer waits for ever."),
  },
  "a mapping of what the viewer does, such as { leaveAtSeconds: 120 }",
);

const at = { atSeconds: secondsOrZero.describe("From when on, in seconds since play was pressed.") };
const WHAT = "What happens; the other keys depend on it.";
const EVENT = "a mapping such as { atSeconds: 60, what: low memory, maxBufferSeconds: 10 }";
const EVENTS = listed(["hdcp error", "low memory", "high latency"]);
const deviceEvent = z.discriminatedUnion(
  "what",
  [
    z.strictObject(
      {
        ...at,
        what: z.literal("hdcp error").describe(WHAT),
        maxHeight: pixels.describe("The highest that is still allowed, in pixels."),
      },
      EVENT,
    ),
    z.strictObject(
      {
        ...at,
        what: z.literal("low memory").describe(WHAT),
        maxBufferSeconds: seconds.describe("The most that is still buffered, in seconds."),
      },
      EVENT,
    ),
    z.strictObject(
      {
        ...at,
        what: z.literal("high latency").describe(WHAT),
        levelsDown: wholeFrom(0, "a whole number of levels, 0 or more").describe("Levels that are given up."),
        bufferFactor: positive("a factor over 0").describe("By which the maximum buffer is multiplied."),
      },
      EVENT,
    ),
  ],
  { error: (issue) => (issue.code === "invalid_union" ? EVENTS : EVENT) },
);

/** Over what 16K at 120 frames a second takes. */
const MOST_PIXELS = 1e12;
const DEVICE = "a mapping of the device, such as { maxHeight: 1080 }";
export const deviceSchema = mechanism(
  z.strictObject(
    {
      maxHeight: pixels
        .optional()
        .describe("The highest level that is allowed, in pixels. Left out: no limit."),
      screenHeight: pixels
        .optional()
        .describe("The screen's height, in pixels, which policies are told. Left out: unknown."),
      battery: share.optional().describe("The battery's charge at the start. Left out: unknown."),
      batteryPerHour: nonNegative("a share of the battery, 0 or more")
        .optional()
        .describe("The share of the battery that an hour of playback takes. Left out: 0."),
      connection: oneOf("ethernet", "wifi", "5g", "4g", "3g", "2g")
        .optional()
        .describe("The class of the connection, which policies are told. Left out: unknown."),
      decodes: between(1, MOST_PIXELS, `a number of pixels from 1 to ${MOST_PIXELS}`)
        .optional()
        .describe("Pixels a second that are decoded without dropping frames. Left out: no limit."),
      events: z
        .array(deviceEvent, "a list of what happens to the device")
        .optional()
        .describe("What happens to the device. Left out: nothing."),
    },
    DEVICE,
  ),
  DEVICE,
);
