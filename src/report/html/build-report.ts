import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary, Timeline } from "../../model/results.js";
import { cdfChart } from "../charts/cdf.js";
import { differencesChart } from "../charts/differences.js";
import { heatmapChart } from "../charts/heatmap.js";
import { render } from "../charts/render.js";
import { switchesChart } from "../charts/switches.js";
import { armScales } from "../charts/theme.js";
import { timelineChart } from "../charts/timeline.js";
import { frameOf } from "../charts/timeline-frame.js";
import { tradeoffChart } from "../charts/tradeoff.js";
import { headlineColumns, leadingMetric, type NameOf } from "../figures.js";
import { displayNames, shortened, slugger } from "../names.js";
import { variationOf } from "../variation.js";
import { costColumns } from "./chart-sections.js";
import type { Chart, ReportData } from "./data.js";
import { embedCharts } from "./embed/embedded-charts.js";
import type { PageChart } from "./embed/page-data.js";
import { pageOf } from "./page.js";
import type { ChangedCharts, DrawnChart, ReportCharts } from "./report-charts.js";
import { withRoundedData } from "./rounded-data.js";

const NAME_LENGTH = 32;

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
  const nameOf: NameOf = (policy) => names.get(policy) ?? shortened(policy, NAME_LENGTH);
  const studio = openStudio();
  const cases = casesOf(data);
  // What the policies do not change is not drawn, except where it belongs to the answer or there is but one.
  const telling = cases.filter(
    ({ variation, headline }) =>
      variation === "policies" || (variation === "sessions" && (headline || summary.arms.length === 1)),
  );
  const charts = await drawAll(data, telling, names, studio);
  const embedded = { arms: armsOf(names), ...embedCharts(studio.specs) };
  const notDrawn = cases.filter((one) => !telling.includes(one));
  return { html: pageOf({ data, charts, notDrawn, nameOf, embedded }), charts: studio.charts };
}

type Case = ReturnType<typeof casesOf>[number];

/** The metrics, the headlines first, each with its distributions. */
function casesOf({ summary, distributions }: ReportData) {
  const headlines = headlineColumns(summary);
  const others = summary.columns.filter((column) => !headlines.includes(column));
  return [...headlines, ...others].map((column) => {
    const own = distributions.filter(({ metric }) => metric === column.name);
    return {
      column,
      distributions: own,
      variation: variationOf(own),
      headline: headlines.includes(column),
    };
  });
}

/** Draws one after the other: the charts' order, and so the bytes, do not depend on which is drawn first. */
async function drawAll(
  { summary, changed, timelines }: ReportData,
  telling: readonly Case[],
  names: ReadonlyMap<string, string>,
  { draw }: Studio,
): Promise<ReportCharts> {
  const headlines = headlineColumns(summary);
  const column = (name: string) => summary.columns.find((one) => one.name === name);
  const tradeoff = async (name: string, quality?: MetricColumn, price?: MetricColumn) =>
    quality && price && summary.arms.length > 0
      ? draw([name], tradeoffChart(summary, quality, price, names))
      : undefined;

  const differences = await draw(["differences"], differencesChart(summary, headlines, names));
  const sets = setsOf(summary);
  const differencesBySet: DrawnChart[] = [];
  for (const set of sets.length > 1 ? sets : []) {
    const chart = await draw(["differences", set], differencesChart(summary, headlines, names, { set }));
    if (chart) differencesBySet.push(chart);
  }
  const qualityStalls = await tradeoff("quality-stalls", qualityColumn(summary), column("stall_ratio"));
  const heatmap = await draw(["heatmap"], heatmapChart(summary, headlines, names));
  const cdfs: { column: MetricColumn; headline: boolean; chart: DrawnChart }[] = [];
  for (const { column: metric, distributions, headline } of telling) {
    const chart = await draw(["cdf", metric.name], cdfChart(metric, distributions, names));
    cdfs.push({ column: metric, headline, chart: chart! });
  }
  const switches = await draw(["switches"], switchesChart(summary, names));
  const [price] = costColumns(summary).toReversed();
  const cost = await tradeoff("cost", leadingMetric(summary), price);
  const isStartup = (one: { column: MetricColumn }) => one.column.name === "startup_s";
  return {
    differences,
    differencesBySet,
    qualityStalls,
    heatmap,
    cdfs: cdfs.filter((one) => !isStartup(one)),
    startup: cdfs.find(isStartup)?.chart,
    switches,
    cost,
    ...(await drawTimelines(changed, timelines, draw)),
  };
}

