import type { TopLevelSpec } from "vega-lite";
import type { Timeline } from "../../model/results.js";
import { printable, shortened } from "../names.js";
import { count, quantity, type Scale, scaled, scaleFor } from "../number-format.js";
import { decisionsOf, spread } from "./decisions.js";
import { type ChartMeta, COLOURS, GREY, LIVE_PARAMS, type Readout, THEME, tooltip, ZOOM_X } from "./theme.js";
import { type Frame, frameOf } from "./timeline-frame.js";
import { type RateSeries, rateSeries } from "./timeline-series.js";
import { joinedStalls, thinned } from "./timeline-thinning.js";

/** How each rate is drawn, from the back to the front. */
const LINES: readonly { name: keyof RateSeries; colour: string; width: number; dash: number[] }[] = [
  { name: "capacity", colour: "#8A96A3", width: 1, dash: [] },
  { name: "estimate", colour: COLOURS[3], width: 1.5, dash: [2, 2] },
  { name: "chosen", colour: COLOURS[4], width: 1.5, dash: [6, 2] },
  { name: "shown", colour: COLOURS[0], width: 2.5, dash: [] },
];

/** Decisions that are marked: more would be a smear. */
const MOST_DECISIONS = 400;
const LONGEST_REASON = 100;

/**
 * One session over time. Above: the link's capacity, the throughput that the policy reckoned with, the bitrate
 * chosen at each request and the bitrate shown, with a dot where the policy
 * changed its mind, for the page to say why. Below: the buffer level. Stalls and the startup are shaded. Series
 * longer than a chart can show are thinned.
 *
 * @param frame the extents of the axes: charts to be compared with one another share one
 */
export function timelineChart(timeline: Timeline, frame: Frame = frameOf([timeline])): TopLevelSpec {
  const { identity, end } = timeline;
  const axes = axesOf(frame);
  const series = rateSeries(timeline);
  const scale = scaleFor("kbit/s", [frame.rate]);
  const session = `video ${shortened(identity.video)}, replicate ${identity.replicate}`;
  const cut = frame.cut ? `; rates above ${quantity(frame.rate, "kbit/s")} are cut off` : "";
  const width = 640;
  const meta: ChartMeta = { zoom: "x", readout: readoutOf(series, scale) };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: descriptionOf(timeline),
    title: {
      text: `${whoOf(identity, 40)} on ${shortened(identity.trace)}`,
      subtitle: session + cut,
    },
    usermeta: { ...meta },
    params: LIVE_PARAMS,
    spacing: 12,
    resolve: { scale: { x: "shared" } },
    vconcat: [
      {
        width,
        height: 200,
        layer: [
          shading(timeline, axes.hidden),
          ...rateLayers(series, scale, frame, axes.hidden),
          decisionLayer(timeline, scale, frame, axes.hidden),
        ],
      },
      {
        width,
        height: 90,
        layer: [
          shading(timeline, axes.time),
          {
            data: {
              name: "buffer",
              values: thinned(
                timeline.buffer
                  .filter(({ time_s: time }) => time <= end)
                  .map(({ time_s: time, buffer_s: value }) => ({ time, value })),
              ),
            },
            mark: {
              type: "area",
              clip: true,
              color: COLOURS[2],
              opacity: 0.3,
              line: { color: COLOURS[2], strokeWidth: 1.5 },
            },
            encoding: {
              x: { field: "time", ...axes.time },
              y: {
                field: "value",
                type: "quantitative",
                title: "buffer (s)",
                // The buffer has two levels at the instant when a segment arrives: they are no stack.
                stack: null,
                scale: { domain: [0, frame.buffer], nice: true },
                axis: { tickCount: 4 },
              },
            },
          },
        ],
      },
    ],
    config: THEME,
  };
}

/** The time axis of each panel. All layers of a panel describe it alike, because Vega-Lite merges them. */
function axesOf({ end }: Frame) {
  const scale = { domain: [0, end], nice: false, ...ZOOM_X };
  return {
    hidden: { type: "quantitative", scale, axis: null },
    time: {
      type: "quantitative",
      scale,
      title: "time since play was pressed (s)",
      axis: { tickCount: 10 },
    },
  } as const;
}

type TimeAxis = ReturnType<typeof axesOf>["hidden" | "time"];

/** Bands behind a panel where nothing was shown; a session that never started was starting up to its end. */
function shading({ end, startup_s: startup = end, stalls }: Timeline, axis: TimeAxis) {
  const bands = joinedStalls(stalls).map(({ from_s: from, to_s: to }) => ({ state: "stall", from, to }));
  return {
    data: { values: startup > 0 ? [{ state: "startup", from: 0, to: startup }, ...bands] : bands },
    mark: { type: "rect", opacity: 0.25, clip: true } as const,
    encoding: {
      x: { field: "from", ...axis },
      x2: { field: "to" },
      fill: {
        field: "state",
        type: "nominal",
        scale: { domain: ["startup", "stall"], range: [GREY, COLOURS[1]] },
        legend: { orient: "bottom", title: null },
      },
    } as const,
  };
}

