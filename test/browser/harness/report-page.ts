import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import type { buildReport as BuildReport } from "../../../src/report/html/build-report.js";
import type { ReportData } from "../../../src/report/html/data.js";
import { bundlePage } from "./bundle.js";
import { chromiumPath } from "./programs.js";

/** The report's script is made by the build: what is opened is what the built package makes. */
const BUILT = pathToFileURL(join(import.meta.dirname, "../../../dist/report/html/build-report.js")).href;

const AUDIT = join(import.meta.dirname, "../pages/report-audit.ts");

/** A report in a browser of its own, opened as a reader opens it: as a file. */
export interface ReportPage {
  readonly page: Page;
  /** Asks `pages/report-audit.ts`: "nameless()". */
  ask<T>(question: string): Promise<T>;
  /** Bytes of the file. */
  readonly bytes: number;
  /** Errors and warnings on the console, uncaught errors, and requests beside the page itself. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly theme?: "light" | "dark";
  /** Missing: scripts run. */
  readonly scripts?: boolean;
}

/** One browser and one folder for several reports. */
export interface ReportReader {
  open(data: ReportData, look?: Look): Promise<ReportPage>;
  close(): Promise<void>;
}

export async function openReader(): Promise<ReportReader> {
  const folder = mkdtempSync(join(tmpdir(), "abrsim-report-"));
  const { buildReport } = (await import(BUILT)) as { buildReport: typeof BuildReport };
  const audit = await bundlePage(AUDIT);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const written = new Map<ReportData, { readonly url: string; readonly bytes: number }>();
  const write = async (data: ReportData) => {
    const { html } = await buildReport(data);
    const path = join(folder, `report-${written.size}.html`);
    writeFileSync(path, html);
    return { url: pathToFileURL(path).href, bytes: Buffer.byteLength(html) };
  };
  return {
    async open(data, { width = 1280, theme = "light", scripts = true } = {}) {
      const file = written.get(data) ?? (await write(data));
      written.set(data, file);
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: theme,
        javaScriptEnabled: scripts,
        acceptDownloads: true,
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
      page.on("request", (request) => {
        if (request.url() !== file.url && !request.url().startsWith("blob:")) complaints.push(request.url());
      });
      await page.goto(file.url);
      if (scripts) await page.evaluate(audit);
      const ask = <T>(question: string) => page.evaluate<T>(`report.${question}`);
      return { page, ask, bytes: file.bytes, complaints, close: () => context.close() };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A figure, by its chart's name, brought to life. */
export async function liveFigure(page: Page, name: string): Promise<Locator> {
  const figure = page.locator(`figure[data-chart="${name}"]`);
  await figure.scrollIntoViewIfNeeded();
  await page.locator(`figure[data-chart="${name}"][data-live]`).waitFor();
  return figure;
}

/** The labels of a figure's axes, sorted: those that come back after a zoom are drawn last. */
export async function axisLabels(figure: Locator): Promise<string[]> {
  return (await figure.locator("svg .role-axis-label text").allTextContents()).sort();
}
