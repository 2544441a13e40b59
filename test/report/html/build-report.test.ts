import { describe, expect, it } from "vitest";
import { comparisonOf } from "../../../src/report/comparison.js";
import { buildReport } from "../../../src/report/html/build-report.js";
import { everyFinding, HOSTILE_NAMES, reportData } from "../builder.js";
import { tagsOf } from "../markup.js";
import { EVIDENCE } from "../verdicts/builder.js";

const data = reportData({ sessions: 60 });
const report = await buildReport(data);
const text = report.html
  .replace(/<style>.*?<\/style>/s, "")
  .replace(/<[^>]*>/g, " ")
  .replace(/\s+/g, " ");

describe("buildReport", () => {
  it("writes well-formed HTML that asks nothing of the network and runs no script", () => {
    const tags = tagsOf(report.html);
    expect(report.html).not.toMatch(/https?:\/\//);
    expect(report.html).not.toMatch(/url\((?!#)/);
    for (const { name, attributes } of tags) {
      expect(["script", "link", "iframe", "object", "embed", "img", "base"]).not.toContain(name);
      expect(Object.keys(attributes).filter((key) => /^(on|src|srcset$)/.test(key))).toEqual([]);
      if (attributes["href"])
        expect(attributes["href"]).toMatch(/^(charts\/[a-z0-9-]+\.(svg|vl\.json)|#failures)$/);
    }
  });

  it("is the same to the byte when built again", async () => {
    expect(await buildReport(data)).toEqual(report);
  });

  it("has no id twice, also within its charts", () => {
    const ids = tagsOf(report.html).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("gives the answer before anything else", () => {
    const answer = text.indexOf("▼ worse buffer is worse than ewma: composite QoE −");
    expect(answer).toBeGreaterThan(0);
    expect(answer).toBeLessThan(text.indexOf("Comparison"));
    expect(text.slice(answer)).toMatch(/Keep ewma: buffer is worse in composite QoE/);
  });

  it("has its sections in the order in which they are asked for", () => {
    const headings = [...report.html.matchAll(/<h2 id="([^"]*)">/g)].map(([, id]) => id);
    expect(headings).toEqual([
      "verdict",
      "comparison",
      "effects",
      "tradeoff",
      "distributions",
      "switches",
      "startup",
      "changed",
      "failures",
      "method",
    ]);
  });

  it("says every finding and every caution in words, each caution that holds for all once", async () => {
    const { html } = await buildReport(reportData({}, everyFinding()));
    for (const finding of Object.keys(EVIDENCE)) expect(html).toContain(`</span> ${finding}</span>`);
    expect(html).toContain("Only 8 traces");
    expect(html).toContain("Roll out better");
    const { html: few } = await buildReport(reportData({ sessions: 4 }));
    expect(few.split("Only 4 traces")).toHaveLength(2);
  });

  it("opens both sides of a changed session, the control's first, on the same axes, with the decisions", () => {
    const item = /<ol class="changed">.*?<\/ol>/s.exec(report.html)![0];
    expect(item).toMatch(
      /data-chart="timeline-ewma-[^"]*" data-axes="changed-0".*data-chart="timeline-buffer-[^"]*" data-axes="changed-0"/s,
    );
    const words = item
      .replace(/<svg.*?<\/svg>/gs, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    expect(words).toContain("buffer composite QoE 82.3 → 61.5 (−20.8) against ewma");
    expect(words).toContain("Decisions of ewma");
    expect(words).toContain("82.0 19 2.8 Mbit/s 1.43 Mbit/s 4.0 –");
    expect(item.split("<details>")).toHaveLength(2);
    expect(words).toMatch(
      /4g\/train-2.csv video nine-levels buffer composite QoE 52.3 → 41.5 \(−10.8\) against ewma $/,
    );
  });

  it("tells what delivery costs where anything says so", async () => {
    const cost = {
      name: "cost_usd_per_hour",
      label: "delivery cost per hour",
      unit: "USD/h",
      better: "lower",
    } as const;
    const { summary } = data;
    const arms = summary.arms.map((arm, place) => ({
      ...arm,
      metrics: [
        ...arm.metrics,
        { ...arm.metrics[0]!, metric: cost.name, mean: 0.01 + place / 1000, interval: undefined },
      ],
    }));
    const { html, charts } = await buildReport({
      ...data,
      summary: { ...summary, columns: [...summary.columns, cost], arms },
    });
    expect(charts.map(({ name }) => name)).toContain("cost");
    expect(html).toContain('<h2 id="cost">');
    expect(report.html).not.toContain('<h2 id="cost">');
  });

  it("says how an unpaired or a weighted comparison was made", async () => {
    const { html } = await buildReport({
      ...data,
      summary: {
        ...data.summary,
        weights: { "4g": 3 },
        split: { controlPercent: 90, controlTraces: 54, armTraces: 6 },
      },
    });
    expect(html).toContain("4g 3.");
    expect(html).toContain("90 % to the control (54 traces, and 6 to the other)");
    expect(html).not.toContain("Differences are paired");
  });

  it("names the leader, and that of another QoE model which ranks another first", () => {
    const lead = /<p class="lead">.*?<\/p>/s.exec(report.html)![0].replace(/<[^>]*>/g, "");
    const { columns, rows } = comparisonOf(data.summary);
    const leader = (place: number) => {
      const row = rows.find(({ cells }) => cells[place]!.best)!;
      return `${row.policy} (${row.cells[place]!.text.replace(/-/g, "−")}`;
    };
    expect(lead).toContain(`The highest mean composite QoE is that of ${leader(0)}`);
    expect(columns[1]!.metric.name).toBe("qoe_linear");
    expect(lead.includes("By linear QoE it is")).toBe(leader(0).split(" ")[0] !== leader(1).split(" ")[0]);
  });

  it("says in the answer that some sessions failed or starved", () => {
    expect(text).toContain("Of 180 sessions, 3 failed and are in no mean ( failures ); 3 starved");
  });

  it("says what was run, how it went and how to see a failure again", () => {
    for (const fact of [
      "Seed 7",
      "Profile reference",
      "abrsim 0.1.0",
      "Sessions 180",
      "1 starved",
      "2 failed",
    ])
      expect(text).toContain(fact);
    expect(text).toContain("segment 12: expected a level from 0 to 8, got 9");
    expect(text).toContain("abrsim run scenarios/quickstart.yaml --policies buffer");
  });

  it("says how the intervals were made and what they cannot say", () => {
    expect(text).toContain("resample whole traces (here 60)");
    expect(text).toContain("CausalSim");
    expect(text).toContain("not the choice of traces");
  });

  it("draws every metric that varies, and names those that do not", () => {
    const names = report.charts.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "differences",
        "differences-4g",
        "quality-stalls",
        "heatmap",
        "cdf-qoe-composite",
        "cdf-stall-s",
        "switches",
      ]),
    );
    expect(names.filter((name) => name.startsWith("timeline-"))).toHaveLength(2);
    expect(names).not.toContain("cdf-seek-s");
    expect(text).toContain("not drawn: seek wait, failed requests");
  });

  it("does not draw what the policies do not change, but for the headlines", async () => {
    const alike = data.distributions.map((one) =>
      ["media_s", "startup_s"].includes(one.metric) ? { ...one, sorted: [196, 597] } : one,
    );
    const { html, charts } = await buildReport({ ...data, distributions: alike, timelines: [] });
    const names = charts.map(({ name }) => name);
    expect(names).toContain("cdf-startup-s");
    expect(names).not.toContain("cdf-media-s");
    expect(html).toContain("The same under every policy, and so not drawn: media shown.");
  });

  it("links each chart to its files, and describes it", () => {
    for (const { name } of report.charts) {
      expect(report.html).toContain(`href="charts/${name}.svg"`);
      expect(report.html).toContain(`<figure class=`);
    }
    expect(report.html.match(/<figcaption>/g)).toHaveLength(report.charts.length);
    expect(report.html.match(/<svg role="img" aria-label="/g)).toHaveLength(report.charts.length);
  });

  it("stays small when there are many sessions", async () => {
    const policies = Array.from({ length: 5 }, (_, arm) => `policy-${arm}`);
    const { html } = await buildReport(reportData({ policies, sessions: 2000 }));
    expect(html.length).toBeLessThan(1_500_000);
  });
});

describe("buildReport with hostile names", async () => {
  const hostile = reportData({ policies: HOSTILE_NAMES, scenario: HOSTILE_NAMES[0], sessions: 10 });
  const { html, charts } = await buildReport({
    ...hostile,
    run: { ...hostile.run, videos: [...HOSTILE_NAMES], profile: HOSTILE_NAMES[1] },
    failures: hostile.failures.map((failure) => ({
      ...failure,
      session: { ...failure.session, trace: HOSTILE_NAMES[3], video: HOSTILE_NAMES[1] },
      problem: HOSTILE_NAMES[1],
      replay: `abrsim run '${HOSTILE_NAMES[0]}'`,
    })),
  });

  it("shows them as text", () => {
    const names = new Set(tagsOf(html).map(({ name }) => name));
    expect(names).not.toContain("script");
    expect(names).not.toContain("img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).toContain("smile 😀 汉字");
  });

  it("shortens the long and defuses the unprintable", () => {
    expect(html).not.toContain("x".repeat(200));
    for (const character of ["\u001b", "\u202e"]) expect(html).not.toContain(character);
    expect(html.length).toBeLessThan(2_000_000);
  });

  it("names files that stay in their folder", () => {
    for (const { name } of charts) expect(name).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(new Set(charts.map(({ name }) => name)).size).toBe(charts.length);
  });
});

describe("buildReport of little", () => {
  it("copes with one policy, no timelines and no failures", async () => {
    const little = reportData({ policies: ["ewma"], sessions: 3 });
    const { html } = await buildReport({ ...little, timelines: [], failures: [], distributions: [] });
    expect(() => tagsOf(html)).not.toThrow();
    expect(html).toContain("nothing to compare it with");
    expect(html).not.toContain("Failures");
  });
});
