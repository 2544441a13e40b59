import { z } from "zod";

/*
 * What a scenario file may say, in the units of the edge: every key that has a unit ends in it.
 *
 * Messages here are noun phrases that complete "expected ...": issues.ts puts the place, what came instead and a
 * hint around them. Descriptions are for the published JSON Schema; a test keeps that every key has one.
 */

/** Seconds, milliseconds or kbit/s: beyond this, arithmetic on a session's clock loses what it is about. */
const MOST = 1e9;
const TOO_MUCH = `at most ${MOST}`;

const nonNegative = (expected: string) => z.number(expected).nonnegative(expected).max(MOST, TOO_MUCH);
const positive = (expected: string) => z.number(expected).positive(expected).max(MOST, TOO_MUCH);
const positiveInteger = (expected: string) => z.int(expected).positive(expected);
const listOf = <Item extends z.ZodType>(item: Item, expected: string) =>
  z.array(item, expected).min(1, expected);
const matching = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected);

/** Printable and not blank: what a name or a path must be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being refused
const PRINTABLE = /^[^\u0000-\u001f\u007f]*[^\u0000-\u0020\u007f][^\u0000-\u001f\u007f]*$/;
/** Names a folder on every system. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const SECONDS = "a number of seconds over 0";
const SECONDS_OR_ZERO = "a number of seconds, 0 or more";
const A_PATH = "a path: a file, a folder or a glob";

export const playerSchema = z.strictObject(
  {
    startupBufferSeconds: nonNegative(SECONDS_OR_ZERO)
      .optional()
      .describe(
        "Playback starts once this many seconds of media are buffered; with 0, after the first segment.",
      ),
    resumeBufferSeconds: nonNegative(SECONDS_OR_ZERO)
      .optional()
      .describe(
        "After a stall, playback resumes once this many seconds are buffered; with 0, after one segment.",
      ),
    maxBufferSeconds: positive(SECONDS)
      .optional()
      .describe("The most that is meant to be buffered, in seconds of media; see bufferLimit."),
    bufferLimit: z
      .enum(["fits", "below"], '"fits" or "below"')
      .optional()
      .describe(
        "With fits, a segment is asked for once it fits below the maximum; with below, once the buffer is at or below it.",
      ),
    idleStepSeconds: positive(SECONDS)
      .optional()
      .describe("A wait for room lasts a whole number of these. Left out: exactly until there is room."),
    firstLevel: z
      .int("a level: a whole number, 0 or more")
      .nonnegative("a level: a whole number, 0 or more")
      .optional()
      .describe("The level of the first segment, without asking the policy. Left out: the policy decides."),
    abandonment: z
      .literal(false, "false: downloads are never abandoned")
      .optional()
      .describe("Whether downloads may be abandoned for another level. Left out: false, the only value yet."),
    starvedAfterSeconds: positive(SECONDS)
      .optional()
      .describe("A request that would take longer than this many seconds ends the session as starved."),
  },
  "a mapping of player settings, such as { maxBufferSeconds: 30 }",
);

export const networkSchema = z.strictObject(
  {
    rttMs: nonNegative("a number of milliseconds, 0 or more")
      .optional()
      .describe(
        "Milliseconds from a request to its first bit. Left out: the trace's own latency, or none where it has none.",
      ),
    latencyRule: z
      .enum(["at request", "along trace"], '"at request" or "along trace"')
      .optional()
      .describe(
        "Whether a request waits for the trace's latency as it is when the request is made, or spends it as time passes.",
      ),
    payloadShare: z
      .number("a share over 0 and at most 1")
      .positive("a share over 0 and at most 1")
      .max(1, "a share over 0 and at most 1")
      .optional()
      .describe("The share of the capacity that carries payload; the rest is headers. Left out: 1."),
    latencyAdvancesTrace: z
      .boolean("true or false")
      .optional()
      .describe("Whether the trace goes on while a request waits for its first bit. Left out: true."),
  },
  "a mapping of network settings, such as { rttMs: 60 }",
);

export const viewerSchema = z.strictObject(
  {
    leaveAtSeconds: positive(SECONDS)
      .optional()
      .describe(
        "The viewer leaves this many seconds after pressing play. Left out: the viewer stays to the end.",
      ),
  },
  "a mapping of what the viewer does, such as { leaveAtSeconds: 120 }",
);

export const scoringSchema = z.strictObject(
  {
    startupIsStall: z
      .boolean("true or false")
      .optional()
      .describe("Whether QoE models that know no startup delay charge it as a stall. Left out: false."),
  },
  "a mapping of how sessions are scored, such as { startupIsStall: true }",
);

const pathSchema = matching(PRINTABLE, A_PATH).describe(
  "A file, a folder or a glob, relative to the scenario file, then to the working folder.",
);
const formatSchema = matching(PRINTABLE, "the name of a format")
  .optional()
  .describe("The format, where it should not be detected from the content.");

const traceSchema = z.union(
  [
    pathSchema,
    z.strictObject({ path: pathSchema, format: formatSchema }, "a mapping with the keys path and format"),
  ],
  "a path, or a mapping such as { path: traces/4g, format: mahimahi }",
);

const RISING = "bitrates in kbit/s that rise from one to the next";
const videoSchema = z.union(
  [
    pathSchema,
    z.strictObject(
      {
        path: pathSchema,
        name: matching(PRINTABLE, "a name")
          .optional()
          .describe("What the video is called in results. Left out: the name of its file."),
        format: formatSchema,
        bitratesKbps: listOf(positive("a bitrate over 0 kbit/s"), "a list of bitrates in kbit/s")
          .refine((rates) => rates.every((rate, i) => i === 0 || rate > rates[i - 1]!), RISING)
          .optional()
          .describe("The ladder of a size table, in kbit/s, rising."),
        segmentSeconds: positive(SECONDS)
          .optional()
          .describe("The duration of a segment of a size table, in seconds."),
        segments: positiveInteger("a whole number of segments, 1 or more")
          .optional()
          .describe("Play only this many segments. Left out: all that there are."),
      },
      "a mapping with the key path",
    ),
  ],
  "a path, or a mapping such as { path: sizes/envivio, bitratesKbps: [300, 750], segmentSeconds: 4 }",
);
const videosSchema = listOf(videoSchema, "a list of videos");

const profileSchema = z.string("the name of a profile");

/** Options go to the policy, which knows them; here only what could not be written down again is refused. */
const optionsSchema = z
  .record(z.string(), z.unknown(), "a mapping of the policy's options, such as { panicSeconds: 8 }")
  .superRefine((options, context) => refuseNonFinite(options, [], context));

