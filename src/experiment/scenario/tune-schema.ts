import { z } from "zod";
import { listOf, matching, oneOf, printable, wholeBetween } from "./settings-schema/kinds.js";

/** How candidates are chosen and compared. */
export const SEARCHES = ["random", "grid", "halving"] as const;
export type Search = (typeof SEARCHES)[number];

/** All of them play the first round, and each is an arm of one plan. */
export const MOST_CANDIDATES = 10_000;

const A_SPACE = "a range such as 1..20:log, or a list of values such as [3, 5, 8]";
const A_VALUE = "a value of an option, such as 5, fast or { use: ewma }";
const valueSchema = z.union(
  [z.number(A_VALUE), z.string(A_VALUE), z.boolean(A_VALUE), z.record(z.string(), z.unknown(), A_VALUE)],
  A_VALUE,
);

const A_HOLD_OUT = "a share of each trace set such as 30%, or a list of trace sets such as [test]";

export const tuneSchema = z.strictObject(
  {
    policy: z
      .string("the name of an arm")
      .optional()
      .describe("The arm whose options are searched. May be left out where there is but one."),
    options: z
      .record(
        z.string(),
        z.union([matching(/\.\./, A_SPACE), listOf(valueSchema, A_SPACE)], A_SPACE),
        "a mapping from options to what is tried, such as { gammaP: 1..20:log }",
      )
      .optional()
      .describe(
        "What is tried for each option: a list of values, or a range <from>..<to> with :linear, :log or :integer, and for a grid :<points>.",
      ),
    search: oneOf(...SEARCHES)
      .optional()
      .describe(
        "Random draws, every combination, or random draws of which the best third goes on to more traces, round by round. Left out: random.",
      ),
    candidates: wholeBetween(1, MOST_CANDIDATES, `a whole number of candidates from 1 to ${MOST_CANDIDATES}`)
      .optional()
      .describe("How many candidates are tried at most. Left out: 60, of a grid all there are."),
    objective: z
      .string("the name of a metric")
      .optional()
      .describe("The column of sessions.csv that is to be as good as it can. Left out: the first compared."),
    subjectTo: listOf(
      printable("a limit such as stall_ratio<=0.01"),
      "a list of limits such as [stall_ratio<=0.01]",
    )
      .optional()
      .describe("Limits that the options have to keep, written as thresholds of a gate."),
    holdOut: z
      .union(
        [matching(/^\d+(\.\d+)?\s*%$/, A_HOLD_OUT), listOf(printable("the name of a trace set"), A_HOLD_OUT)],
        A_HOLD_OUT,
      )
      .optional()
      .describe(
        "The traces that the search never sees: a share of each set, or whole sets by name. Left out: 30%.",
      ),
    together: printable("a pattern such as ^(.*)-part")
      .optional()
      .describe(
        "A regular expression for names of traces: those for which it finds the same (its first group, if it has one) are parts of one recording, and stay on one side.",
      ),
  },
  "a mapping with keys such as policy and options",
);
