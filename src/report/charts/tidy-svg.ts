import { escapeHtml } from "../html/escape.js";
import { compactPath } from "./compact-path.js";
import { FONT } from "./theme.js";

/**
 * Makes Vega's SVG fit to be published: ids that are the chart's own and count from 0 (Vega's count on through
 * the life of the process), a description for screen readers, coordinates rounded to hundredths of a pixel, those of lines to tenths (which
 * also hides the last digit of the machine's sines), paths no longer than they need be, and none of the elements that draw nothing.
 *
 * It relies on the form in which Vega writes: double-quoted attributes and text with `<` and `&` escaped, so that
 * no text can look like a tag.
 */
export function tidySvg(svg: string, { name, description }: { name: string; description: string }): string {
  const ids = new Map<string, string>();
  const idOf = (id: string) => {
    if (!ids.has(id)) ids.set(id, `${name}-${ids.size}`);
    return ids.get(id)!;
  };
  return svg
    .replace(/<path class="(?:background|foreground)"[^>]*\bd="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, "")
    .replace(/<text [^>]*\bopacity="0"[^>]*>[^<]*<\/text>/g, "")
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replace(/ (?:aria-hidden|pointer-events|aria-roledescription|role)="[^"]*"/g, "")
        .replace(/ class="(?:mark|role)-[^"]*"| (?:opacity)="1"/g, "")
        .replace(/ id="([^"]*)"/g, (_, id: string) => ` id="${idOf(id)}"`)
        .replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${idOf(id)})`)
        .replace(/ (?:transform|x|y|x2|y2|width|height)="[^"]*"/g, (attribute) => rounded(attribute, 2))
        .replace(/ d="([^"]*)"/, (_, path: string) => ` d="${compactPath(rounded(path, 1))}"`)
        .replace(FONT_FAMILY, ""),
    )
    .replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(description)}"${FONT_FAMILY} `);
}

/** As Vega writes it at every text: once, at the root, does for all. */
const FONT_FAMILY = ` font-family="${FONT}"`;

function rounded(attribute: string, decimals: number): string {
  const factor = 10 ** decimals;
  return attribute.replace(/-?\d+\.\d+(?:e[-+]?\d+)?/g, (number) =>
    String(Math.round(Number(number) * factor) / factor || 0),
  );
}