function refuseNonFinite(value: unknown, path: PropertyKey[], context: z.RefinementCtx): void {
  if (typeof value === "number" && !Number.isFinite(value))
    context.addIssue({ code: "custom", path, message: "a finite number" });
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    refuseNonFinite(item, [...path, key], context);
  }
}

const USE = "the name of a policy, or the path of a policy file";
const useSchema = matching(PRINTABLE, USE).describe(
  "The name of a built-in policy, or the path of a .ts or .js file whose default export makes one.",
);
const armSchema = z.union(
  [
    useSchema,
    z.strictObject(
      {
        use: useSchema,
        name: matching(PRINTABLE, "a name")
          .optional()
          .describe("What identifies the arm everywhere. Left out: the policy's name, or its file's."),
        options: optionsSchema
          .optional()
          .describe("The policy's options. Those left out have their published defaults."),
        player: playerSchema.optional().describe("Player settings of this arm alone."),
        network: networkSchema.optional().describe("Network settings of this arm alone."),
        viewer: viewerSchema.optional().describe("What the viewer does in this arm alone."),
        scoring: scoringSchema.optional().describe("How this arm alone is scored."),
        profile: profileSchema.optional().describe("The profile of this arm alone."),
        videos: videosSchema.optional().describe("The videos of this arm, instead of the scenario's."),
      },
      "a mapping with the key use",
    ),
  ],
  `${USE}, or a mapping such as { use: buffer, name: cautious }`,
);

