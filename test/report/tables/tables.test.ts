import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Summary } from "../../../src/model/results.js";
import { TABLES } from "../../../src/report/tables/index.js";
import { HOSTILE_NAMES, results } from "../builder.js";

const { summary } = results();
const hostile = results({ policies: HOSTILE_NAMES, scenario: HOSTILE_NAMES[0] }).summary;
const nothing: Summary = {
  ...{ ...summary, arms: [], contrasts: [], differences: [], verdicts: [] },
  ...{ sessions: 0, traces: 0 },
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what is looked for
const ESCAPE = /\u001b\[/;

describe.each(Object.entries(TABLES))("%s", (_, render) => {
  it("ends in a line feed and is the same every time", () => {
    expect(render(summary)).toBe(render(summary));
    expect(render(summary).endsWith("\n")).toBe(true);
  });

  it("copes with a summary of nothing and with columns that no arm has", () => {
    expect(() => render(nothing)).not.toThrow();
    expect(() =>
      render({ ...summary, arms: summary.arms.map((arm) => ({ ...arm, metrics: [] })) }),
    ).not.toThrow();
    expect(() => render({ ...summary, columns: [] })).not.toThrow();
  });

  it("names every policy and counts sessions by status", () => {
    const text = render(summary);
    for (const { policy } of summary.arms) expect(text).toContain(policy);
    expect(text).toMatch(/starved/);
  });
});

describe("terminal table", () => {
  it("keeps within the width, continuing below, down to one column a block", () => {
    for (const width of [80, 100, 160, 400]) {
      const lines = TABLES.table(summary, { width })
        .split("\n")
        .filter((line) => /^(policy|ewma|buffer|bola-e) /.test(line));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(80, width));
    }
    const headings = (width: number) => TABLES.table(summary, { width }).match(/^policy/gm)!.length;
    expect(headings(400)).toBe(2);
    expect(headings(60)).toBeGreaterThan(8);
  });

  it("says one session, one trace, one policy", () => {
    const arms = summary.arms.slice(0, 1);
    const single = TABLES.table({ ...nothing, arms, sessions: 1, traces: 1 });
    expect(single).toContain(": 1 policy, 1 session, 1 trace\n");
  });

  it("marks the best without colour, and colours only when told to", () => {
    const plain = TABLES.table(summary, { metrics: ["stall_s"] });
    expect(plain).not.toMatch(ESCAPE);
    expect(plain.match(/\] \*/g)).toHaveLength(1);
    expect(TABLES.table(summary, { colour: true })).toMatch(ESCAPE);
  });

  it("lets no name control the terminal", () => {
    expect(TABLES.table(hostile)).not.toMatch(ESCAPE);
    expect(TABLES.table(hostile)).not.toContain("\u202e");
    expect(
      Math.max(
        ...TABLES.table(hostile)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThan(130);
  });

  it("says what each difference shows", () => {
    const text = TABLES.table(summary, { width: 200, metrics: ["qoe_linear"] });
    expect(text).toMatch(/buffer .*\+5\.1 \[4\.2, 6\.1\] better/);
  });

  it("ends in a sentence an arm on what the leading metric says", () => {
    const lines = TABLES.table(summary, { width: 200 }).trimEnd().split("\n\n").slice(-2);
    expect(lines[0]).toMatch(/^buffer is \w+ than ewma: composite QoE /);
    expect(lines[1]).toMatch(/^bola-e is \w+ than ewma: composite QoE /);
    const led = TABLES.table(summary, { width: 200, metrics: ["qoe_linear"] });
    expect(led).toContain("\n\nbuffer is better than ewma: linear QoE +5.1");
  });

  it("breaks no figure at the end of a line", () => {
    for (const width of [60, 72, 80, 81, 82, 83, 84, 100])
      expect(TABLES.table(summary, { width })).not.toMatch(/\d,?\n *(%|\d+\.\d+\])|\bp\n *[<=>]|[<=]\n/);
  });
});

describe("legend", () => {
  it.each(["table", "markdown", "latex"] as const)(
    "of a %s speaks of ratios where one is shown",
    (format) => {
      const render = TABLES[format];
      expect(render(summary, { metrics: ["stall_ratio"], width: 300 })).toContain(
        "(stall ratio: ratio of sums)",
      );
      expect(render(summary, { metrics: ["stall_s"], width: 300 })).not.toContain("ratio of sums");
    },
  );

  it.each([
    [0, 6, "not paired: no trace (90 %) for the control, 6 traces for the other policy"],
    [1, 1, "not paired: 1 trace (90 %) for the control, 1 trace for the other policy"],
    [6, 0, "not paired: 6 traces (90 %) for the control, no trace for the other policy"],
  ])("counts groups of %d and %d", (controlTraces, armTraces, expected) => {
    const two = results({ policies: ["ewma", "bola"] }).summary;
    const split = { controlPercent: 90, controlTraces, armTraces };
    expect(TABLES.table({ ...two, split }, { width: 300 })).toContain(expected);
    expect(TABLES.table({ ...summary, split }, { width: 300 })).toContain("for every other policy");
  });
});

describe.each(["markdown", "latex"] as const)("differences in %s", (format) => {
  it("find nothing about what has no value", () => {
    const missing = { mean: undefined, interval: undefined };
    const without: Summary = {
      ...summary,
      differences: summary.differences.map((pair) => ({ ...pair, ...missing })),
      verdicts: [],
    };
    expect(TABLES[format](without)).not.toContain("too few traces");
  });
});

describe("markdown table", () => {
  it("has as many cells in every row as in its heading, whatever the names", () => {
    for (const block of TABLES.markdown(hostile).split("\n\n")) {
      const rows = block.split("\n").filter((line) => line.startsWith("|"));
      const cells = rows.map((row) => row.replace(/\\./g, "").split("|").length);
      expect(new Set(cells).size).toBeLessThanOrEqual(1);
    }
  });

  it("lets no markup of a name through", () => {
    const text = TABLES.markdown(hostile);
    expect(text).not.toMatch(/<img|<script/);
    expect(text).toContain("&lt;img src=x");
    expect(text).not.toContain("http://");
  });

  it("lists what the leading metric says of each arm", () => {
    const list = TABLES.markdown(summary).trimEnd().split("\n\n").at(-1)!.split("\n");
    expect(list).toHaveLength(2);
    expect(list[0]).toMatch(/^- buffer is \w+ than ewma: composite QoE /);
  });
});

describe("latex table", () => {
  it("escapes what LaTeX would take for commands", () => {
    const name = "50%_a&b$c#d{e}~^\\[x]*";
    const text = TABLES.latex(results({ policies: ["ewma", name] }).summary);
    expect(text).toContain(
      "50\\%\\_a\\&b\\$c\\#d\\{e\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}{[}x{]}{*} & ",
    );
  });

  it("has as many cells in every row as columns", () => {
    for (const table of TABLES.latex(hostile).split("\\begin{table}").slice(1)) {
      const columns = /\\begin\{tabular\}\{([lr]+)\}/.exec(table)![1]!.length;
      const rows = table.split("\n").filter((line) => line.endsWith(" \\\\"));
      expect(rows.length).toBeGreaterThan(6);
      for (const row of rows) expect(row.split(/(?<!\\)&/)).toHaveLength(columns);
    }
  });
});

describe("csv table", () => {
  it("holds every figure of every arm in full precision", () => {
    const rows = parse(TABLES.csv(summary), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(summary.arms.length * summary.columns.length);
    const row = rows.find((one) => one["policy"] === "buffer" && one["metric"] === "stall_ratio")!;
    const figures = summary.arms[1]!.metrics.find(({ metric }) => metric === "stall_ratio")!;
    const pair = summary.differences.find((one) => one.policy === "buffer" && one.metric === "stall_ratio")!;
    expect(Number(row["mean"])).toBe(figures.mean);
    expect(Number(row["ci95_high"])).toBe(figures.interval![1]);
    expect(Number(row["difference"])).toBe(pair.mean);
    expect(row).toMatchObject({ control: "ewma", starved: "1", failed: "1" });
  });

  it("gives the control no difference to itself", () => {
    const rows = parse(TABLES.csv(summary), { columns: true }) as Record<string, string>[];
    expect(rows.filter((one) => one["policy"] === "ewma" && one["difference"] !== "")).toEqual([]);
  });
});

describe("json table", () => {
  it("is the summary", () => {
    expect(JSON.parse(TABLES.json(summary))).toEqual(JSON.parse(JSON.stringify(summary)));
  });
});
