import type { TopLevelSpec } from "vega-lite";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { cdfChart } from "../../../src/report/charts/cdf.js";
import { differencesChart } from "../../../src/report/charts/differences.js";
import { FINDING_MARKS } from "../../../src/report/charts/evidence.js";
import { heatmapChart } from "../../../src/report/charts/heatmap.js";
import { renderSvg } from "../../../src/report/charts/render.js";
import { switchesChart, switchingOf } from "../../../src/report/charts/switches.js";
import { timelineChart } from "../../../src/report/charts/timeline.js";
import { tradeoffChart } from "../../../src/report/charts/tradeoff.js";
import { headlineColumns } from "../../../src/report/figures.js";
import { displayNames } from "../../../src/report/names.js";
import {
  ANALYTICS,
  COLUMNS,
  everyFinding,
  HOSTILE_NAMES,
  results,
  TRACE_SETS,
  timeline,
} from "../builder.js";
import { tagsOf } from "../markup.js";
import { EVIDENCE } from "../verdicts/builder.js";

const column = (name: string) => COLUMNS.find((one) => one.name === name)!;

function chartsOf(policies: readonly string[], sessions = 40) {
  const { summary, distributions } = results({ policies, sessions });
  const names = displayNames(policies, 40);
  const of = (metric: string) => distributions.filter((one) => one.metric === metric);
  return {
    cdf: cdfChart(column("stall_ratio"), of("stall_ratio"), names),
    differences: differencesChart(summary, headlineColumns(summary), names)!,
    "quality-stalls": tradeoffChart(summary, column("mean_bitrate_kbps"), column("stall_ratio"), names),
    "differences-by-set": differencesChart(summary, headlineColumns(summary), names, {
      set: TRACE_SETS[0],
    })!,
    heatmap: heatmapChart(summary, headlineColumns(summary), names)!,
    switches: switchesChart(summary, names)!,
    timeline: timelineChart(timeline({ policy: policies[0]! })),
  };
}

const ordinary = chartsOf(["ewma", "buffer", "bola-e"]);
const hostile = chartsOf(HOSTILE_NAMES);

