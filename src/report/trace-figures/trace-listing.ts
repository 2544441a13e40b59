import { TRACE_PERCENTILES, type TraceFigures } from "../../model/trace-figures.js";
import { msFromSeconds } from "../../units.js";
import type { Listing, ListingColumn } from "../listings/index.js";
import { printable } from "../names.js";
import { decimal } from "../number-format.js";
import { figure, rateFigure, scaleOfMiddle, shareFigure } from "./columns.js";

/** A trace as it is listed. */
export interface ListedTrace {
  /** `<set>/<file>`. */
  readonly name: string;
  /** The name of the format that it was written in. */
  readonly format: string;
  readonly figures: TraceFigures;
}

type Column = ListingColumn<ListedTrace>;

/** A row a trace. What none of them knows, such as a latency, has a column for programs only. */
export function traceListing(
  rows: readonly ListedTrace[],
  audience: "people" | "programs",
): Listing<ListedTrace> {
  const scale = scaleOfMiddle(rows.map(({ figures }) => figures.mean));
  const rate = (name: string, heading: string, read: (figures: TraceFigures) => number | undefined): Column =>
    rateFigure(name, heading, scale, ({ figures }) => read(figures));
  const lags = rows[0]?.figures.autocorrelation.map(({ lag }) => lag) ?? [];
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : msFromSeconds(seconds));
  const columns: readonly Column[] = [
    { name: "trace", read: ({ name }) => name, show: ({ name }) => printable(name) },
    { name: "format", read: ({ format }) => format },
    figure("intervals", "intervals", ({ figures }) => figures.intervals),
    figure("duration_s", "duration\ns", ({ figures }) => figures.duration),
    figure("bin_s", "bin\ns", ({ figures }) => figures.bin),
    rate("mean", "mean", ({ mean }) => mean),
    rate("sd", "sd", ({ standardDeviation }) => standardDeviation),
    figure("cov", "CoV", ({ figures }) => figures.coefficientOfVariation, decimal),
    rate("min", "min", ({ min }) => min),
    ...TRACE_PERCENTILES.map((percent) =>
      rate(`p${percent}`, `p${percent}`, ({ percentiles }) => percentiles?.[`p${percent}`]),
    ),
    rate("max", "max", ({ max }) => max),
    shareFigure("outage_share", "time in\noutage", ({ figures }) => figures.outages?.share),
    figure("longest_outage_s", "longest\noutage s", ({ figures }) => figures.outages?.longest),
    ...lags.map((lag, index) =>
      figure<ListedTrace>(
        `acf_${lag}s`,
        `ACF\n${lag} s`,
        ({ figures }) => figures.autocorrelation[index]!.value,
        correlation,
      ),
    ),
    figure("coherence_s", "1/e\ns", ({ figures }) => figures.coherence),
    figure("latency_ms", "latency\nms", ({ figures }) => ms(figures.latency)),
    shareFigure("loss", "loss", ({ figures }) => figures.loss),
  ];
  const known = (column: Column) => rows.some((row) => column.read(row) !== undefined);
  return { columns: audience === "programs" ? columns : columns.filter(known), rows };
}

/** Two decimals: more would say nothing of a series of some minutes. */
const correlation = (value: number): string => value.toFixed(2).replace(/^-(0\.00)$/, "$1");
