import { excerpt, InputError } from "../../../errors.js";
import { isWithin, parseDecimal, type Quantity, quantityError } from "../../quantity.js";

/** A line of a playlist that is not a comment. */
export type PlaylistLine =
  /** "#EXTINF:4," */
  | { readonly kind: "tag"; readonly name: string; readonly value: string; readonly where: string }
  | { readonly kind: "uri"; readonly uri: string; readonly where: string };

/**
 * The lines of a playlist (RFC 8216, section 4.1).
 *
 * @throws InputError when the first is not #EXTM3U
 */
export function* playlistLines(text: string, file: string): Generator<PlaylistLine> {
  let number = 0;
  let isFirst = true;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf("\n", start);
    if (end === -1) end = text.length;
    number++;
    // ECMAScript counts U+FEFF, the byte-order mark, among white space.
    const line = text.slice(start, end).trim();
    if (line === "") continue;
    const where = `${file}:${number}`;
    if (isFirst && line !== "#EXTM3U")
      throw new InputError({
        where,
        expected: "#EXTM3U, which playlists begin with",
        received: excerpt(line),
        hint: "Check that this is a playlist, and whole",
      });
    isFirst = false;
    if (!line.startsWith("#")) yield { kind: "uri", uri: line, where };
    else if (line.startsWith("#EXT")) {
      const colon = line.indexOf(":");
      const name = line.slice(1, colon === -1 ? undefined : colon).trim();
      yield { kind: "tag", name, value: colon === -1 ? "" : line.slice(colon + 1).trim(), where };
    }
  }
}

/** `BANDWIDTH=1280000,CODECS="avc1.4d401f,mp4a.40.2"` */
const ATTRIBUTE = /\s*([A-Z0-9-]+)\s*=\s*("[^"]*"|[^,"]*)\s*(?:,|$)/y;

/** The attributes of a tag (RFC 8216, section 4.2), as text without quotes. */
export class Attributes {
  readonly where: string;
  readonly #values = new Map<string, string>();

  /** @throws InputError for text that is no list of attributes */
  constructor(list: string, where: string) {
    this.where = where;
    for (let at = 0; at < list.length; at = ATTRIBUTE.lastIndex) {
      ATTRIBUTE.lastIndex = at;
      const [, name, value] = ATTRIBUTE.exec(list) ?? [];
      if (name === undefined)
        throw new InputError({
          where,
          expected: 'attributes such as BANDWIDTH=800000,CODECS="avc1.4d401f"',
          received: excerpt(list.slice(at)),
        });
      this.#values.set(name, value!.replaceAll('"', ""));
    }
  }

  /** Undefined where it is missing or empty. */
  text(name: string): string | undefined {
    return this.#values.get(name) || undefined;
  }

  number(name: string, quantity: Quantity): number | undefined {
    return this.text(name) === undefined ? undefined : this.needNumber(name, quantity);
  }

  /** @throws InputError when it is no number within the range */
  needNumber(name: string, quantity: Quantity): number {
    return numberIn(this.text(name), quantity, `${this.where}, ${name}`);
  }
}

/** @throws InputError when the text is no number within the range */
export function numberIn(text: string | undefined, quantity: Quantity, where: string): number {
  const value = text === undefined ? undefined : parseDecimal(text);
  if (isWithin(value, quantity)) return value;
  throw quantityError(text, quantity, where);
}

/** Whether a playlist lists others, and not segments. */
export function isMultivariant(text: string): boolean {
  return /^#EXT-X-(?:STREAM-INF|I-FRAME-STREAM-INF):/m.test(text);
}

/** The addresses in a playlist, of lines and of attributes. */
export function addressesIn(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((line) =>
    line.startsWith("#") ? (/\bURI="([^"]+)"/.exec(line)?.[1] ?? []) : line || [],
  );
}
