import { z } from "zod";
import {
  between,
  interval,
  kbps,
  listed,
  listOf,
  mechanism,
  oneOf,
  rising,
  seconds,
  secondsOrZero,
  share,
  upTo,
  wholeBetween,
  wholeFrom,
} from "./kinds.js";

const CONTENT = "a mapping of the kind of content, such as { kind: live, targetLatencySeconds: 8, ... }";
const KIND = "What kind of content it is; the other keys depend on it.";

const movie = z.strictObject(
  {
    kind: z.literal("movie").describe(KIND),
    mostSwitches: wholeFrom(0, "a whole number of switches, 0 or more")
      .optional()
      .describe("After so many switches the level stays. Left out: as many as the policy makes."),
    prefetchAboveKbps: kbps
      .optional()
      .describe("Above this throughput the whole film is fetched, in kbit/s. Left out: never."),
    prefetchWithinSeconds: seconds.optional().describe("Playback time in which that is meant to be done."),
  },
  CONTENT,
);

const CATCH_UP = "a mapping of catching up, such as { rule: sigmoid, slowest: 0.5, fastest: 1.5, ... }";
const catchUp = z.strictObject(
  {
    rule: oneOf("sigmoid", "steps").describe(
      "Whether the rate follows the drift, or is the least or the most.",
    ),
    slowest: upTo(1, "a rate over 0 and at most 1").describe("The slowest playback rate."),
    fastest: between(1, 16, "a rate from 1 to 16").describe("The fastest playback rate."),
    toleranceSeconds: secondsOrZero.describe("Less drift than this is left alone, in seconds."),
    everySeconds: interval.describe("How often the rate is set, in seconds."),
  },
  CATCH_UP,
);

const live = z.strictObject(
  {
    kind: z.literal("live").describe(KIND),
    targetLatencySeconds: seconds.describe(
      "How far behind the edge playback is meant to be, and where it joins.",
    ),
    dvrWindowSeconds: seconds.describe("Media farther behind the edge than this is gone."),
    encoderDelaySeconds: secondsOrZero
      .optional()
      .describe("From the end of a segment, or chunk, to its being available. Left out: 0."),
    chunkSeconds: seconds
      .optional()
      .describe("Segments are sent in chunks of this duration as they are made (CMAF). Left out: whole."),
    catchUp: mechanism(catchUp, CATCH_UP)
      .optional()
      .describe("Keeps the latency by the playback rate. Left out: the rate never changes."),
    seekBeyondSeconds: seconds
      .optional()
      .describe("Farther behind the target than this, playback jumps to the target. Left out: never."),
  },
  CONTENT,
);

const series = z.strictObject(
  {
    kind: z.literal("series").describe(KIND),
    episodes: wholeBetween(1, 1000, "a whole number of episodes from 1 to 1000").describe(
      "Episodes, each as long as the video.",
    ),
    continues: share.describe("The chance that the viewer goes on to the next."),
    prefetchFrom: share
      .optional()
      .describe(
        "From this share of an episode on, the next one's first segments are fetched. Left out: never.",
      ),
    prefetchSegments: wholeFrom(1, "a whole number of segments, 1 or more")
      .optional()
      .describe("How many segments of the next episode are fetched."),
    prefetchIfAbove: share
      .optional()
      .describe("Only if the chance of going on is above this. Left out: always."),
    betweenSeconds: secondsOrZero
      .optional()
      .describe("The viewer's wait between episodes, while credits roll. Left out: 0."),
  },
  CONTENT,
);

const interactive = z.strictObject(
  {
    kind: z.literal("interactive").describe(KIND),
    branches: listOf(
      z.strictObject(
        {
          atSeconds: seconds.describe("Media time of the branch point."),
          options: wholeBetween(2, 100, "a whole number of ways on from 2 to 100").describe(
            "Ways on from there.",
          ),
        },
        "a mapping such as { atSeconds: 220, options: 2 }",
      ),
      "a list of branch points",
    )
      .superRefine(rising(({ atSeconds }) => atSeconds, "atSeconds", "branch points that rise in time"))
      .describe("Where the viewer takes one of several ways on, by rising time."),
    prefetchSegments: wholeFrom(0, "a whole number of segments, 0 or more").describe(
      "Segments of every option that are fetched before the choice.",
    ),
    choiceLeadSeconds: secondsOrZero.describe("How long before its branch point a choice is known."),
  },
  CONTENT,
);

const KINDS = listed(["movie", "live", "series", "interactive"]);
export const contentSchema = mechanism(
  z.discriminatedUnion("kind", [movie, live, series, interactive], {
    error: (issue) => (issue.code === "invalid_union" ? KINDS : CONTENT),
  }),
  CONTENT,
);