/** Both sides of each changed session on the same axes, the control's first; then those that are no such side. */
async function drawTimelines(
  changed: ReportData["changed"],
  timelines: readonly Timeline[],
  draw: Studio["draw"],
): Promise<Pick<ReportCharts, "changed" | "timelines">> {
  const drawTogether = async (together: readonly Timeline[], axes: string) => {
    const frame = frameOf(together);
    const drawn: ChangedCharts["sides"][number][] = [];
    for (const timeline of together) {
      const chart = await draw(timelineName(timeline), timelineChart(timeline, frame), axes);
      drawn.push({ timeline, chart: chart! });
    }
    return drawn;
  };
  const shown = new Set<Timeline>();
  const changedCharts: ChangedCharts[] = [];
  for (const [place, session] of changed.entries()) {
    const both = [session.control, session.policy].flatMap(
      (side) => timelines.find(({ identity }) => keyOf(identity) === keyOf(side)) ?? [],
    );
    for (const timeline of both) shown.add(timeline);
    changedCharts.push({ session, sides: await drawTogether(both, `changed-${place}`) });
  }
  const others = timelines.filter((timeline) => !shown.has(timeline));
  const groups = new Map<string, Timeline[]>();
  for (const timeline of others) {
    const key = keyOf({ ...timeline.identity, policy: "", client: undefined });
    groups.set(key, [...(groups.get(key) ?? []), timeline]);
  }
  const drawn: DrawnChart[] = [];
  for (const [place, group] of [...groups.values()].entries())
    for (const { chart } of await drawTogether(group, `session-${place}`)) drawn.push(chart);
  return { changed: changedCharts, timelines: drawn };
}

function keyOf({
  policy,
  client,
  trace,
  video,
  replicate,
}: Pick<Timeline["identity"], "policy" | "trace" | "video" | "replicate"> & {
  readonly client?: string | undefined;
}): string {
  return JSON.stringify([policy, client ?? null, trace, video, replicate]);
}

function timelineName({ identity: { policy, client, trace, video, replicate } }: Timeline): string[] {
  return [
    "timeline",
    policy,
    ...(client === undefined ? [] : [client]),
    trace.split("/").at(-1) ?? "",
    video,
    String(replicate),
  ];
}

/** Where charts are drawn, and what comes of it. */
interface Studio {
  /** Of no specification nothing. */
  draw(
    name: readonly string[],
    spec: TopLevelSpec | undefined,
    axes?: string,
  ): Promise<DrawnChart | undefined>;
  /** For files. */
  readonly charts: Chart[];
  /** For the page's script. */
  readonly specs: ReadonlyMap<string, PageChart>;
}

function openStudio(): Studio {
  const slug = slugger();
  const charts: Chart[] = [];
  const specs = new Map<string, PageChart>();
  return {
    charts,
    specs,
    async draw(parts, exact, axes) {
      if (!exact) return undefined;
      const name = slug(...parts);
      const spec = withRoundedData(exact);
      const { svg, vega } = await render(spec, name);
      charts.push({ name, spec, svg });
      specs.set(name, { vegaLite: spec, vega });
      return { name, svg, description: spec.description ?? "", ...(axes !== undefined && { axes }) };
    },
  };
}

function armsOf(names: ReadonlyMap<string, string>) {
  const arms = [...names.values()];
  const { range } = armScales(arms).colour;
  return arms.map((name, place) => ({ name, colour: range[place]! }));
}

function setsOf({ verdicts }: Summary): string[] {
  return [...new Set(verdicts.flatMap(({ sets }) => sets.map(({ set }) => set)))];
}

/** The quality on the scatter's axis: the mean bitrate, which every reader can judge, or else the first QoE model. */
function qualityColumn(summary: Summary): MetricColumn | undefined {
  return summary.columns.find(({ name }) => name === "mean_bitrate_kbps") ?? leadingMetric(summary);
}
