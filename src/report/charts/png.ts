/** A drawing as a PNG image. */
export interface Png {
  readonly bytes: Uint8Array;
  /** Whether the machine has a font to write with; without one the image has no text. */
  readonly hasText: boolean;
}

/** Twice as many pixels as the drawing has: sharp on screens of today, and on paper. */
const ZOOM = 2;
const LETTER =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-family="sans-serif">M</text></svg>';

/**
 * Draws an SVG document as a PNG image, with the fonts of the machine: other machines give other bytes.
 *
 * @param svg as `renderSvg` makes it
 */
export async function renderPng(svg: string): Promise<Png> {
  // Loaded only when it is asked for: it is a library of its own for each machine.
  const { Resvg } = await import("@resvg/resvg-js");
  const bytes = new Resvg(svg, { fitTo: { mode: "zoom", value: ZOOM } }).render().asPng();
  const letter = new Resvg(LETTER).render();
  return { bytes, hasText: letter.pixels.some((value) => value > 0) };
}
