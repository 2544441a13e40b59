import { z } from "zod";
import { TARGET_NAMES } from "../gate/targets.js";
import { listOf, matching, oneOf, positive, printable } from "./settings-schema/kinds.js";

const A_MARGIN = "a number of 0 or more, or a share of the baseline such as 2%";
export const gateSchema = z.strictObject(
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
    targets: listOf(oneOf(...TARGET_NAMES), "a list of target sets")
      .optional()
      .describe("Published sets of limits that every policy is held to."),
    thresholds: listOf(
      printable("a threshold such as stall_ratio.p95<0.005"),
      "a list of thresholds such as [stall_ratio.p95<0.005]",
    )
      .optional()
      .describe(
        "Limits of one's own: <metric>[.mean|median|min|max|p95]<limit, of one policy as <policy>: ....",
      ),
  },
  "a mapping with the keys margins, weights, targets and thresholds",
);
