/** How documents say the parts that generators with a normal process behind them are made of. */
import { excerpt, InputError } from "../../../errors.js";
import type { Path, SourceDocument } from "../../document.js";
import { Fields } from "../../fields.js";
import { isWithin } from "../../quantity.js";
import type { LatencyModel } from "../latency.js";
import type { LatentComponent } from "../latent.js";
import type { Marginal } from "../marginal.js";
import { BANDWIDTH_MBPS, LATENCY_MS, LOG_SPREAD, SCORE, SECONDS, SHARE } from "../quantities.js";

export const QUANTILES_MEANING =
  "points of the quantile function, ascending, each a normal score (the median is 0, the 95th percentile 1.645) and the Mbit/s there; straight lines between them, constant beyond";
export const WITHIN_MEANING =
  "parts of the normal process, each `share` of the variance with `timeConstantSeconds` (it drifts) or `holdSeconds` (it holds and jumps)";
export const LATENCY_MEANING =
  "`spread` of its logarithm, `timeConstantSeconds` over which it drifts (missing: not within a trace), `withCapacity`: how far it is higher where capacity is low, 0 to 1";

const LATENCY_KEYS = ["spread", "timeConstantSeconds", "withCapacity"];
/** What shares that were rounded may miss 1 by. */
const ROUNDING = 0.0051;

export function readMarginal(fields: Fields, key: string, path: Path, document: SourceDocument): Marginal {
  const points = fields.needList(key, "pairs of a normal score and Mbit/s").map((point, i) => {
    if (
      Array.isArray(point) &&
      point.length === 2 &&
      isWithin(point[0], SCORE) &&
      isWithin(point[1], BANDWIDTH_MBPS)
    )
      return [point[0], point[1]] as const;
    throw new InputError({
      where: document.where([...path, i]),
      expected: `a normal score from ${SCORE.min} to ${SCORE.max}, and Mbit/s`,
      received: excerpt(point),
    });
  });
  points.slice(1).forEach(([score, value], i) => {
    const [before, valueBefore] = points[i]!;
    if (score <= before || value < valueBefore)
      throw new InputError({
        where: document.where([...path, i + 1]),
        expected: `a higher score than ${before}, and at least ${valueBefore} Mbit/s`,
        received: excerpt([score, value]),
      });
  });
  return points;
}

/** @param others the share of the variance that is elsewhere */
export function readWithin(fields: Fields, document: SourceDocument, others = 0): LatentComponent[] {
  const components = fields.needList("within", "parts of the process").map((value, i): LatentComponent => {
    const part = new Fields(document, ["within", i], value, ["share", "timeConstantSeconds", "holdSeconds"]);
    const share = part.needNumber("share", SHARE);
    const timeConstant = part.number("timeConstantSeconds", SECONDS);
    const hold = part.number("holdSeconds", SECONDS);
    if (timeConstant !== undefined && hold === undefined) return { share, timeConstant };
    if (hold !== undefined && timeConstant === undefined) return { share, hold };
    throw new InputError({
      where: document.where(["within", i]),
      expected: "either timeConstantSeconds or holdSeconds",
      received: hold === undefined ? "neither" : "both",
    });
  });
  const total = components.reduce((sum, { share }) => sum + share, others);
  if (Math.abs(total - 1) < ROUNDING) return components;
  throw new InputError({
    where: fields.where("within"),
    expected: others > 0 ? "shares that add up to 1 with betweenTraces" : "shares that add up to 1",
    received: String(Number(total.toPrecision(6))),
  });
}

export const writeWithin = (components: readonly LatentComponent[]): readonly unknown[] =>
  components.map((component) =>
    "hold" in component
      ? { share: component.share, holdSeconds: component.hold }
      : { share: component.share, timeConstantSeconds: component.timeConstant },
  );

export function readLatency(fields: Fields, document: SourceDocument): LatencyModel {
  const latency = latencyFields(fields, document, ["medianMs", ...LATENCY_KEYS]);
  return { medianMs: latency.needNumber("medianMs", LATENCY_MS), ...variation(latency) };
}

/** The same where each state has a median of its own. */
export function readLatencyVariation(
  fields: Fields,
  document: SourceDocument,
): Omit<LatencyModel, "medianMs"> {
  return variation(latencyFields(fields, document, LATENCY_KEYS));
}

const latencyFields = (fields: Fields, document: SourceDocument, known: readonly string[]) =>
  new Fields(document, ["latency"], fields.get("latency"), known);

function variation(latency: Fields): Omit<LatencyModel, "medianMs"> {
  const timeConstant = latency.number("timeConstantSeconds", SECONDS);
  return {
    spread: latency.needNumber("spread", LOG_SPREAD),
    ...(timeConstant !== undefined && { timeConstant }),
    withCapacity: latency.needNumber("withCapacity", SHARE),
  };
}

export const writeLatency = ({
  timeConstant,
  ...same
}: Omit<LatencyModel, "medianMs"> & { readonly medianMs?: number }): Readonly<Record<string, unknown>> => ({
  ...same,
  ...(timeConstant !== undefined && { timeConstantSeconds: timeConstant }),
});
