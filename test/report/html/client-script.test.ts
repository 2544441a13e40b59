import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { buildReport as BuildReport } from "../../../src/report/html/build-report.js";
import type { CLIENT_SCRIPT } from "../../../src/report/html/client-script.js";
import { unpacked } from "../../../src/report/html/embed/embedded-charts.js";
import { PAGE_DATA_ID, type PageData } from "../../../src/report/html/embed/page-data.js";
import { HOSTILE_NAMES, identity, reportData, timeline } from "../builder.js";

/** The script is made by the build, so that this is a test of what is built. */
const DIST = join(import.meta.dirname, "../../../dist/report/html");
const load = async <T>(file: string): Promise<T> => (await import(pathToFileURL(join(DIST, file)).href)) as T;
const { CLIENT_SCRIPT: script } = await load<{ CLIENT_SCRIPT: typeof CLIENT_SCRIPT }>("client-script.js");
const { buildReport } = await load<{ buildReport: typeof BuildReport }>("build-report.js");

const scriptsOf = (html: string) =>
  [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].map(([, attributes, text]) => ({
    attributes,
    text: text!,
  }));

describe("the page's script", () => {
  it("can stand in a page: nothing in it ends the element, and it is ASCII", () => {
    expect(script!.code).not.toMatch(/<\/script|<!--/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
    expect(/^[\x00-\x7f]*$/.test(script!.code)).toBe(true);
  });

  it("is no larger than it has to be", () => {
    expect(script!.code.length).toBeLessThan(600_000);
  });
});

describe("a built report", async () => {
  const { html, charts } = await buildReport(
    reportData({ policies: HOSTILE_NAMES.slice(0, 3), scenario: HOSTILE_NAMES[1], sessions: 10 }),
  );

  it("allows the one script that it has, by its hash, and nothing from anywhere", () => {
    const [, own] = scriptsOf(html);
    const sha256 = createHash("sha256").update(own!.text).digest("base64");
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; script-src &#39;sha256-${sha256}&#39;"`,
    );
    expect(scriptsOf(html)).toHaveLength(2);
  });

  it("holds the specifications of its charts as they are in the files, whatever the names", () => {
    const [data] = scriptsOf(html);
    expect(data!.attributes).toContain(PAGE_DATA_ID);
    const page = JSON.parse(data!.text) as PageData;
    expect(Object.keys(page.charts)).toEqual(charts.map(({ name }) => name));
    for (const { name, spec } of charts)
      expect(unpacked(page.charts[name]!.vegaLite, page)).toEqual(JSON.parse(JSON.stringify(spec)));
  });
});

it("stays under 5 MB for 10,000 sessions, a dozen of which are opened", async () => {
  const policies = Array.from({ length: 28 }, (_, arm) => `policy-${arm}`);
  const sides = Array.from({ length: 12 }, (_, nth) =>
    ["policy-0", `policy-${nth + 1}`].map((policy) => ({ policy, trace: `4g/train-${nth}.csv` })),
  );
  const { html } = await buildReport({
    ...reportData({ policies, sessions: 358 }),
    timelines: sides.flat().map((side) => timeline(side)),
    changed: sides.map(([control, policy]) => ({
      policy: identity(policy),
      control: identity(control),
      metric: "qoe_composite",
      value: 20,
      controlValue: 80,
    })),
  });
  expect(html.match(/data-axes="changed-/g)).toHaveLength(24);
  expect(Buffer.byteLength(html)).toBeLessThan(5_000_000);
});
