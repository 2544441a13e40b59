import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import type { Extent } from "./zoom.js";

/** A chart that runs. */
export type View = vega.View;

/** The parameters that every chart has: `LIVE_PARAMS` of the report's charts. */
export type Signal = "chosen_arm" | "zoom_x" | "zoom_y";

type ShowTip = (event: MouseEvent, entries: readonly (readonly [string, string])[] | undefined) => void;

// As the report measured it when it drew the chart, so that nothing moves when the drawing comes to life.
(vega as unknown as { textMetrics: { canvas(use: boolean): void } }).textMetrics.canvas(false);

/**
 * Runs a chart, drawn as SVG: the page's style sheet then colours it for the theme. Expressions are interpreted, not
 * compiled, because the page's security policy forbids code from texts.
 */
export async function liveView(
  spec: object,
  container: HTMLElement,
  arms: ReadonlySet<string>,
  showTip: ShowTip,
): Promise<View> {
  const withLegends = withLiveLegends(spec as vega.Spec, armScalesOf(spec as vega.Spec, arms));
  const view = new vega.View(vega.parse(withLegends, undefined, { ast: true } as never), {
    expr: expressionInterpreter,
    renderer: "svg",
    container,
    hover: false,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } as never,
    tooltip: (_handler, event, _item, value) => showTip(event, entriesOf(value)),
  });
  await view.runAsync();
  return view;
}

/** What an axis shows now. A scale that runs backwards has its ends the other way round. */
export function extentOf(view: View, scale: "x" | "y"): Extent {
  const domain = (view.scale(scale) as { domain(): number[] }).domain();
  return [Math.min(...domain), Math.max(...domain)];
}

export async function setSignal(view: View, signal: Signal, value: unknown): Promise<void> {
  await view.signal(signal, value).runAsync();
}

/** The arm that an item of a chart belongs to: by its datum, or as an entry of a legend of arms. */
export function armOf(item: unknown, arms: ReadonlySet<string>): string | undefined {
  const datum = (item as { datum?: { arm?: unknown; value?: unknown } } | undefined)?.datum;
  const name = datum?.arm ?? datum?.value;
  return typeof name === "string" && arms.has(name) ? name : undefined;
}

/** The names of the scales that are of arms: other legends name series, or what a difference shows. */
function armScalesOf({ scales = [] }: vega.Spec, arms: ReadonlySet<string>): ReadonlySet<string> {
  const ofArms = scales.filter(
    ({ domain }) =>
      Array.isArray(domain) && domain.length > 0 && domain.every((name) => arms.has(String(name))),
  );
  return new Set(ofArms.map(({ name }) => name));
}

/** Entries of legends of arms take clicks, and are faint like what they name. */
function withLiveLegends(spec: vega.Spec, armScales: ReadonlySet<string>): vega.Spec {
  const entry = {
    interactive: true,
    update: {
      cursor: { value: "pointer" },
      opacity: { signal: "chosen_arm && datum.value != chosen_arm ? 0.3 : 1" },
    },
  };
  const legends = spec.legends?.map((legend) => {
    const isOfArms = [legend.stroke, legend.fill].some(
      (scale) => scale !== undefined && armScales.has(scale),
    );
    if (!isOfArms) return legend;
    const symbols = merged(legend.encode?.symbols, entry);
    return { ...legend, encode: { ...legend.encode, symbols, labels: entry } };
  });
  // The types know only constants that are scaled.
  return { ...spec, ...(legends && { legends: legends as vega.Legend[] }) };
}

function merged(own: object | undefined, entry: { readonly update: object }) {
  return { ...own, ...entry, update: { ...(own as typeof entry | undefined)?.update, ...entry.update } };
}

function entriesOf(value: unknown): (readonly [string, string])[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).map(([name, text]) => [name, String(text)] as const);
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("charts hold all their data"));
}
