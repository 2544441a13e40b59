import fc from "fast-check";
import { logger, Error as onlyErrors, parse, type Runtime, type Spec, stringValue, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { cdfChart } from "../../../src/report/charts/cdf.js";
import { differencesChart } from "../../../src/report/charts/differences.js";
import { heatmapChart } from "../../../src/report/charts/heatmap.js";
import { fillerOf, takenApart } from "../../../src/report/charts/mould.js";
import { switchesChart } from "../../../src/report/charts/switches.js";
import { timelineChart } from "../../../src/report/charts/timeline.js";
import { tradeoffChart } from "../../../src/report/charts/tradeoff.js";
import { headlineColumns } from "../../../src/report/figures.js";
import { displayNames } from "../../../src/report/names.js";
import { COLUMNS, HOSTILE_NAMES, results, timeline } from "../builder.js";

const compiled = (spec: object): Spec =>
  compile(structuredClone(spec) as TopLevelSpec, { logger: logger(onlyErrors) }).spec;

function chartsOf(policies: readonly string[]): readonly (readonly [string, TopLevelSpec])[] {
  const { summary, distributions } = results({ policies, sessions: 40 });
  const names = displayNames(policies, 40);
  const headlines = headlineColumns(summary);
  const column = (name: string) => COLUMNS.find((one) => one.name === name)!;
  const cdf = (name: string, shift: number) =>
    cdfChart(
      column(name),
      distributions
        .filter(({ metric }) => metric === name)
        .map((one) => ({ ...one, sorted: Array.from(one.sorted, (value) => value + shift) })),
      names,
    );
  const whole = timeline({ policy: policies[0]! });
  return [
    ["cdf", cdf("stall_ratio", 0)],
    ["cdf below zero", cdf("qoe_linear", -1000)],
    [
      "cdf of one value",
      cdfChart(column("stall_s"), [{ policy: "a", metric: "stall_s", sorted: [2] }], names),
    ],
    ["cdf of nothing", cdfChart(column("stall_s"), [{ policy: "a", metric: "stall_s", sorted: [] }], names)],
    ["differences", differencesChart(summary, headlines, names)!],
    ["heatmap", heatmapChart(summary, headlines, names)!],
    ["tradeoff", tradeoffChart(summary, column("mean_bitrate_kbps"), column("stall_ratio"), names)],
    ["switches", switchesChart(summary, names)!],
    ["timeline", timelineChart(whole)],
    ["timeline without stalls", timelineChart({ ...whole, stalls: [], requests: [] })],
  ];
}

function frozen<T>(node: T): T {
  if (typeof node === "object" && node !== null) Object.values(Object.freeze(node)).forEach(frozen);
  return node;
}

describe.each([...chartsOf(["ewma", "buffer", "bola-e"]), ...chartsOf(HOSTILE_NAMES)])(
  "of a chart, %s",
  (_name, spec) => {
    it("the mould compiles and is parsed to what the chart is, with what was taken out in its places", () => {
      const { mould, fillings } = takenApart(spec);
      const [made, direct] = [compiled(mould), compiled(spec)];
      expect(JSON.stringify(fillerOf(made, stringValue)(fillings))).toBe(JSON.stringify(direct));
      const runtime = fillerOf(parse(made), stringValue)(fillings);
      expect(JSON.stringify(runtime)).toBe(JSON.stringify(parse(direct)));
    });
  },
);

describe("a mould", () => {
  it("is the same for charts of a kind", () => {
    const mouldOf = (policy: string, end: number) =>
      takenApart(timelineChart({ ...timeline({ policy }), end })).mould;
    expect(mouldOf("ewma", 120)).toEqual(mouldOf("buffer", 100));
  });

  it("gives new rows at each filling, for a view to write on", () => {
    const spec = { data: { values: [{ a: 1 }] }, mark: { type: "point" } };
    const { mould, fillings } = takenApart(spec);
    const fill = fillerOf(mould, stringValue);
    const [one, other] = [fill(fillings), fill(fillings)] as (typeof spec)[];
    expect(one).toEqual(spec);
    expect(one!.data.values[0]).not.toBe(spec.data.values[0]);
    expect(one!.data.values[0]).not.toBe(other!.data.values[0]);
    expect(one!.mark).toBe(other!.mark);
  });

  it.each(chartsOf(["ewma", "buffer"]))(
    "is not written on by Vega in what charts share: %s",
    async (_, spec) => {
      const { mould, fillings } = takenApart(spec);
      // Whoever writes on what is frozen throws. Lists of events are put in another form, by the first view for all.
      const { eventConfig, ...rest } = parse(compiled(mould)) as Runtime & { eventConfig?: object };
      const runtime = fillerOf<Runtime>({ ...frozen(rest), eventConfig } as Runtime, stringValue)(fillings);
      const view = new View(runtime, { renderer: "none" });
      expect(await view.toSVG()).toMatch(/^<svg/);
      view.finalize();
    },
  );

  it("loses nothing of any specification", () => {
    const text = fc.string();
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, max: 2 ** 49 });
    const { spec } = fc.letrec((tie) => ({
      spec: fc.record(
        {
          title: fc.oneof(text, fc.array(text), fc.record({ text, subtitle: fc.array(text) })),
          description: text,
          usermeta: fc.object(),
          data: fc.record({ values: fc.array(fc.record({ a: number, b: text })) }),
          scale: fc.record({ domain: fc.oneof(fc.array(number), fc.array(text)) }),
          layer: fc.array(tie("spec"), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    }));
    fc.assert(
      fc.property(spec as fc.Arbitrary<object>, (one) => {
        const { mould, fillings } = takenApart(one);
        expect(fillerOf(mould, stringValue)(fillings)).toEqual(one);
      }),
    );
  });
});
