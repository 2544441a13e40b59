/**
 * The script of the report's page: brings charts to life when they come near, and lets one arm be looked at in all of
 * them. What the page says without it, it says with it too.
 */
import { unpacked } from "../embed/embedded-charts.js";
import { PAGE_DATA_ID, type PageData } from "../embed/page-data.js";
import { armSwitch } from "./arm-switch.js";
import { type Axis, LiveFigure, type PageState, type ZoomStore } from "./live-figure.js";
import { listen } from "./pointer.js";
import { store } from "./store.js";
import { themeSwitch } from "./theme-switch.js";
import { makeTip } from "./tip.js";
import { toolsOf } from "./tools.js";
import type { Extent } from "./zoom.js";

const NEAR = "300px";

function start(data: PageData): void {
  const { arms, charts } = data;
  const page: PageState = {
    arms: new Set(arms.map(({ name }) => name)),
    unpack: (spec) => unpacked(spec, data),
    chosen: store<string | null>(null),
    tip: makeTip(),
  };
  const figures = liveFigures(charts, page);
  const byCanvas = new Map(figures.map((figure) => [figure.canvas as Element, figure]));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        void byCanvas.get(target)?.view();
      }
    },
    { rootMargin: NEAR },
  );
  for (const figure of figures) {
    figure.canvas.parentElement!.parentElement!.querySelector(".files")?.replaceWith(toolsOf(figure));
    listen(figure, page.tip);
    watcher.observe(figure.canvas);
  }
  if (arms.length > 1 && figures.length > 0)
    document.querySelector("main")?.prepend(armSwitch(arms, page.chosen));
  document.querySelector("header")?.append(themeSwitch());
  const showDrawings = (still: boolean) => {
    for (const figure of figures) figure.showDrawing(still);
  };
  window.addEventListener("beforeprint", () => showDrawings(true));
  window.addEventListener("afterprint", () => showDrawings(false));
}

/** Figures of the same axes, which the page marks with `data-axes`, are zoomed together. */
function liveFigures(charts: PageData["charts"], page: PageState): LiveFigure[] {
  const shared = new Map<string, Readonly<Record<Axis, ZoomStore>>>();
  const newZoom = () => ({
    x: store<Extent | undefined>(undefined),
    y: store<Extent | undefined>(undefined),
  });
  return [...document.querySelectorAll<HTMLElement>("figure[data-chart]")].flatMap((figure) => {
    const { chart: name = "", axes = `only ${name}` } = figure.dataset;
    const chart = charts[name];
    const canvas = figure.querySelector<HTMLElement>(".canvas");
    if (!chart || !canvas) return [];
    if (!shared.has(axes)) shared.set(axes, newZoom());
    return new LiveFigure(name, canvas, chart, shared.get(axes)!, page);
  });
}

const json = document.getElementById(PAGE_DATA_ID)?.textContent;
if (json) start(JSON.parse(json) as PageData);
