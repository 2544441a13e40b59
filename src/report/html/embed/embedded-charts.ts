import type { PageChart, PageData } from "./page-data.js";
import { tableCollector, withTables } from "./shared-data.js";
import { withParts, withSharedParts } from "./shared-parts.js";

/** Charts as a page holds them: rows and parts that several have alike are there once. */
export type EmbeddedCharts = Pick<PageData, "tables" | "parts" | "charts">;

/** Packs the charts of a page, by name. */
export function embedCharts(charts: ReadonlyMap<string, PageChart>): EmbeddedCharts {
  const collector = tableCollector();
  const bare = [...charts.values()].flatMap(({ vegaLite, vega }) => [
    collector.without(vegaLite),
    collector.without(vega),
  ]);
  const { specs, parts } = withSharedParts(bare);
  const packed = [...charts.keys()].map((name, place) => [
    name,
    { vegaLite: specs[2 * place]!, vega: specs[2 * place + 1]! },
  ]);
  return { tables: collector.tables, parts, charts: Object.fromEntries(packed) };
}

/** A specification as it was packed: all of it new, for a view to write on. */
export function unpacked(spec: object, { tables, parts }: Pick<EmbeddedCharts, "tables" | "parts">): object {
  return withTables(withParts(spec, parts), tables);
}
