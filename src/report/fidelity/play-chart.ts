import type { TopLevelSpec } from "vega-lite";
import type { ForetoldPlay, PlayCourse } from "../../model/fidelity.js";
import type { Level } from "../../model/video.js";
import { kbpsFromBps } from "../../units.js";
import { type ChartMeta, COLOURS, LIVE_PARAMS, THEME, ZOOM_X } from "../charts/theme.js";
import { printable, shortened } from "../names.js";

/** The two sides of a chart, and how each is drawn. */
const SIDES = {
  domain: ["real", "simulated"],
  range: [COLOURS[0], COLOURS[1]],
};
const WIDTH = 640;

/** A real player's play and its simulation, over time: bitrates asked for, buffer level, and waits. */
export function playChart(
  { playback, agreement, courses: { real, simulated } }: ForetoldPlay,
  levels: readonly Level[],
): TopLevelSpec {
  const { player, policy, version, trace } = playback;
  const who = `${player} ${version}${policy === undefined ? "" : `, steered by ${policy}`}`;
  const { agreeing, segments } = agreement;
  const both = <Row>(rows: (course: PlayCourse) => readonly Row[]): (Row & { side: string })[] => [
    ...rows(real).map((row) => ({ ...row, side: "real" })),
    ...rows(simulated).map((row) => ({ ...row, side: "simulated" })),
  ];
  const kbps = (level: number) => kbpsFromBps(levels[level]!.bitrate);
  const asked = both(({ requests, end }) => [
    ...requests.map(({ start, level }) => ({ time: start, kbps: kbps(level) })),
    ...requests.slice(-1).map(({ level }) => ({ time: end, kbps: kbps(level) })),
  ]);
  const givenUp = both(({ requests }) =>
    requests.filter(({ whole }) => !whole).map(({ end, level }) => ({ time: end, kbps: kbps(level) })),
  );
  const buffer = both((course) => course.buffer.map(({ at, buffer: value }) => ({ time: at, value })));
  const waits = both((course) => course.waits);
  const time = (title: string | null) => ({
    type: "quantitative" as const,
    scale: { domain: [0, Math.max(real.end, simulated.end)], nice: false, ...ZOOM_X },
    ...(title === null ? { axis: null } : { title }),
  });
  const side = {
    field: "side",
    type: "nominal" as const,
    scale: SIDES,
    legend: { title: null, orient: "top" as const },
  };
  const dash = {
    field: "side",
    type: "nominal" as const,
    scale: {
      domain: SIDES.domain,
      range: [
        [1, 0],
        [5, 3],
      ],
    },
    legend: { title: null, orient: "top" as const },
  };
  const meta: ChartMeta = { zoom: "x" };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${printable(who)} on ${printable(trace)}, real and simulated: ${agreeing} of ${segments} segments are of the same level.`,
    title: {
      text: `${shortened(who)} on ${shortened(trace)}`,
      subtitle: `${agreeing} of ${segments} segments of the same level; circles are requests that were given up`,
    },
    usermeta: { ...meta },
    params: LIVE_PARAMS,
    spacing: 12,
    resolve: { scale: { x: "shared", color: "shared" } },
    vconcat: [
      {
        width: WIDTH,
        height: 160,
        layer: [
          {
            data: { name: "asked", values: asked },
            mark: { type: "line", interpolate: "step-after", strokeWidth: 2, clip: true },
            encoding: {
              x: { field: "time", ...time(null) },
              y: { field: "kbps", type: "quantitative", title: "asked for (kbit/s)" },
              color: side,
              strokeDash: dash,
            },
          },
          {
            data: { name: "given up", values: givenUp },
            mark: { type: "point", size: 40, clip: true },
            encoding: {
              x: { field: "time", ...time(null) },
              y: { field: "kbps", type: "quantitative", title: "asked for (kbit/s)" },
              color: side,
            },
          },
        ],
      },
      {
        width: WIDTH,
        height: 100,
        data: { name: "buffer", values: buffer },
        mark: { type: "line", strokeWidth: 1.5, clip: true },
        encoding: {
          x: { field: "time", ...time(null) },
          y: { field: "value", type: "quantitative", title: "buffer (s)", axis: { tickCount: 4 } },
          color: side,
          strokeDash: dash,
        },
      },
      {
        width: WIDTH,
        height: 36,
        data: { name: "waits", values: waits },
        mark: { type: "bar", clip: true, minBandSize: 2 },
        encoding: {
          x: { field: "from", ...time("time since the first request (s)") },
          x2: { field: "to" },
          y: { field: "side", type: "nominal", title: "waits", sort: SIDES.domain },
          color: side,
        },
      },
    ],
    config: THEME,
  };
}
