import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn } from "../../model/results.js";
import { cdfChart } from "../charts/cdf.js";
import { differencesChart } from "../charts/differences.js";
import { qualityStallsChart } from "../charts/quality-stalls.js";
import { renderSvg } from "../charts/render.js";
import { timelineChart } from "../charts/timeline.js";
import { headlineColumns, leadingMetric } from "../figures.js";
import { displayNames, slugger } from "../names.js";
import type { Chart, ReportData } from "./data.js";
import { type DrawnChart, pageOf, type ReportCharts } from "./page.js";

const NAME_LENGTH = 40;

/**
 * Builds the HTML report: one self-contained page that asks nothing of the network, and its charts as files. The
 * same data gives the same bytes.
 */
export async function buildReport(data: ReportData): Promise<{ html: string; charts: Chart[] }> {
  const { summary } = data;
  const names = displayNames(
    summary.arms.map(({ policy }) => policy),
    NAME_LENGTH,
  );
  const slug = slugger();
  const drawn: Chart[] = [];
  const draw = async (name: string, spec: TopLevelSpec): Promise<DrawnChart> => {
    const svg = await renderSvg(spec, name);
    drawn.push({ name, spec, svg });
    return { name, svg, description: spec.description ?? "" };
  };

  const headlines = headlineColumns(summary.columns);
  const quality = qualityColumn(summary.columns);
  const stalls = summary.columns.find(({ name }) => name === "stall_ratio");
  const others = summary.columns.filter((column) => !headlines.includes(column));
  const varying = [...headlines, ...others].filter((column) => varies(data, column));

  // One after the other: the charts' order, and so the bytes, do not depend on which is drawn first.
  const differences = summary.differences.some(({ mean }) => mean !== undefined)
    ? await draw(slug("differences"), differencesChart(summary, headlines, names))
    : undefined;
  const scatter =
    quality && stalls && summary.arms.length > 0
      ? await draw(slug("quality-stalls"), qualityStallsChart(summary, quality, stalls, names))
      : undefined;
  const cdfs: { column: MetricColumn; headline: boolean; chart: DrawnChart }[] = [];
  for (const column of varying) {
    const of = data.distributions.filter(({ metric }) => metric === column.name);
    const chart = await draw(slug("cdf", column.name), cdfChart(column, of, names));
    cdfs.push({ column, headline: headlines.includes(column), chart });
  }
  const timelines: DrawnChart[] = [];
  for (const timeline of data.timelines) {
    const { policy, trace, video, replicate } = timeline.identity;
    const name = slug("timeline", policy, trace.split("/").at(-1) ?? "", video, String(replicate));
    timelines.push(await draw(name, timelineChart(timeline)));
  }

  const charts: ReportCharts = { differences, scatter, cdfs, timelines };
  const constant = summary.columns.filter((column) => !varying.includes(column));
  return { html: pageOf(data, charts, constant, names), charts: drawn };
}

/** The quality on the scatter's axis: the mean bitrate, which every reader can judge, or else the first QoE model. */
function qualityColumn(columns: readonly MetricColumn[]): MetricColumn | undefined {
  return columns.find(({ name }) => name === "mean_bitrate_kbps") ?? leadingMetric(columns);
}

/** Whether a metric has two different values in the whole experiment: else there is nothing to draw. */
function varies({ distributions }: ReportData, { name }: MetricColumn): boolean {
  const ends = distributions
    .filter(({ metric, sorted }) => metric === name && sorted.length > 0)
    .flatMap(({ sorted }) => [sorted[0]!, sorted[sorted.length - 1]!]);
  return new Set(ends).size > 1;
}
