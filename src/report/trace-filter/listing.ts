import type { FilterRule, TraceFiltering } from "../../model/trace-filter.js";
import type { Listing } from "../listings/index.js";
import { printable, shortened } from "../names.js";

interface RuleRow extends FilterRule {
  readonly dropped: number;
  readonly alone: number;
}

/** How many traces each rule dropped. */
export function rulesListing({ rules, traces }: TraceFiltering): Listing<RuleRow> {
  return {
    columns: [
      { name: "figure", read: ({ figure }) => figure },
      { name: "from", read: ({ low }) => low },
      { name: "to", read: ({ high }) => high },
      { name: "dropped", read: ({ dropped }) => dropped },
      { name: "dropped_by_it_alone", heading: "by it alone", read: ({ alone }) => alone },
    ],
    rows: rules.map((rule) => {
      const dropped = traces.filter(({ broken }) => broken.includes(rule.figure));
      return {
        ...rule,
        dropped: dropped.length,
        alone: dropped.filter(({ broken }) => broken.length === 1).length,
      };
    }),
  };
}

/** What each trace is like and which rules it broke. */
export function filteredListing({
  rules,
  traces,
}: TraceFiltering): Listing<TraceFiltering["traces"][number]> {
  return {
    columns: [
      {
        name: "trace",
        read: ({ source, part }) => (part === undefined ? source : `${source}#${part}`),
        show: ({ source, part }) => shortened(printable(part === undefined ? source : `${source}#${part}`)),
      },
      ...rules.map(({ figure }) => ({
        name: figure,
        read: (trace: TraceFiltering["traces"][number]) => trace.figures[figure],
      })),
      { name: "broken", heading: "dropped for", read: ({ broken }) => broken.join(", ") || undefined },
    ],
    rows: traces,
  };
}
