import type { TopLevelSpec } from "vega-lite";
import type { MetricColumn, Summary, Timeline } from "../../model/results.js";
import { cdfChart } from "../charts/cdf.js";
import { differencesChart } from "../charts/differences.js";
import { heatmapChart } from "../charts/heatmap.js";
import { type Draw, openRenderer } from "../charts/render.js";
import { switchesChart } from "../charts/switches.js";
import { armScales } from "../charts/theme.js";
import { timelineChart } from "../charts/timeline.js";
import { frameOf } from "../charts/timeline-frame.js";
import { tradeoffChart } from "../charts/tradeoff.js";
import { headlineColumns, leadingMetric, type NameOf } from "../figures.js";
import { displayNames, shortened, slugger } from "../names.js";
import { variationOf } from "../variation.js";
import { costColumns } from "./chart-sections.js";
import type { Chart, Observed, ReportData } from "./data.js";
import { chartPacker } from "./embed/embedded-charts.js";
import { pageOf } from "./page.js";
import type { ChangedCharts, DrawnChart, NotDrawn, ReportCharts } from "./report-charts.js";
import { withRoundedData } from "./rounded-data.js";

const NAME_LENGTH = 32;

/**
 * Builds the HTML report: one self-contained page that asks nothing of the network, and its charts as files. The
 * same data gives the same bytes, wherever charts are drawn and in whatever order.
 *
 * @param observed what was drawn ahead, of the same data
 */
export async function buildReport(
  data: ReportData,
  draw: Draw = openRenderer(),
  observed: ObservedCharts = drawObserved(data, draw),
): Promise<{ html: string; charts: Chart[] }> {
  const { summary } = data;
  const names = namesOf(summary);
  const nameOf: NameOf = (policy) => names.get(policy) ?? shortened(policy, NAME_LENGTH);
  const packer = chartPacker();
  const pack = ({ name, spec, vega }: DrawnChart) => packer.add(name, { vegaLite: spec, vega });
  // What was begun first is there first, and is packed while the rest is drawn.
  const packed = async () => {
    const cdfs = await observed.cdfs;
    for (const { chart } of cdfs) pack(chart);
    const sessions = await observed.sessions;
    for (const { sides } of sessions.changed) for (const { chart } of sides) pack(chart);
    sessions.timelines.forEach(pack);
    return { cdfs, sessions };
  };
  const [compared, { cdfs, sessions }] = await Promise.all([
    drawCompared(summary, names, openStudio(draw)),
    packed(),
  ]);
  const isStartup = (one: { column: MetricColumn }) => one.column.name === "startup_s";
  const charts: ReportCharts = {
    ...compared,
    ...sessions,
    cdfs: cdfs.filter((one) => !isStartup(one)),
    startup: cdfs.find(isStartup)?.chart,
  };
  const ofComparison = [
    charts.differences,
    ...charts.differencesBySet,
    charts.qualityStalls,
    charts.heatmap,
    charts.switches,
    charts.cost,
  ].filter((chart) => chart !== undefined);
  ofComparison.forEach(pack);
  const all = [
    ...cdfs.map(({ chart }) => chart),
    ...charts.changed.flatMap(({ sides }) => sides.map(({ chart }) => chart)),
    ...charts.timelines,
    ...ofComparison,
  ];
  const embedded = { arms: armsOf(names), ...packer.packed() };
  return {
    html: pageOf({ data, charts, notDrawn: observed.notDrawn, nameOf, embedded }),
    charts: all.map(({ name, spec, svg }) => ({ name, spec, svg })),
  };
}

/** Charts of what was observed, which are being drawn. */
export interface ObservedCharts {
  readonly cdfs: Promise<ReportCharts["cdfs"]>;
  readonly sessions: Promise<Pick<ReportCharts, "changed" | "timelines">>;
  readonly notDrawn: readonly NotDrawn[];
}

/** Begins with what can be drawn before it is known what the results show, which is most of a report's charts. */
export function drawObserved(data: Observed, draw: Draw): ObservedCharts {
  const names = namesOf(data.summary);
  const studio = openStudio(draw);
  const cases = casesOf(data);
  // What the policies do not change is not drawn, except where it belongs to the answer or there is but one.
  const telling = cases.filter(
    ({ variation, headline }) =>
      variation === "policies" || (variation === "sessions" && (headline || data.summary.arms.length === 1)),
  );
  const cdfs = Promise.all(
    telling.map(async ({ column, distributions, headline }) => {
      const chart = await studio(["cdf", column.name], cdfChart(column, distributions, names));
      return { column, headline, chart };
    }),
  );
  const sessions = drawTimelines(data, studio);
  // Whoever builds the report meets what fails; until then it is nobody's.
  cdfs.catch(() => {});
  sessions.catch(() => {});
  return { cdfs, sessions, notDrawn: cases.filter((one) => !telling.includes(one)) };
}

