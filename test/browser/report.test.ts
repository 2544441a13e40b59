import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE_NAMES, reportData } from "../report/builder.js";
import { tagsOf } from "../report/markup.js";
import {
  axisLabels,
  liveFigure,
  openReader,
  type ReportPage,
  type ReportReader,
} from "./harness/report-page.js";

const data = reportData({ sessions: 60 });
const TIMELINES = [
  "timeline-ewma-bus-1-csv-nine-levels-0",
  "timeline-buffer-bus-1-csv-nine-levels-0",
] as const;

let reader: ReportReader;
let report: ReportPage;
beforeAll(async () => {
  reader = await openReader();
  report = await reader.open(data);
});
afterAll(() => reader?.close());

describe("a report opened as a file", () => {
  it("has every chart drawn before any script runs, and links to their files", async () => {
    const still = await reader.open(data, { scripts: false });
    const figures = still.page.locator("figure");
    expect(await figures.count()).toBeGreaterThan(20);
    expect(await still.page.locator("figure svg[role=img][aria-label]").count()).toBe(await figures.count());
    expect(await still.page.locator("figure .files a").count()).toBe(2 * (await figures.count()));
    expect(await still.page.locator("button").count()).toBe(0);
    await still.close();
  });

  it("brings a chart to life when it comes near, and looks as it did", async () => {
    const { page } = report;
    const figure = page.locator('figure[data-chart="cdf-stall-s"]');
    const before = await figure.locator("svg").getAttribute("viewBox");
    expect(await figure.getAttribute("data-live")).toBeNull();
    await liveFigure(page, "cdf-stall-s");
    expect(await figure.locator("svg").getAttribute("viewBox")).toBe(before);
    expect(await figure.locator("svg").getAttribute("aria-label")).toContain("stall time");
  });

  it("reads a distribution off where the pointer is, for every arm", async () => {
    const figure = await liveFigure(report.page, "cdf-stall-ratio");
    await figure.locator(".canvas").hover();
    const tip = report.page.locator(".tip");
    await tip.waitFor();
    expect(await tip.locator("dt").allTextContents()).toEqual([
      "stall ratio (%)",
      "ewma",
      "buffer",
      "bola-e",
    ]);
    expect(await tip.locator("dd").nth(1).textContent()).toMatch(/^\d+(\.\d+)? %$/);
    await report.page.mouse.move(0, 0);
    expect(await tip.isVisible()).toBe(false);
  });

  it("says what a mark is on hovering", async () => {
    const figure = await liveFigure(report.page, "heatmap");
    await figure.locator(".mark-text.role-mark text").first().hover();
    expect(await report.page.locator(".tip").innerText()).toMatch(
      /policy\s+buffer\s+trace set\s+all\s+composite QoE/,
    );
  });

  it("lets one arm be looked at in all charts, by its button or in a legend", async () => {
    const { page } = report;
    const lines = (await liveFigure(page, "cdf-qoe-composite")).locator(".mark-line path");
    const points = (await liveFigure(page, "quality-stalls")).locator(".mark-symbol.role-mark path");
    const faint = (marks: typeof lines) =>
      marks.evaluateAll((paths) => paths.map((path) => Number(path.getAttribute("opacity") ?? 1) < 0.5));
    const pressed = () => page.locator('.arms [aria-pressed="true"]').textContent();
    await page.getByRole("button", { name: "buffer", exact: true }).click();
    await expect.poll(() => faint(lines)).toEqual([true, false, true]);
    expect(await faint(points)).toEqual([true, false, true]);
    const legend = (await liveFigure(page, "cdf-qoe-linear")).locator(".role-legend-label text");
    await legend.filter({ hasText: "ewma" }).click();
    expect(await pressed()).toBe("ewma");
    await expect.poll(() => faint(lines)).toEqual([false, true, true]);
    await legend.filter({ hasText: "ewma" }).click();
    expect(await pressed()).toBe("All");
  });

  it("zooms by dragging and by control and wheel, and back by a double click and a button", async () => {
    const { page } = report;
    const figure = await liveFigure(page, "cdf-qoe-composite");
    const canvas = figure.locator(".canvas");
    const whole = await axisLabels(figure);
    const { x, y, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height * 0.4);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + height * 0.4, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => axisLabels(figure)).not.toEqual(whole);
    await canvas.dblclick();
    await expect.poll(() => axisLabels(figure)).toEqual(whole);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -600);
    await page.keyboard.up("Control");
    await expect.poll(() => axisLabels(figure)).not.toEqual(whole);
    await figure.getByRole("button", { name: "Show the whole chart" }).click();
    await expect.poll(() => axisLabels(figure)).toEqual(whole);
  });

  it("leaves the wheel by itself to the page", async () => {
    const figure = await liveFigure(report.page, "cdf-qoe-composite");
    const whole = await axisLabels(figure);
    await figure.locator(".canvas").hover();
    await report.page.mouse.wheel(0, 60);
    expect(await axisLabels(figure)).toEqual(whole);
  });

  it("saves a chart as SVG, PNG and Vega-Lite", async () => {
    const { page } = report;
    const figure = await liveFigure(page, "cdf-stall-ratio");
    const saved = async (format: string) => {
      await figure.locator(".menu summary").click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        figure.getByRole("button", { name: `Save ${format}` }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await saved("SVG");
    expect(svg.name).toBe("cdf-stall-ratio.svg");
    expect(tagsOf(svg.bytes.toString())[0]).toMatchObject({ name: "svg" });
    expect(svg.bytes.toString()).toContain('xmlns="http://www.w3.org/2000/svg"');
    const png = await saved("PNG");
    expect(png.name).toBe("cdf-stall-ratio.png");
    expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
    const [, width] = /viewBox="\S+ \S+ (\S+)/.exec(svg.bytes.toString())!;
    expect(png.bytes.readUInt32BE(16)).toBe(2 * Number(width));
    const spec = await saved("Vega-Lite");
    expect(spec.name).toBe("cdf-stall-ratio.vl.json");
    const parsed = JSON.parse(spec.bytes.toString()) as { $schema: string; data: { values: object[] } };
    expect(parsed.$schema).toContain("vega-lite");
    expect(parsed.data.values.length).toBeGreaterThan(100);
  });

  it("opens both sides of a changed session, read off and zoomed together", async () => {
    const { page } = report;
    await page.locator(".changed summary").first().click();
    const figures = [await liveFigure(page, TIMELINES[0]), await liveFigure(page, TIMELINES[1])];
    await figures[1]!.locator(".canvas").hover({ position: { x: 500, y: 120 } });
    expect(await page.locator(".tip dt").allTextContents()).toEqual([
      "time (s)",
      "capacity",
      "estimate",
      "chosen",
      "shown",
      "buffer",
      "reason",
    ]);
    const whole = await axisLabels(figures[0]!);
    await figures[1]!.getByRole("button", { name: "Zoom in" }).click();
    for (const figure of figures) await expect.poll(() => axisLabels(figure)).not.toEqual(whole);
    await page.getByText("Decisions of buffer").click();
    expect(await page.getByRole("group", { name: "Decisions of buffer" }).locator("tbody tr").count()).toBe(
      6,
    );
  });

  it("can be worked by keys alone", async () => {
    const { page } = report;
    const figure = await liveFigure(page, "cdf-stall-s");
    const canvas = figure.locator(".canvas");
    const whole = await axisLabels(figure);
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => page.locator("[aria-live]").textContent())
      .toMatch(/^stall time \(s\): .*; ewma: .* %; buffer: .* %; bola-e: .* %$/);
    await page.keyboard.press("+");
    await expect.poll(() => axisLabels(figure)).not.toEqual(whole);
    await page.keyboard.press("0");
    await expect.poll(() => axisLabels(figure)).toEqual(whole);
    await page.keyboard.press("Tab");
    const reached: string[] = [];
    for (let step = 0; step < 4; step++) {
      reached.push(await report.ask("focused()"));
      await page.keyboard.press("Tab");
    }
    expect(reached).toEqual(["Zoom in", "Zoom out", "Show the whole chart", "Save"]);
  });

  it("names everything that can be focused, and every figure", async () => {
    expect(await report.ask("nameless()")).toEqual([]);
  });

  it("complains of nothing and asks for nothing", () => {
    expect(report.complaints).toEqual([]);
  });
});

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  it("has texts that stand out from their ground, and fits a phone", async () => {
    const { page, ask, complaints, close } = await reader.open(data, { theme, width: 390 });
    await liveFigure(page, "cdf-qoe-composite");
    const { texts, faint } = await ask<{ texts: number; faint: string[] }>("faintTexts(4.5)");
    expect(texts).toBeGreaterThan(200);
    expect(faint).toEqual([]);
    expect(await ask("width()")).toBe(390);
    expect(complaints).toEqual([]);
    await close();
  });
});

