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
      // In one pass: reports have thousands of elements.
      tag.replace(/ ([a-z\d:-]+)="([^"]*)"/gi, (attribute: string, named: string, value: string) => {
        const written = tidyValue(named, value);
        if (written === undefined) return "";
        if (named === "id") return ` id="${idOf(value)}"`;
        if (written.includes("url(#"))
          return ` ${named}="${written.replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${idOf(id)})`)}"`;
        return written === value ? attribute : ` ${named}="${written}"`;
      }),
    )
    .replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(description)}"${FONT_FAMILY} `);
}

/** @returns undefined where the attribute is to be left out */
function tidyValue(name: string, value: string): string | undefined {
  switch (name) {
    case "aria-hidden":
    case "pointer-events":
    case "aria-roledescription":
    case "role":
      return undefined;
    case "class":
      return /^(?:mark|role)-/.test(value) ? undefined : value;
    case "opacity":
      return value === "1" ? undefined : value;
    case "font-family":
      return value === FONT ? undefined : value;
    case "transform":
    case "x":
    case "y":
    case "x2":
    case "y2":
    case "width":
    case "height":
      return rounded(value, 2);
    case "d":
      return compactPath(value, 1) ?? rounded(value, 1);
    default:
      return value;
  }
}

/** As Vega writes it at every text: once, at the root, does for all. */
const FONT_FAMILY = ` font-family="${FONT}"`;

function rounded(value: string, decimals: number): string {
  const factor = 10 ** decimals;
  return value.replace(/-?\d+\.\d+(?:e[-+]?\d+)?/g, (number) =>
    String(Math.round(Number(number) * factor) / factor || 0),
  );
}
