import type { Runtime, Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { fillerOf, takenApart } from "./mould.js";
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
  return (await openRenderer()(spec, name)).svg;
}

/** Draws a specification, and says what Vega specification it is, for a page to run. */
export type Draw = (spec: TopLevelSpec, name: string) => Promise<Rendering>;

/** A specification with stand-ins as Vega-Lite compiles it, and as Vega parses that, to be filled. */
interface Moulded {
  readonly compiled: (fillings: readonly unknown[]) => Spec;
  readonly runtime: (fillings: readonly unknown[]) => Runtime;
}

/** Draws charts one after the other, which is quicker than each by itself: those of a kind are compiled once. */
export function openRenderer(): Draw {
  const draw = openVega();
  return async (spec, name) => tidied(await draw(spec), spec, name);
}

/** Makes a chart of what Vega drew. */
export function tidied(
  { svg, vega }: Rendering,
  { description = "" }: TopLevelSpec,
  name: string,
): Rendering {
  return { svg: tidySvg(svg, { name, description }), vega };
}

/** {@link openRenderer}, but for what makes Vega's drawings fit to be published ({@link tidied}). */
export function openVega(): (spec: TopLevelSpec) => Promise<Rendering> {
  // Together they take longer to load than a small experiment to run.
  const libraries = Promise.all([import("vega"), import("vega-lite")]);
  const known = new Map<string, Moulded>();
  let last: Promise<unknown> = libraries.catch(() => {});
  return (spec) => {
    // One at a time: a chart that is being drawn takes megabytes.
    const drawn = last.then(async () => drawOne(spec, await libraries, known));
    last = drawn.catch(() => {});
    return drawn;
  };
}

type Libraries = readonly [typeof import("vega"), typeof import("vega-lite")];

async function drawOne(
  spec: TopLevelSpec,
  [vega, vegaLite]: Libraries,
  known: Map<string, Moulded>,
): Promise<Rendering> {
  // Where a canvas happens to be installed, Vega would measure text with it, and other bytes would come out.
  (vega as unknown as WithTextMetrics).textMetrics.canvas(false);
  const { mould, fillings } = takenApart(spec);
  const key = JSON.stringify(mould);
  let moulded = known.get(key);
  if (!moulded) {
    const { spec: compiled } = vegaLite.compile(mould as TopLevelSpec, { logger: vega.logger(vega.Error) });
    moulded = {
      // Parsing leaves marks on what it is given.
      compiled: fillerOf(structuredClone(compiled), vega.stringValue),
      runtime: fillerOf(vega.parse(compiled), vega.stringValue),
    };
    known.set(key, moulded);
  }
  const view = new vega.View(moulded.runtime(fillings), {
    renderer: "none",
    logLevel: vega.Error,
    loader: { ...vega.loader(), load: refuseToLoad, sanitize: refuseToLoad },
  });
  try {
    return { svg: await view.toSVG(), vega: moulded.compiled(fillings) };
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