const namesOf = ({ arms }: Observed["summary"]) =>
  displayNames(
    arms.map(({ policy }) => policy),
    NAME_LENGTH,
  );

/** The metrics, the headlines first, each with its distributions. */
function casesOf({ summary, distributions }: Observed) {
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

/** Draws what the results show. */
async function drawCompared(
  summary: Summary,
  names: ReadonlyMap<string, string>,
  studio: Studio,
): Promise<
  Pick<ReportCharts, "differences" | "differencesBySet" | "qualityStalls" | "heatmap" | "switches" | "cost">
> {
  const headlines = headlineColumns(summary);
  const drawn = async (name: readonly string[], spec: TopLevelSpec | undefined) => spec && studio(name, spec);
  const tradeoff = async (name: string, quality?: MetricColumn, price?: MetricColumn) =>
    quality && price && summary.arms.length > 0
      ? studio([name], tradeoffChart(summary, quality, price, names))
      : undefined;

  const sets = setsOf(summary);
  const stalls = summary.columns.find(({ name }) => name === "stall_ratio");
  const [price] = costColumns(summary).toReversed();
  const [differences, differencesBySet, qualityStalls, heatmap, switches, cost] = await Promise.all([
    drawn(["differences"], differencesChart(summary, headlines, names)),
    Promise.all(
      (sets.length > 1 ? sets : []).map((set) =>
        drawn(["differences", set], differencesChart(summary, headlines, names, { set })),
      ),
    ),
    tradeoff("quality-stalls", qualityColumn(summary), stalls),
    drawn(["heatmap"], heatmapChart(summary, headlines, names)),
    drawn(["switches"], switchesChart(summary, names)),
    tradeoff("cost", leadingMetric(summary), price),
  ]);
  return {
    ...{ differences, qualityStalls, heatmap, switches, cost },
    differencesBySet: differencesBySet.filter((chart) => chart !== undefined),
  };
}

/** Both sides of each changed session on the same axes, the control's first; then those that are no such side. */
async function drawTimelines(
  { changed, timelines }: Observed,
  studio: Studio,
): Promise<Pick<ReportCharts, "changed" | "timelines">> {
  const drawTogether = (together: readonly Timeline[], axes: string) => {
    const frame = frameOf(together);
    return Promise.all(
      together.map(async (timeline) => ({
        timeline,
        chart: await studio(timelineName(timeline), timelineChart(timeline, frame), axes),
      })),
    );
  };
  const shown = new Set<Timeline>();
  const sides = changed.map((session, place) => {
    const both = [session.control, session.policy].flatMap(
      (side) => timelines.find(({ identity }) => keyOf(identity) === keyOf(side)) ?? [],
    );
    for (const timeline of both) shown.add(timeline);
    return drawTogether(both, `changed-${place}`);
  });
  const groups = new Map<string, Timeline[]>();
  for (const timeline of timelines.filter((timeline) => !shown.has(timeline))) {
    const key = keyOf({ ...timeline.identity, policy: "", client: undefined });
    groups.set(key, [...(groups.get(key) ?? []), timeline]);
  }
  const others = [...groups.values()].map((group, place) => drawTogether(group, `session-${place}`));
  const drawnSides = await Promise.all(sides);
  return {
    changed: changed.map((session, place): ChangedCharts => ({ session, sides: drawnSides[place]! })),
    timelines: (await Promise.all(others)).flatMap((group) => group.map(({ chart }) => chart)),
  };
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

/** Where charts are named and drawn; charts of the same axes are zoomed together. */
type Studio = (name: readonly string[], exact: TopLevelSpec, axes?: string) => Promise<DrawnChart>;

/** Names are told apart within a studio; those of two studios differ in their first words. */
function openStudio(draw: Draw): Studio {
  const slug = slugger();
  return async (parts, exact, axes) => {
    const name = slug(...parts);
    const spec = withRoundedData(exact);
    const rendering = await draw(spec, name);
    const { description = "" } = spec;
    return { name, description, spec, ...rendering, ...(axes !== undefined && { axes }) };
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