it("follows its own switch of themes", async () => {
  const { page, ask, close } = await reader.open(data, { width: 800 });
  const ground = () => ask("ground()");
  const light = await ground();
  const button = page.locator(".theme");
  await button.click();
  expect(await ground()).toBe(light);
  await button.click();
  expect(await button.textContent()).toBe("Theme: dark");
  expect(await ground()).not.toBe(light);
  await close();
});

it("shows hostile names as text, also in what runs", async () => {
  const { page, complaints, close } = await reader.open(
    reportData({ policies: HOSTILE_NAMES, scenario: HOSTILE_NAMES[0], sessions: 10 }),
  );
  const alerts: string[] = [];
  page.on("dialog", (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const figure = await liveFigure(page, "cdf-qoe-composite");
  await figure.locator(".canvas").hover();
  expect(await page.locator(".tip dt").allTextContents()).toContain('<img src=x onerror="alert(1)">');
  await page.locator(".arms button").nth(2).click();
  expect(await page.locator("img, script:not([type])").count()).toBe(1);
  expect([alerts, complaints]).toEqual([[], []]);
  await close();
});

it("opens 10,000 sessions of 28 policies as readily, from a file under 5 MB", async () => {
  const policies = Array.from({ length: 28 }, (_, arm) => `policy-${arm}`);
  const { page, bytes, complaints, close } = await reader.open(reportData({ policies, sessions: 358 }));
  expect(bytes).toBeLessThan(5_000_000);
  const figure = await liveFigure(page, "cdf-qoe-composite");
  expect(await figure.locator(".mark-line path").count()).toBe(28);
  expect(complaints).toEqual([]);
  await close();
});

it("prints the whole charts, whatever is on the screen", async () => {
  const { page, ask, close } = await reader.open(data);
  const figure = await liveFigure(page, "quality-stalls");
  await ask('announce("beforeprint")');
  expect(await figure.locator(".live").count()).toBe(0);
  expect(await figure.locator("svg").count()).toBe(1);
  await ask('announce("afterprint")');
  expect(await figure.locator(".live svg").count()).toBe(1);
  await close();
});
