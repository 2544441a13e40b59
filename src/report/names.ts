/**
 * Names come from file names and scenario files, so they may hold anything: markup, terminal escapes, ten
 * thousand characters. These functions make them fit to be shown; escaping for a format is the format's business.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** On one line, without terminal escapes, reversals of direction, or characters that XML forbids. */
export function printable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(UNPRINTABLE, "\ufffd");
}

/** At most this many characters, the middle left out: beginnings and ends tell names apart. */
export function shortened(text: string, limit = 60): string {
  const characters = Array.from(printable(text));
  if (characters.length <= limit) return characters.join("");
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - tail).join("")}`;
}

/** Short names that still tell the originals apart, in their order. Names that come out alike are numbered. */
export function displayNames(names: Iterable<string>, limit = 60): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    if (shown.has(name)) continue;
    const short = unlikeKeys(shortened(name, limit) || "(no name)");
    let unique = short;
    for (let nth = 2; taken.has(unique); nth++) unique = `${short} (${nth})`;
    taken.add(unique);
    shown.set(name, unique);
  }
  return shown;
}

/**
 * Charts keep values by name in objects that have keys from birth: "constructor" would be taken for one. A character that
 * takes no room tells the name from the key.
 */
const unlikeKeys = (name: string): string => (name in {} ? `${name}\u2060` : name);

/**
 * Makes file names of names: lower-case letters, digits and hyphens only, at most 60 of them, never the same one
 * twice, so that no name can leave its folder or meet another on a file system that ignores case.
 */
export function slugger(): (...parts: readonly string[]) => string {
  const taken = new Set<string>();
  return (...parts) => {
    const slug = slugOf(parts.join("-"));
    let unique = slug;
    for (let nth = 2; taken.has(unique); nth++) unique = `${slug}-${nth}`;
    taken.add(unique);
    return unique;
  };
}

function slugOf(text: string): string {
  const slug = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return slug || "unnamed";
}
