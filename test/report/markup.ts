/** A start tag with its attributes, entities not decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Elements that HTML closes by itself. */
const VOID = new Set(["meta", "br", "img", "link", "input", "hr"]);

/**
 * A strict reader of the markup that abrsim writes, which is XML but for HTML's void elements, bare attributes and
 * doctype: every tag is closed, in order; every attribute is quoted; there is no stray "<" or "&".
 *
 * @throws Error where the markup is not well-formed
 */
export function tagsOf(markup: string): Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const fail = (problem: string, at: number): never => {
    throw new Error(`${problem} at ${at}: ${markup.slice(Math.max(0, at - 40), at + 60)}`);
  };
  let at = markup.startsWith("<!doctype html>") ? "<!doctype html>".length : 0;
  const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:="[^"<]*")?)*)\s*(\/?)>/y;
  while (at < markup.length) {
    const next = markup.indexOf("<", at);
    const text = markup.slice(at, next === -1 ? undefined : next);
    if (open.at(-1) !== "style" && /&(?!(?:amp|lt|gt|quot|#39|nbsp);)/.test(text)) fail("stray &", at);
    if (next === -1) break;
    tag.lastIndex = next;
    const match = tag.exec(markup);
    if (!match) return fail("no tag", next);
    const [whole, closing, name = "", attributes = "", selfClosing] = match;
    if (closing) {
      if (open.pop() !== name) fail(`unexpected </${name}>`, next);
    } else {
      const found = attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g);
      tags.push({
        name,
        attributes: Object.fromEntries(Array.from(found, ([, key = "", value = ""]) => [key, value])),
      });
      if (!selfClosing && !VOID.has(name)) open.push(name);
    }
    at = next + whole.length;
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return tags;
}
