import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import type * as Drawing from "../../../src/experiment/drawing/drawing-thread.js";
import { cdfChart } from "../../../src/report/charts/cdf.js";
import { openRenderer } from "../../../src/report/charts/render.js";
import { timelineChart } from "../../../src/report/charts/timeline.js";
import { displayNames } from "../../../src/report/names.js";
import { COLUMNS, results, timeline } from "../../report/builder.js";
import { ROOT } from "../../support/root.js";

// A thread starts at compiled code.
const built = pathToFileURL(`${ROOT}/dist/experiment/drawing/drawing-thread.js`).href;
const { drawingThread } = (await import(built)) as typeof Drawing;

const thread = drawingThread(2);
afterAll(() => thread.close());

const { distributions } = results({ policies: ["ewma", "buffer"], sessions: 40 });
const column = COLUMNS.find(({ name }) => name === "stall_ratio")!;
const ofColumn = distributions.filter(({ metric }) => metric === column.name);
const charts = {
  cdf: cdfChart(column, ofColumn, displayNames(["ewma", "buffer"])),
  timeline: timelineChart(timeline()),
};

it("draws the same bytes as this thread, of charts that are asked for at once", async () => {
  const here = openRenderer();
  const [cdf, over] = await Promise.all([thread.draw(charts.cdf, "a"), thread.draw(charts.timeline, "b")]);
  expect(cdf.svg).toBe((await here(charts.cdf, "a")).svg);
  expect(over.svg).toBe((await here(charts.timeline, "b")).svg);
  expect(JSON.stringify(over.vega)).toBe(JSON.stringify((await here(charts.timeline, "b")).vega));
});

it("is nothing to close before it draws", async () => {
  await drawingThread(2).close();
});

it("tells of a chart that cannot be drawn, and draws the next", async () => {
  const hopeless = thread.draw({ ...charts.cdf, mark: "no such mark" as never }, "c");
  const next = thread.draw(charts.cdf, "d");
  await expect(hopeless).rejects.toThrow(Error);
  await expect(next).resolves.toHaveProperty("svg");
});

it("fails what it has not drawn when it is closed", async () => {
  const other = drawingThread(2);
  other.start();
  const never = other.draw(charts.timeline, "e");
  const closed = other.close();
  await expect(never).rejects.toThrow("ended");
  await closed;
  await expect(other.draw(charts.cdf, "f")).rejects.toThrow("ended");
});