describe.each(Object.keys(ordinary) as (keyof typeof ordinary)[])("chart %s", (name) => {
  it("is a well-formed SVG with a description, and draws the same bytes again after others", async () => {
    const svg = await renderSvg(ordinary[name], name);
    await renderSvg(ordinary.timeline, "timeline");
    expect(await renderSvg(ordinary[name], name)).toBe(svg);
    expect(() => tagsOf(svg)).not.toThrow();
    expect(svg).toMatch(/^<svg role="img" aria-label="[^"]{20,}"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("shows hostile names as text", async () => {
    const svg = await renderSvg(hostile[name], name);
    const tags = new Set(tagsOf(svg).map((tag) => tag.name));
    for (const tag of tags)
      expect(["svg", "g", "path", "line", "rect", "text", "defs", "clipPath", "tspan"]).toContain(tag);
    expect(svg).toContain("&lt;");
    expect(svg.length).toBeLessThan(200_000);
  });

  it("has a title, a description and no data from elsewhere", () => {
    const spec = JSON.stringify(ordinary[name]);
    expect(ordinary[name].title).toBeDefined();
    expect(ordinary[name].description).toBeDefined();
    expect(spec.replace(/"\$schema":"[^"]*"/, "")).not.toMatch(/https?:|"url"/);
  });

  it("compiles as it is saved, and stacks nothing on itself", () => {
    const saved = JSON.parse(JSON.stringify(ordinary[name])) as TopLevelSpec;
    const warnings: unknown[] = [];
    const note = (...message: unknown[]) => {
      warnings.push(message);
      return logger;
    };
    const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
    const { spec } = compile(saved, { logger: logger as never });
    expect(warnings).toEqual([]);
    expect(JSON.stringify(spec)).not.toContain('"type":"stack"');
  });

  it("does not change its specification when drawn", async () => {
    const before = JSON.stringify(ordinary[name]);
    await renderSvg(ordinary[name], name);
    expect(JSON.stringify(ordinary[name])).toBe(before);
  });
});

describe("charts of little", () => {
  it("can be drawn of one policy, one session and no values", async () => {
    const { summary } = results({ policies: ["ewma"], sessions: 1 });
    const names = displayNames(["ewma"]);
    const stalls = column("stall_ratio");
    const specs = [
      cdfChart(stalls, [{ policy: "ewma", metric: "stall_ratio", sorted: [0.1] }], names),
      cdfChart(stalls, [{ policy: "ewma", metric: "stall_ratio", sorted: [] }], names),
      tradeoffChart(summary, column("mean_bitrate_kbps"), stalls, names),
      tradeoffChart({ ...summary, arms: [] }, column("mean_bitrate_kbps"), stalls, names),
      timelineChart({
        identity: timeline().identity,
        end: 0,
        capacity: [],
        requests: [],
        buffer: [],
        shown: [],
        stalls: [],
      }),
    ];
    for (const spec of specs) {
      const svg = await renderSvg(spec, "little");
      expect(() => tagsOf(svg)).not.toThrow();
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });
});

describe("differences", () => {
  it("have no panel for a metric that is the same under every policy, and no chart where all are", () => {
    const { summary } = results({ policies: ["a", "b"] });
    const names = displayNames(["a", "b"]);
    const alike = (metric: string) => ({
      ...summary,
      verdicts: summary.verdicts.map((verdict) =>
        metric === "" || verdict.metric === metric ? { ...verdict, overall: EVIDENCE.same } : verdict,
      ),
    });
    const headlines = headlineColumns(summary);
    const titles = JSON.stringify(differencesChart(alike("startup_s"), headlines, names));
    expect(titles).toContain("stall ratio");
    expect(titles).not.toContain("startup delay");
    expect(differencesChart(alike(""), headlines, names)).toBeUndefined();
  });
});

describe("timelines", () => {
  it("name no estimate in the legend where the policy made none", () => {
    const one = timeline();
    const requests = one.requests.map(({ estimate_kbps, ...request }) => request);
    expect(JSON.stringify(timelineChart(one))).toContain("estimate");
    expect(JSON.stringify(timelineChart({ ...one, requests }))).not.toContain("estimate");
  });

  it("of a session of 200,000 segments stay small files, and show its highest buffer", async () => {
    const segments = Array.from({ length: 200_000 }, (_, segment) => segment);
    const long = {
      ...timeline(),
      end: 400_000,
      requests: segments.map((segment) => ({
        segment,
        level: segment % 2,
        bitrate_kbps: 300 + 700 * (segment % 2),
        requested_s: 2 * segment,
        finished_s: 2 * segment + 1,
        estimate_kbps: 1000 + (segment % 97),
      })),
      shown: segments.map((segment) => ({ time_s: 2 * segment, kbps: 300 + 700 * (segment % 2) })),
      buffer: segments.map((segment) => ({
        time_s: 2 * segment,
        buffer_s: segment === 777 ? 59 : 20 + (segment % 5),
      })),
      stalls: segments.map((segment) => ({ from_s: 2 * segment + 1, to_s: 2 * segment + 1.1 })),
    };
    const spec = timelineChart(long);
    const svg = await renderSvg(spec, "long");
    expect(JSON.stringify(spec).length).toBeLessThan(1_000_000);
    expect(svg.length).toBeLessThan(1_000_000);
    expect(JSON.stringify(spec)).toContain('{"time":1554,"value":59}');
    expect(spec.description).toContain("300 kbit/s to 1 Mbit/s shown");
  });

  it("say where a link that is too fast is cut off", () => {
    const fast = { ...timeline(), capacity: [{ time_s: 0, kbps: 90_000 }] };
    expect(JSON.stringify(timelineChart(fast))).toContain("rates above 4.2 Mbit/s are cut off");
    expect(JSON.stringify(timelineChart(timeline()))).not.toContain("cut off");
  });
});

describe("arms", () => {
  it("have the same colours in every chart, also where some have no values", () => {
    const policies = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const range = (spec: object) => /"range":\["#[^\]]*\]/.exec(JSON.stringify(spec))![0];
    const { cdf, "quality-stalls": scatter } = chartsOf(policies, 4);
    expect(range(cdf)).toBe(range(scatter));
    const only = cdfChart(
      column("stall_s"),
      [{ policy: "h", metric: "stall_s", sorted: [1, 2] }],
      displayNames(policies),
    );
    expect(range(only)).toBe(range(cdf));
  });
});

describe("the heat map", () => {
  it("marks every finding, and colours by what is better, not by what is higher", () => {
    const { summary } = everyFinding();
    const names = displayNames(summary.arms.map(({ policy }) => policy));
    const spec = JSON.stringify(heatmapChart(summary, headlineColumns(summary), names));
    for (const mark of Object.values(FINDING_MARKS)) expect(spec).toContain(`"text":"${mark}`);
    const stalls = heatmapChart(summary, [column("stall_ratio")], names);
    const worse = cellsOf(stalls).find(({ arm, set }) => arm === "better" && set === "all");
    expect(worse).toMatchObject({ text: "▲ +5.1 %", better: -0.0512 });
  });

  it("has texts that stand out from their cells, however good or bad", () => {
    const { summary } = results();
    const json = JSON.stringify(heatmapChart(summary, headlineColumns(summary), displayNames(["ewma"])));
    const [, end] = /"domain":\[-[\d.]+,0,([\d.]+)\]/.exec(json)!;
    const [, white] = /datum\.better > ([\d.]+)/.exec(json)!;
    const { range } = JSON.parse(/\{"domain":\[-[^}]*\}/.exec(json)![0]) as { range: string[] };
    for (let better = -1; better <= 1; better += 0.01) {
      const place = ((better + 1) / 2) * (range.length - 1);
      const ground = luminance(mixed(range[Math.floor(place)]!, range[Math.ceil(place)]!, place % 1));
      const ink = better * Number(end) > Number(white) ? 1 : 0;
      expect((Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)).toBeGreaterThan(4.4);
    }
  });

  it("is not drawn of a single set", () => {
    const { summary } = results();
    const verdicts = summary.verdicts.map((verdict) => ({ ...verdict, sets: verdict.sets.slice(0, 1) }));
    const names = displayNames(["ewma"]);
    expect(heatmapChart({ ...summary, verdicts }, headlineColumns(summary), names)).toBeUndefined();
  });
});

function cellsOf(spec: unknown): Record<string, unknown>[] {
  return (spec as { concat: { data: { values: Record<string, unknown>[] } }[] }).concat[0]!.data.values;
}

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
const mixed = (one: string, other: string, share: number) =>
  channels(one).map((channel, place) => channel + share * (channels(other)[place]! - channel));
/** Relative luminance (WCAG 2.2). */
const luminance = (rgb: readonly number[]) =>
  rgb
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
    .reduce((sum, channel, place) => sum + channel * [0.2126, 0.7152, 0.0722][place]!, 0);

describe("switching", () => {
  it("is per minute of media, and per switch", () => {
    const metrics = (values: Record<string, number>) =>
      Object.entries(values).map(([metric, mean]) => ({ metric, mean }) as never);
    const counts = { completed: 1, quit: 0, starved: 0, failed: 0 };
    const arm = (policy: string, values: Record<string, number>) => ({
      policy,
      counts,
      analytics: ANALYTICS,
      metrics: metrics(values),
    });
    const arms = [
      arm("a", { switches: 12, media_s: 180, switch_kbps: 6000, upswitches: 7, downswitches: 5 }),
      arm("still", { switches: 0, media_s: 180, switch_kbps: 0 }),
      arm("nothing shown", { switches: 0, media_s: 0 }),
    ];
    expect(switchingOf({ arms })).toEqual([
      { policy: "a", perMinute: 4, upPerMinute: 7 / 3, downPerMinute: 5 / 3, size: 500 },
      { policy: "still", perMinute: 0, upPerMinute: undefined, downPerMinute: undefined, size: undefined },
    ]);
  });
});