const A_MARGIN = "a number of 0 or more, or a share of the baseline such as 2%";
const gateSchema = z.strictObject(
  {
    margins: z
      .record(
        z.string(),
        z.union(
          [z.number(A_MARGIN).nonnegative(A_MARGIN), matching(/^\d+(\.\d+)?\s*%$/, A_MARGIN)],
          A_MARGIN,
        ),
        "a mapping from metrics to margins, such as { stall_ratio: 0.002 }",
      )
      .optional()
      .describe("By how much a metric may be worse: in its unit, or in percent of the baseline's mean."),
    weights: z
      .record(
        z.string(),
        positive("a weight over 0"),
        "a mapping from trace sets to weights, such as { traces/4g: 3 }",
      )
      .optional()
      .describe("How much each trace set counts, for an audience that is not the traces' own mix."),
  },
  "a mapping with the keys margins and weights",
);

const NAME = "a name of letters, digits, dots, hyphens and underscores, at most 100";

/** A whole scenario file. */
export const scenarioSchema = z.strictObject(
  {
    $schema: z.string("the address of a JSON Schema").optional().describe("For editors; abrsim ignores it."),
    name: matching(SLUG, NAME)
      .optional()
      .describe("Names the experiment and its results folder. Left out: the name of the file."),
    seed: z
      .int("a whole number")
      .optional()
      .describe("From which all randomness derives; every arm sees the same. Left out: 1."),
    replicates: positiveInteger("a whole number of replicates, 1 or more")
      .optional()
      .describe(
        "How often each combination is simulated: the first from the trace's beginning, others from a seeded offset. Left out: 1.",
      ),
    profile: profileSchema
      .optional()
      .describe("A named bundle of player and network settings. Left out: reference."),
    traces: listOf(traceSchema, "a list of traces").describe("The links that sessions are simulated on."),
    videos: videosSchema
      .optional()
      .describe("The videos that are played. May be left out where every arm has videos of its own."),
    policies: listOf(armSchema, "a list of policies").describe(
      "The arms of the experiment: policies, each with what it overrides.",
    ),
    player: playerSchema.optional().describe("Player settings, over those of the profile."),
    network: networkSchema.optional().describe("Network settings, over those of the profile."),
    viewer: viewerSchema.optional().describe("What the viewer does, over what the profile says."),
    scoring: scoringSchema.optional().describe("How sessions are scored, over what the profile says."),
    qoe: listOf(matching(PRINTABLE, "the name of a QoE model"), "a list of QoE models")
      .optional()
      .describe("Models of quality of experience, each a column qoe_<model>. Left out: composite, linear."),
    compare: z
      .strictObject(
        {
          control: z
            .string("the name of an arm")
            .optional()
            .describe("The arm that the others are compared with. Left out: the first."),
          metrics: listOf(z.string("the name of a metric"), "a list of metrics")
            .optional()
            .describe("The columns of sessions.csv that are compared. Left out: the usual ones."),
        },
        "a mapping with the keys control and metrics",
      )
      .optional()
      .describe("What is compared with what."),
    gate: gateSchema.optional().describe("What a gate in CI tolerates."),
  },
  "a mapping with the keys traces, videos and policies",
);

/** A scenario as its file has it, before defaults. */
export type ScenarioInput = z.infer<typeof scenarioSchema>;

/** The schema of scenario files as JSON Schema (draft 2020-12), for editors and other programs. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(scenarioSchema, { io: "input" }),
    title: "abrsim scenario",
    description: "An experiment: which policies are compared, on which traces and videos, and how.",
  };
}
