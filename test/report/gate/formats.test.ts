import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import type { GateResult } from "../../../src/model/gate.js";
import { GATE_FORMATS, type GateLook } from "../../../src/report/gate/index.js";
import { HOSTILE_NAMES } from "../builder.js";
import { gateResult, inconclusive, passing } from "./builder.js";

const result = gateResult();
const COMMAND_NAMES = ["::error title=x::y", "a\r\n::stop-commands::z", "##[group]b", "100%, really: yes"];
const hostile = gateResult({
  policies: [...HOSTILE_NAMES, ...COMMAND_NAMES],
  scenario: HOSTILE_NAMES[0],
  baseline: HOSTILE_NAMES[1],
  changes: [...HOSTILE_NAMES, ...COMMAND_NAMES].map((text) => ({ text })),
});
const nothing: GateResult = { ...passing(), metrics: [], statuses: [], thresholds: [] };
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f\u202e\ufffe\uffff]/;

describe.each(Object.entries(GATE_FORMATS))("gate as %s", (format, render) => {
  it("is the same every time, and ends in a line feed where there is anything", () => {
    expect(render(result)).toBe(render(result));
    expect(render(result).endsWith("\n")).toBe(true);
  });

  it("copes with no checks and with metrics that the results do not describe", () => {
    expect(() => render(nothing)).not.toThrow();
    expect(() => render({ ...result, columns: [] })).not.toThrow();
  });

  it("never shows what a program would", () => {
    const undescribed = { ...result, columns: [] };
    const text = [result, hostile, nothing, inconclusive(), undescribed].map((one) => render(one)).join("");
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    if (format !== "json") expect(text).not.toMatch(CONTROL);
  });
});

