import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary, Timeline } from "../../model/results.js";
import { cdfChart } from "../charts/cdf.js";
import { differencesChart } from "../charts/differences.js";
import { qualityStallsChart } from "../charts/quality-stalls.js";
import { renderSvg } from "../charts/render.js";
import { timelineChart } from "../charts/timeline.js";
import { frameOf } from "../charts/timeline-frame.js";
import { headlineColumns, leadingMetric } from "../figures.js";
import { displayNames, slugger } from "../names.js";
import { variationOf } from "../variation.js";
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

  const headlines = headlineColumns(summary);
  const quality = qualityColumn(summary);
  const stalls = summary.columns.find(({ name }) => name === "stall_ratio");
  const others = summary.columns.filter((column) => !headlines.includes(column));
  const cases = [...headlines, ...others].map((column) => {
    const distributions = data.distributions.filter(({ metric }) => metric === column.name);
    return {
      column,
      distributions,
      variation: variationOf(distributions),
      headline: headlines.includes(column),
    };
  });
  // What the policies do not change is not drawn, except where it belongs to the answer or there is but one.
  const telling = cases.filter(
    ({ variation, headline }) =>
      variation === "policies" || (variation === "sessions" && (headline || summary.arms.length === 1)),
  );

  // One after the other: the charts' order, and so the bytes, do not depend on which is drawn first.
  const forest = differencesChart(summary, headlines, names);
  const differences = forest && (await draw(slug("differences"), forest));
  const scatter =
    quality && stalls && summary.arms.length > 0
      ? await draw(slug("quality-stalls"), qualityStallsChart(summary, quality, stalls, names))
      : undefined;
  const cdfs: { column: MetricColumn; headline: boolean; chart: DrawnChart }[] = [];
  for (const { column, distributions, headline } of telling) {
    const chart = await draw(slug("cdf", column.name), cdfChart(column, distributions, names));
    cdfs.push({ column, headline, chart });
  }
  const timelines: DrawnChart[] = [];
  for (const timeline of data.timelines) {
    const { policy, client, trace, video, replicate } = timeline.identity;
    const name = slug(
      "timeline",
      policy,
      ...(client === undefined ? [] : [client]),
      trace.split("/").at(-1) ?? "",
      video,
      String(replicate),
    );
    const frame = frameOf(data.timelines.filter((other) => sessionKey(other) === sessionKey(timeline)));
    timelines.push(await draw(name, timelineChart(timeline, frame)));
  }

  const charts: ReportCharts = { differences, scatter, cdfs, timelines };
  const notDrawn = cases.filter((one) => !telling.includes(one));
  return { html: pageOf(data, charts, notDrawn, names), charts: drawn };
}

/** The quality on the scatter's axis: the mean bitrate, which every reader can judge, or else the first QoE model. */
function qualityColumn(summary: Summary): MetricColumn | undefined {
  return summary.columns.find(({ name }) => name === "mean_bitrate_kbps") ?? leadingMetric(summary);
}

/** Alike for the timelines of one session under several policies, which are drawn on the same axes. */
function sessionKey({ identity: { trace, video, replicate } }: Timeline): string {
  return JSON.stringify([trace, video, replicate]);
}
