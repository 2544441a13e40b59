import { type Html, html, trusted } from "./escape.js";
import type { DrawnChart } from "./report-charts.js";

/**
 * How a chart meets a narrow screen: one of a grid, or one that shrinks with the page, or one that keeps a legible
 * width and is scrolled.
 */
export type FigureSize = "narrow" | "medium" | "wide";

/**
 * A chart on the page: its drawing, which carries its description, a caption, and links to its files. The page's script
 * puts what runs in the drawing's place.
 */
export function figure({ name, svg, axes }: DrawnChart, caption: string, size: FigureSize = "narrow"): Html {
  return html`<figure class="${size}" id="chart-${name}" data-chart="${name}"${axes !== undefined && html` data-axes="${axes}"`}>
<div class="frame"><div class="canvas" tabindex="0" role="group" aria-label="${`Chart: ${caption}`}">${trusted(withoutNamespaces(svg))}</div></div>
<figcaption>${caption} <span class="files"><a href="charts/${name}.svg" download>SVG</a> <a href="charts/${name}.vl.json" download>Vega-Lite</a></span></figcaption>
</figure>
`;
}

/** SVG within HTML needs no declarations of namespaces; without them the page holds no address at all. */
function withoutNamespaces(svg: string): string {
  return svg.replace(/^<svg [^>]*>/, (tag) => tag.replace(/ xmlns(?::xlink)?="[^"]*"/g, ""));
}
