import type { TopLevelSpec } from "vega-lite";
import type { Timeline } from "../../model/results.js";
import { shortened } from "../names.js";
import { count, quantity, type Scale, scaled, scaleFor } from "../number-format.js";
import { COLOURS, GREY, THEME } from "./theme.js";
import { type RateSeries, rateSeries } from "./timeline-series.js";

/** How each rate is drawn, from the back to the front. */
const LINES: readonly { name: keyof RateSeries; colour: string; width: number; dash: number[] }[] = [
  { name: "capacity", colour: "#8A96A3", width: 1, dash: [] },
  { name: "estimate", colour: COLOURS[3], width: 1.5, dash: [2, 2] },
  { name: "chosen", colour: COLOURS[4], width: 1.5, dash: [6, 2] },
  { name: "shown", colour: COLOURS[0], width: 2.5, dash: [] },
];

/**
 * One session over time. Above: the link's capacity, the throughput that the policy reckoned with, the bitrate
 * chosen at each request and the bitrate shown. Below: the buffer level. Stalls and the startup are shaded.
 */
export function timelineChart(timeline: Timeline): TopLevelSpec {
  const { identity, end } = timeline;
  const axes = axesOf(timeline);
  const series = rateSeries(timeline);
  const scale = scaleFor(
    "kbit/s",
    [...series.capacity, ...series.shown].map(({ value }) => value),
  );
  const width = 640;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: descriptionOf(timeline),
    title: {
      text: `${shortened(identity.policy, 40)} on ${shortened(identity.trace)}`,
      subtitle: `video ${shortened(identity.video)}, replicate ${identity.replicate}`,
    },
    spacing: 12,
    resolve: { scale: { x: "shared" } },
    vconcat: [
      {
        width,
        height: 200,
        layer: [shading(timeline, axes.hidden), ...rateLayers(series, scale, axes.hidden)],
      },
      {
        width,
        height: 90,
        layer: [
          shading(timeline, axes.time),
          {
            data: {
              values: timeline.buffer
                .filter(({ time_s: time }) => time <= end)
                .map(({ time_s: time, buffer_s: value }) => ({ time, value })),
            },
            mark: {
              type: "area",
              color: COLOURS[2],
              opacity: 0.3,
              line: { color: COLOURS[2], strokeWidth: 1.5 },
            },
            encoding: {
              x: { field: "time", ...axes.time },
              y: { field: "value", type: "quantitative", title: "buffer (s)", axis: { tickCount: 4 } },
            },
          },
        ],
      },
    ],
    config: THEME,
  };
}

/** The time axis of each panel. All layers of a panel describe it alike, because Vega-Lite merges them. */
function axesOf({ end }: Timeline) {
  const scale = { domain: [0, end > 0 ? end : 1], nice: false };
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
  const bands = stalls.map(({ from_s: from, to_s: to }) => ({ state: "stall", from, to }));
  return {
    data: { values: startup > 0 ? [{ state: "startup", from: 0, to: startup }, ...bands] : bands },
    mark: { type: "rect", opacity: 0.25 } as const,
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

function rateLayers(series: RateSeries, scale: Scale, axis: TimeAxis) {
  const domain = LINES.map(({ name }) => name as string);
  const y = {
    field: "value",
    type: "quantitative",
    title: `rate (${scale.symbol})`,
    axis: { tickCount: 5 },
  } as const;
  const x = { field: "time", ...axis };
  const legend = { orient: "bottom", title: null, symbolType: "stroke", symbolSize: 300 } as const;
  const data = (name: keyof RateSeries) => ({
    values: series[name].map(({ time, value }) => ({ series: name, time, value: scaled(value, scale) })),
  });
  const ground = {
    data: data("capacity"),
    mark: { type: "area", interpolate: "step-after", color: "#A9B4C0", opacity: 0.3 } as const,
    encoding: { x, y },
  };
  const lines = LINES.map(({ name, width }) => ({
    data: data(name),
    mark: { type: "line", interpolate: "step-after", strokeWidth: width } as const,
    encoding: {
      x,
      y,
      color: {
        field: "series",
        type: "nominal",
        scale: { domain, range: LINES.map(({ colour }) => colour) },
        legend,
      } as const,
      strokeDash: {
        field: "series",
        type: "nominal",
        scale: { domain, range: LINES.map(({ dash }) => dash) },
        legend,
      } as const,
    },
  }));
  return [ground, ...lines];
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
  const rates = shown.map(({ kbps }) => kbps);
  const facts = [
    startup === undefined ? "playback never started" : `playback started after ${quantity(startup, "s")}`,
    stalls.length === 0
      ? "no stalls"
      : `${count(stalls.length)} ${stalls.length === 1 ? "stall" : "stalls"} of ${quantity(stalled, "s")} in all`,
    `${count(requests.length)} requests`,
    rates.length === 0
      ? "nothing was shown"
      : `${quantity(Math.min(...rates), "kbit/s")} to ${quantity(Math.max(...rates), "kbit/s")} shown`,
  ];
  const { policy, trace } = identity;
  return `Session of ${shortened(policy)} on ${shortened(trace)} over ${quantity(end, "s")}: ${facts.join(", ")}.`;
}
