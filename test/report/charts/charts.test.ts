import type { TopLevelSpec } from "vega-lite";
import { compile } from "vega-lite";
import { describe, expect, it } from "vitest";
import { cdfChart } from "../../../src/report/charts/cdf.js";
import { differencesChart } from "../../../src/report/charts/differences.js";
import { qualityStallsChart } from "../../../src/report/charts/quality-stalls.js";
import { renderSvg } from "../../../src/report/charts/render.js";
import { timelineChart } from "../../../src/report/charts/timeline.js";
import { headlineColumns } from "../../../src/report/figures.js";
import { displayNames } from "../../../src/report/names.js";
import { COLUMNS, HOSTILE_NAMES, results, timeline } from "../builder.js";
import { tagsOf } from "../markup.js";

const column = (name: string) => COLUMNS.find((one) => one.name === name)!;

function chartsOf(policies: readonly string[], sessions = 40) {
  const { summary, distributions } = results({ policies, sessions });
  const names = displayNames(policies, 40);
  const of = (metric: string) => distributions.filter((one) => one.metric === metric);
  return {
    cdf: cdfChart(column("stall_ratio"), of("stall_ratio"), names),
    differences: differencesChart(summary, headlineColumns(summary), names)!,
    "quality-stalls": qualityStallsChart(summary, column("mean_bitrate_kbps"), column("stall_ratio"), names),
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
      qualityStallsChart(summary, column("mean_bitrate_kbps"), stalls, names),
      qualityStallsChart({ ...summary, arms: [] }, column("mean_bitrate_kbps"), stalls, names),
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
      differences: summary.differences.map((pair) =>
        metric === "" || pair.metric === metric ? { ...pair, mean: 0, interval: [0, 0] as const } : pair,
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
