/** Narrower than this many pixels of the page is no plot, but a legend's or a title's group. */
const NARROWEST = 40;

/** Where on the page a chart's plots are, the topmost first: Vega draws a background for each. */
export function plotsOf(canvas: HTMLElement): DOMRect[] {
  return [
    ...canvas.querySelectorAll<SVGPathElement>(
      ".role-frame.root > g > path.background, .role-scope > g > path.background",
    ),
  ]
    .map((background) => background.getBoundingClientRect())
    .filter(({ width, height }) => width > NARROWEST && height > NARROWEST);
}
