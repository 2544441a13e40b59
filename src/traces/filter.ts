import type { TraceFigures } from "../model/trace-figures.js";
import type { FilteredTrace, FilterFigure, FilterRule } from "../model/trace-filter.js";
import { mbpsFromBps } from "../units.js";

const mbps = (bps: number | undefined) => (bps === undefined ? undefined : mbpsFromBps(bps));

const READ: Readonly<Record<FilterFigure, (figures: TraceFigures) => number | undefined>> = {
  "mean-mbps": ({ mean }) => mbps(mean),
  "min-mbps": ({ min }) => mbps(min),
  "median-mbps": ({ percentiles }) => mbps(percentiles?.p50),
  "max-mbps": ({ max }) => mbps(max),
  cov: ({ coefficientOfVariation }) => coefficientOfVariation,
  "outage-share": ({ outages }) => outages?.share,
  "longest-outage-s": ({ outages }) => outages?.longest,
  "duration-s": ({ duration }) => duration,
};

/** Holds a trace to rules. One that has no such figure, being too short or without capacity, breaks the rule. */
export function heldTo(
  rules: readonly FilterRule[],
  figures: TraceFigures,
): Pick<FilteredTrace, "figures" | "broken"> {
  const read = rules.map((rule) => ({ rule, value: READ[rule.figure](figures) }));
  return {
    figures: Object.fromEntries(
      read.flatMap(({ rule, value }) => (value === undefined ? [] : [[rule.figure, value]])),
    ),
    broken: read.flatMap(({ rule, value }) => (isWithin(value, rule) ? [] : rule.figure)),
  };
}

const isWithin = (value: number | undefined, { low, high }: FilterRule): boolean =>
  value !== undefined && value >= (low ?? value) && value <= (high ?? value);
