import { type Html, html, trusted } from "./escape.js";

/** A chart that has been drawn. */
export interface DrawnChart {
  readonly name: string;
  readonly svg: string;
  /** The chart in words. */
  readonly description: string;
}

/**
 * How a chart meets a narrow screen: one of a grid, or one that shrinks with the page, or one that keeps a legible
 * width and is scrolled.
 */
export type FigureSize = "narrow" | "medium" | "wide";

/** A chart on the page: its drawing, which carries its description, a caption, and links to its files. */
export function figure({ name, svg }: DrawnChart, caption: string, size: FigureSize = "narrow"): Html {
  return html`<figure class="${size}" id="${name}">
<div class="canvas" tabindex="0">${trusted(withoutNamespaces(svg))}</div>
<figcaption>${caption} <span class="files"><a href="charts/${name}.svg" download>SVG</a> <a href="charts/${name}.vl.json" download>Vega-Lite</a></span></figcaption>
</figure>
`;
}

/** SVG within HTML needs no declarations of namespaces; without them the page holds no address at all. */
function withoutNamespaces(svg: string): string {
  return svg.replace(/^<svg [^>]*>/, (tag) => tag.replace(/ xmlns(?::xlink)?="[^"]*"/g, ""));
}
