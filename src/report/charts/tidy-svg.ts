import { escapeHtml } from "../html/escape.js";

/**
 * Makes Vega's SVG fit to be published: ids that are the chart's own and count from 0 (Vega's count on through
 * the life of the process), a description for screen readers, coordinates rounded to hundredths of a pixel (which
 * also hides the last digit of the machine's sines), and none of the elements that draw nothing.
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
        .replace(/ (?:d|transform|x|y|x2|y2|width|height)="[^"]*"/g, rounded),
    )
    .replace(/^<svg /, `<svg role="img" aria-label="${escapeHtml(description)}" `);
}

function rounded(attribute: string): string {
  return attribute.replace(/-?\d+\.\d{3,}(?:e[-+]?\d+)?/g, (number) =>
    String(Math.round(Number(number) * 100) / 100 || 0),
  );
}
