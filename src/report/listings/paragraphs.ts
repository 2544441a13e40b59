import pc from "picocolors";
import type { ListingLook } from "./listing.js";

/** A name, and lines about it; a `quiet` one is dimmed. */
export interface Paragraph {
  readonly name: string;
  readonly lines: readonly (string | { readonly quiet: string })[];
}

const GAP = 2;
const NARROWEST = 30;

/** Names in a column of their own, what is said of them beside it, broken into lines at spaces. */
export function paragraphs(
  items: readonly Paragraph[],
  { width = 100, colour = false }: ListingLook = {},
): string {
  const paint = pc.createColors(colour);
  const indent = GAP + Math.max(0, ...items.map(({ name }) => name.length));
  const room = Math.max(NARROWEST, width - indent);
  return items
    .map(({ name, lines }) => {
      const told = lines.flatMap((line) =>
        typeof line === "string" ? wrapped(line, room) : wrapped(line.quiet, room).map(paint.dim),
      );
      const [first = "", ...rest] = told;
      const below = rest.map((line) => `${" ".repeat(indent)}${line}\n`);
      const head = `${paint.bold(name)}${" ".repeat(indent - name.length)}${first}`.trimEnd();
      return `${head}\n${below.join("")}`;
    })
    .join("");
}

/** Text broken at spaces into lines of at most so many characters; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
