import type { Table } from "./tables.js";

/** The id of the element that holds {@link PageData} as JSON. */
export const PAGE_DATA_ID = "report-data";

/** What the page's script finds in the page. */
export interface PageData {
  readonly arms: readonly PageArm[];
  readonly tables: readonly Table[];
  /** Parts of specifications that several charts have alike. */
  readonly parts: readonly unknown[];
  /** By the charts' names, without their rows and shared parts: `unpacked` puts them back. */
  readonly charts: Readonly<Record<string, PageChart>>;
}

export interface PageArm {
  /** As in the charts. */
  readonly name: string;
  readonly colour: string;
}

export interface PageChart {
  readonly vegaLite: object;
  readonly vega: object;
}