function rateLayers(series: RateSeries, scale: Scale, frame: Frame, axis: TimeAxis) {
  // A policy that names no estimate has none in the legend.
  const present = LINES.filter(({ name }) => name !== "estimate" || series.estimate.length > 0);
  const domain = present.map(({ name }) => name as string);
  const y = { field: "value", ...rateAxis(scale, frame) };
  const x = { field: "time", ...axis };
  const legend = { orient: "bottom", title: null, symbolType: "stroke", symbolSize: 300 } as const;
  const dataOf = (name: keyof RateSeries) => ({
    name,
    values: series[name].map(({ time, value }) => ({ series: name, time, value: scaled(value, scale) })),
  });
  // The capacity is drawn twice, of the same rows.
  const data = new Map(LINES.map(({ name }) => [name, dataOf(name)]));
  const ground = {
    data: data.get("capacity")!,
    mark: { type: "area", interpolate: "step-after", color: "#A9B4C0", opacity: 0.3, clip: true } as const,
    encoding: { x, y },
  };
  const lines = present.map(({ name, width }) => ({
    data: data.get(name)!,
    mark: { type: "line", interpolate: "step-after", strokeWidth: width, clip: true } as const,
    encoding: {
      x,
      y,
      color: {
        field: "series",
        type: "nominal",
        scale: { domain, range: present.map(({ colour }) => colour) },
        legend,
      } as const,
      strokeDash: {
        field: "series",
        type: "nominal",
        scale: { domain, range: present.map(({ dash }) => dash) },
        legend,
      } as const,
    },
  }));
  return [ground, ...lines];
}

function rateAxis(scale: Scale, frame: Frame) {
  return {
    type: "quantitative" as const,
    title: `rate (${scale.symbol})`,
    stack: null,
    scale: { domain: [0, scaled(frame.rate, scale)], nice: !frame.cut },
    axis: { tickCount: 5 },
  };
}

/** A dot at each decision for another level, or for another reason, that says why. */
function decisionLayer(timeline: Timeline, scale: Scale, frame: Frame, axis: TimeAxis) {
  const values = spread(decisionsOf(timeline), MOST_DECISIONS).map(
    ({ requested_s: time, bitrate_kbps: rate, segment, reason }) => ({
      time,
      value: scaled(rate, scale),
      chosen: `${quantity(rate, "kbit/s")} for segment ${segment}`,
      reason: reason === undefined ? "none given" : shortened(printable(reason), LONGEST_REASON),
    }),
  );
  return {
    data: { name: "decisions", values },
    mark: { type: "point", filled: true, size: 22, opacity: 1, color: "#8A6100", clip: true } as const,
    encoding: {
      x: { field: "time", ...axis },
      y: { field: "value", ...rateAxis(scale, frame) },
      tooltip: tooltip({ field: "chosen", title: "chosen" }, { field: "reason", title: "reason" }),
    },
  };
}

function readoutOf(series: RateSeries, scale: Scale): Readout {
  const rates = LINES.filter(({ name }) => series[name].length > 0).map(({ name }) => ({
    data: name,
    x: "time",
    y: "value",
    label: name,
    unit: scale.symbol,
    between: "step" as const,
  }));
  return {
    x: "time (s)",
    lines: [
      ...rates,
      { data: "buffer", x: "time", y: "value", label: "buffer", unit: "s", between: "linear" },
      { data: "decisions", x: "time", y: "reason", label: "reason", unit: "", between: "step" },
    ],
  };
}

/** The policy, and which of several clients it is. */
function whoOf({ policy, client }: Timeline["identity"], length?: number): string {
  return client === undefined
    ? shortened(policy, length)
    : `${shortened(policy, length)}, ${shortened(client)},`;
}

/** The session in a sentence, for those who do not see the chart. */
export function descriptionOf({
  identity,
  end,
  startup_s: startup,
  stalls,
  requests,
  shown,
}: Timeline): string {
  const stalled = stalls.reduce((sum, { from_s: from, to_s: to }) => sum + to - from, 0);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (const { kbps } of shown) [lowest, highest] = [Math.min(lowest, kbps), Math.max(highest, kbps)];
  const facts = [
    startup === undefined ? "playback never started" : `playback started after ${quantity(startup, "s")}`,
    stalls.length === 0
      ? "no stalls"
      : `${count(stalls.length)} ${stalls.length === 1 ? "stall" : "stalls"} of ${quantity(stalled, "s")} in all`,
    `${count(requests.length)} requests`,
    shown.length === 0
      ? "nothing was shown"
      : `${quantity(lowest, "kbit/s")} to ${quantity(highest, "kbit/s")} shown`,
  ];
  const { trace } = identity;
  return `Session of ${whoOf(identity)} on ${shortened(trace)} over ${quantity(end, "s")}: ${facts.join(", ")}.`;
}