describe("gate in the terminal", () => {
  it("gives each check a line, the most pressing last, and then the outcome", () => {
    expect(GATE_FORMATS.table(gateResult({ policies: ["bola"] }), { width: 400 })).toBe(
      `pass          bola: startup delay fell by 0.2 [-0.1, 0.5] s (0.29 %), not worse by more than the tolerated 0.5 s.
pass          bola: completion>80% is met: it is 93.4 %.
inconclusive  bola: linear QoE fell by 0.9 [-0.1, 1.8] Σ Mbit/s (1.3 %): whether it is worse by more than the tolerated 2 % (1.4 Σ Mbit/s), 40 traces cannot tell; about 93 traces would, or a wider margin.
fail          bola: stall_ratio.p95<0.005 (targets-003) is not met: it is 0.0061.
fail          bola: more sessions starved or failed than in the baseline (98 completed, 2 starved; then 100 completed); sessions.csv says which.
fail          bola: composite QoE fell by 2.1 [1.8, 2.5] points (3 %), worse by more than the tolerated 2 % (1.4 points); if that is meant, write a new baseline with --update.
changed since the baseline: policy bola: other code
changed since the baseline: seed: 7, and 8 in the baseline
In brackets: 90 % intervals, whose ends are one-sided 95 % bounds

Gate failed: quickstart against gate/baseline.json, 3 failed and 1 inconclusive of 6 checks
`,
    );
  });

  it("keeps within 80 columns", () => {
    const lines = GATE_FORMATS.table(result, { width: 80 }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("says so where all pass, and where what is inconclusive is allowed", () => {
    const last = (one: GateResult, look?: GateLook) =>
      GATE_FORMATS.table(one, { width: 200, ...look })
        .trimEnd()
        .split("\n")
        .at(-1);
    expect(last(passing())).toBe("Gate passed: quickstart against gate/baseline.json, 6 checks");
    expect(last(inconclusive(), { allowInconclusive: true })).toBe(
      "Gate inconclusive: quickstart against gate/baseline.json, 2 inconclusive (allowed) of 8 checks",
    );
  });

  it("says how trace sets are weighted, as Markdown does", () => {
    const weighted = { ...result, weights: { "4g": 3, a: 0.5 } };
    expect(GATE_FORMATS.table(weighted, { width: 200 })).toContain(
      "bounds, means and differences weighted by trace set (4g 3, a 0.5)\n",
    );
    expect(GATE_FORMATS.markdown(weighted)).toContain(
      "Figures are over sessions, means and differences weighted by trace set (4g 3, a 0.5).",
    );
  });

  it("lists no more than twenty passes", () => {
    const { metrics } = passing();
    const many = { ...passing(), metrics: Array.from({ length: 50 }, () => metrics[0]!) };
    const text = GATE_FORMATS.table(many, { width: 200 });
    expect(text.match(/^pass /gm)).toHaveLength(21);
    expect(text).toContain("and 34 more");
  });

  it("colours only when told to, and lets no name give commands to a log", () => {
    expect(GATE_FORMATS.table(result, { colour: true })).toContain("\u001b[31mfail");
    expect(GATE_FORMATS.table(hostile)).not.toMatch(/::|##\[/);
  });
});

describe("gate as Markdown", () => {
  const text = GATE_FORMATS.markdown(result);

  it("says the outcome first, then why, and folds the rest", () => {
    const [first, reasons, ...rest] = text.split("\n\n");
    expect(first).toBe(
      "### ❌ Gate failed: quickstart against gate/baseline.json, 6 failed and 2 inconclusive of 12 checks",
    );
    expect(reasons!.split("\n")).toHaveLength(8);
    expect(reasons).toMatch(
      /^- ❌ bola: composite QoE fell by 2\.1 \\\[1\.8, 2\.5\\\] points \(3 %\), worse by/,
    );
    expect(rest[0]).toBe("<details><summary>All checks</summary>");
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text.match(/<\/details>/g)).toHaveLength(2);
  });

  it("has only the outcome and the table where all pass", () => {
    const paragraphs = GATE_FORMATS.markdown(passing()).split("\n\n");
    expect(paragraphs[0]).toMatch(/^### ✅ Gate passed/);
    expect(paragraphs[1]).toBe("<details><summary>All checks</summary>");
  });

  it("has as many cells in every row as in its heading, and no markup of names", () => {
    const markdown = GATE_FORMATS.markdown(hostile);
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(60);
    expect(new Set(rows.map((row) => row.replace(/\\./g, "").split("|").length)).size).toBe(1);
    expect(markdown).not.toMatch(/<img|<script/);
  });

  it("fits into a comment of GitHub, however many checks there are", () => {
    const many = gateResult({ policies: Array.from({ length: 400 }, (_, nth) => `policy-${nth}`) });
    const long = GATE_FORMATS.markdown(many);
    expect(long.length).toBeLessThan(65_536);
    expect(long).toContain("and 2,280 more");
  });
});

describe("gate as JUnit XML", () => {
  const parsed = (one: GateResult, look?: GateLook) => {
    const problems: string[] = [];
    const parser = new DOMParser({
      onError: (level, message) => {
        // What cannot be shown is replaced by U+FFFD, on purpose.
        if (!message.includes("replacement character")) problems.push(`${level}: ${message}`);
      },
    });
    const document = parser.parseFromString(GATE_FORMATS.junit(one, look), "application/xml");
    expect(problems).toEqual([]);
    return document;
  };
  const elements = (of: ReturnType<typeof parsed>, name: string) => Array.from(of.getElementsByTagName(name));

  it("has a suite a policy and a case a check, and counts them", () => {
    const document = parsed(result);
    const [root] = elements(document, "testsuites");
    expect(root!.getAttribute("tests")).toBe("12");
    expect(root!.getAttribute("failures")).toBe("8");
    const suites = elements(document, "testsuite");
    expect(suites.map((suite) => suite.getAttribute("name"))).toEqual(["bola", "bb"]);
    for (const suite of suites) {
      expect(suite.getElementsByTagName("testcase")).toHaveLength(6);
      expect(suite.getAttribute("failures")).toBe("4");
      expect(suite.getElementsByTagName("failure")).toHaveLength(4);
    }
    expect(elements(document, "testcase")[0]!.getAttribute("classname")).toBe("abrsim gate: quickstart.bola");
    expect(elements(document, "testcase")[0]!.getAttribute("name")).toBe("composite QoE");
  });

  it("gives each failure its reason and its figures", () => {
    const [failure, unclear] = elements(parsed(result), "failure");
    expect(failure!.getAttribute("type")).toBe("fail");
    expect(failure!.getAttribute("message")).toMatch(/^bola: composite QoE fell by 2\.1 .*--update\.$/);
    expect(failure!.textContent).toBe(
      "composite QoE (points)\nbaseline: 70\nnow: 67.9\ndifference: -2.1 [-2.5, -1.8]\ntolerated: 2 % (1.4 points)",
    );
    expect(unclear!.getAttribute("type")).toBe("inconclusive");
  });

  it("skips what is inconclusive where that is allowed", () => {
    const document = parsed(inconclusive(), { allowInconclusive: true });
    expect(elements(document, "failure")).toEqual([]);
    expect(elements(document, "skipped")[0]!.getAttribute("message")).toMatch(/cannot tell/);
    expect(elements(document, "testsuites")[0]!.getAttribute("skipped")).toBe("2");
    expect(elements(parsed(inconclusive()), "failure")).toHaveLength(2);
  });

  it("holds hostile names as text", () => {
    const document = parsed(hostile);
    const names = elements(document, "testsuite").map((suite) => suite.getAttribute("name"));
    expect(names).toHaveLength(HOSTILE_NAMES.length + COMMAND_NAMES.length);
    expect(names[0]).toBe(HOSTILE_NAMES[0]);
    expect(names[4]).toBe(HOSTILE_NAMES[4]);
    expect(names[6]).toBe(HOSTILE_NAMES[6]);
  });
});

describe("gate as annotations", () => {
  /** As the runner of GitHub Actions reads a line. */
  const read = (line: string) => {
    const match = /^::(\w+) title=([^:,]*)::(.*)$/.exec(line)!;
    const decode = (text: string) =>
      text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    return { level: match[1], title: decode(match[2]!), message: decode(match[3]!) };
  };
  const annotations = (one: GateResult, look?: GateLook) =>
    GATE_FORMATS.github(one, look).split("\n").filter(Boolean).map(read);

  it("are an error a check that fails or is inconclusive, and a notice a change", () => {
    const all = annotations(result);
    expect(all.map(({ level }) => level)).toEqual([...Array(8).fill("error"), "notice", "notice"]);
    expect(all[0]).toMatchObject({ title: "bola: composite QoE" });
    expect(all[0]!.message).toMatch(/ points \(3 %\), worse by more than/);
  });

  it("warn where what is inconclusive is allowed, and say once that all pass", () => {
    const levels = annotations(inconclusive(), { allowInconclusive: true }).map(({ level }) => level);
    expect(levels).toEqual(["warning", "warning"]);
    expect(annotations(passing())).toEqual([
      {
        level: "notice",
        title: "abrsim gate",
        message: "Gate passed: quickstart against gate/baseline.json, 6 checks.",
      },
    ]);
  });

  it("are no more of a level than GitHub shows, the last saying how many more there are", () => {
    const many = gateResult({ policies: ["a", "b", "c", "d"] });
    const errors = annotations(many).filter(({ level }) => level === "error");
    expect(errors).toHaveLength(10);
    expect(errors[9]!.message).toBe("7 more, in the summary of the job.");
  });

  it("hold hostile names as text, a command a line", () => {
    for (const name of [...HOSTILE_NAMES, ...COMMAND_NAMES]) {
      const all = annotations(gateResult({ policies: [name], changes: [] }));
      expect(all).toHaveLength(4);
      for (const { level } of all) expect(level).toBe("error");
    }
    const [first] = annotations(gateResult({ policies: ["100%, really: yes"] }));
    expect(first!.title).toBe("100%, really: yes: composite QoE");
  });
});

describe("gate as JSON", () => {
  it("is the result, with the version of its form", () => {
    expect(JSON.parse(GATE_FORMATS.json(result))).toEqual({
      schema: 1,
      ...JSON.parse(JSON.stringify(result)),
    });
  });
});
