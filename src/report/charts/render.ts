import type { Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { tidySvg } from "./tidy-svg.js";

/** A chart as a drawing, and as the Vega specification that Vega-Lite makes of its own. */
export interface Rendering {
  readonly svg: string;
  readonly vega: Spec;
}

/**
 * Draws a Vega-Lite specification as an SVG document, without a browser, a canvas or the network. The same
 * specification gives the same bytes, whatever was drawn before.
 *
 * @param name distinguishes the ids within the SVG from those of other charts on the same page
 */
export async function renderSvg(spec: TopLevelSpec, name: string): Promise<string> {
  return (await render(spec, name)).svg;
}

/** The same, with the Vega specification for a page to run. */
export async function render(spec: TopLevelSpec, name: string): Promise<Rendering> {
  // Loaded only when a chart is drawn: together they take longer to load than a small experiment to run.
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  // The copy is Vega's to write on: it marks every datum.
  const copy = structuredClone(spec);
  // Where a canvas happens to be installed, Vega would measure text with it, and other bytes would come out.
  (vega as unknown as WithTextMetrics).textMetrics.canvas(false);
  const { spec: compiled } = vegaLite.compile(copy, { logger: vega.logger(vega.Error) });
  // Parsing and drawing leave marks on it.
  const untouched = structuredClone(compiled);
  const view = new vega.View(vega.parse(compiled), {
    renderer: "none",
    logLevel: vega.Error,
    loader: { ...vega.loader(), load: refuseToLoad, sanitize: refuseToLoad },
  });
  try {
    const svg = await view.toSVG();
    return { svg: tidySvg(svg, { name, description: spec.description ?? "" }), vega: untouched };
  } finally {
    view.finalize();
  }
}

/** A part of Vega that its type declarations leave out. */
interface WithTextMetrics {
  readonly textMetrics: { canvas(use: boolean): void };
}

function refuseToLoad(uri: string): Promise<never> {
  return Promise.reject(new Error(`a chart asked for ${uri}; charts hold all their data`));
}
