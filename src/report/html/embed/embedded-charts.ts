import type { PageChart, PageData } from "./page-data.js";
import { tableCollector, withTables } from "./shared-data.js";
import { withParts, withSharedParts } from "./shared-parts.js";

/** Charts as a page holds them: rows and parts that several have alike are there once. */
export type EmbeddedCharts = Pick<PageData, "tables" | "parts" | "charts">;

/** Packs the charts of a page, of which some are there before others. */
export function chartPacker(): {
  /** The same charts in the same order give the same page. */
  add(name: string, chart: PageChart): void;
  packed(): EmbeddedCharts;
} {
  const collector = tableCollector();
  const names: string[] = [];
  const bare: object[] = [];
  return {
    add(name, { vegaLite, vega }) {
      names.push(name);
      bare.push(collector.without(vegaLite), collector.without(vega));
    },
    packed() {
      const { specs, parts } = withSharedParts(bare);
      const charts = names.map((name, place) => [
        name,
        { vegaLite: specs[2 * place]!, vega: specs[2 * place + 1]! },
      ]);
      return { tables: collector.tables, parts, charts: Object.fromEntries(charts) };
    },
  };
}

/** A specification as it was packed: all of it new, for a view to write on. */
export function unpacked(spec: object, { tables, parts }: Pick<EmbeddedCharts, "tables" | "parts">): object {
  return withTables(withParts(spec, parts), tables);
}
