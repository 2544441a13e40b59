import { z } from "zod";
import { armSchema, clientsSchema, profileSchema, settingsOfAll } from "./arms-schema.js";
import { gateSchema } from "./gate-schema.js";
import { flag, listOf, matching, printable, wholeFrom } from "./settings-schema/kinds.js";
import { traceSchema, videosSchema } from "./sources-schema.js";
import { tuneSchema } from "./tune-schema.js";

/*
 * What a scenario file may say, in the units of the edge: every key that has a unit ends in it.
 *
 * Descriptions are for the published JSON Schema; a test keeps that every key has one.
 */

/** Names a folder on every system. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const NAME = "a name of letters, digits, dots, hyphens and underscores, at most 100";

const optimumSchema = z.union(
  [
    flag,
    z.strictObject(
      {
        effort: wholeFrom(1, "a whole number of times, 1 or more")
          .optional()
          .describe(
            "How many times the usual work may be done to find the optimum and to prove it: closer bounds where they are wide, in as much more time. Left out: 1.",
          ),
      },
      "a mapping with the key effort",
    ),
  ],
  "true, false or a mapping with the key effort",
);

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
    replicates: wholeFrom(1, "a whole number of replicates, 1 or more")
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
    clients: clientsSchema
      .optional()
      .describe("Clients that share one link in each arm that names none. Left out: one client alone."),
    ...settingsOfAll,
    telemetry: flag
      .optional()
      .describe("Whether each session's events are written down, as JSON lines. Left out: false."),
    qoe: listOf(printable("the name of a QoE model, or the path of a model file"), "a list of QoE models")
      .optional()
      .describe(
        "Models of quality of experience, each a column qoe_<model>: names of built-in ones, and paths of .ts or .js files whose default export is one. Left out: composite, linear.",
      ),
    optimum: optimumSchema
      .optional()
      .describe(
        "Whether each session is compared with the best that was possible, or how: columns optimum_<model>, optimum_upper_<model> and regret_<model>. Left out: false.",
      ),
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
    tune: tuneSchema.optional().describe("How abrsim tune searches the options of a policy."),
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
