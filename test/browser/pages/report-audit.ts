/** What a test asks a report that is open: `report.faintTexts(4.5)` and so on, evaluated in its page. */

import { INK_OF_CELLS } from "../../../src/report/charts/heatmap.js";

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;

/** Any colour that style sheets can name. */
function colourOf(name: string): Colour {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = name;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha];
}

/** Relative luminance (WCAG 2.2). */
function luminance(name: string): number {
  const [red, green, blue] = colourOf(name).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The nearest ground behind an element that hides what is behind it. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (colourOf(backgroundColor)[3] === 255) return backgroundColor;
  }
  return "white";
}

const hasText = ({ childNodes }: Element): boolean =>
  [...childNodes].some((node) => node instanceof Text && node.data.trim() !== "");

const nameOf = (element: Element): string =>
  (element.getAttribute("aria-label") ?? element.textContent ?? "").trim();

/** Of texts in a heat map's cells, whose ground is no element's background. */
const CELL_INKS: readonly string[] = INK_OF_CELLS;

/** Texts in sight, and how many were looked at, whose contrast to their ground is below a limit (WCAG 2.2, 1.4.3). */
function faintTexts(limit: number): { readonly texts: number; readonly faint: readonly string[] } {
  const texts = [...document.querySelectorAll("main *, header *, footer *")].filter(
    (element) => hasText(element) && element.checkVisibility() && getComputedStyle(element).opacity === "1",
  );
  const faint = texts.filter((element) => {
    const { color, fill } = getComputedStyle(element);
    if (CELL_INKS.includes(element.getAttribute("fill") ?? "")) return false;
    const ink = luminance(element instanceof SVGElement ? fill : color);
    const ground = luminance(groundOf(element));
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) < limit;
  });
  return { texts: texts.length, faint: [...new Set(faint.map((element) => nameOf(element).slice(0, 60)))] };
}

/** What can be reached or is a figure, and has no name. */
function nameless(): string[] {
  return [...document.querySelectorAll("button, summary, a, [tabindex], figure, svg[role=img]")]
    .filter((element) => nameOf(element) === "")
    .map((element) => element.outerHTML.slice(0, 100));
}

/** What has the focus. */
const focused = (): string => nameOf(document.activeElement!);
const width = (): number => document.documentElement.scrollWidth;
const ground = (): string => getComputedStyle(document.body).backgroundColor;
const announce = (event: "beforeprint" | "afterprint"): boolean => window.dispatchEvent(new Event(event));

Object.assign(globalThis, { report: { faintTexts, nameless, focused, width, ground, announce } });
