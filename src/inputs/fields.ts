import { excerpt, InputError } from "../errors.js";
import { nearestHint } from "../suggestion.js";
import type { Path, SourceDocument } from "./document.js";
import { isWithin, type Quantity, quantityError } from "./quantity.js";

/** Reads the fields of a mapping in a document, each checked, and complains with file and line. */
export class Fields {
  readonly #document: SourceDocument;
  readonly #path: Path;
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param value what stands at `path`
   * @param known the keys that the mapping may have; missing: any, those not asked for are ignored
   * @throws InputError when there is no mapping, and for an unknown key
   */
  constructor(document: SourceDocument, path: Path, value: unknown, known?: readonly string[]) {
    this.#document = document;
    this.#path = path;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new InputError({ where: document.where(path), expected: "a mapping", received: excerpt(value) });
    this.#values = value as Record<string, unknown>;
    for (const key of known ? Object.keys(value) : []) {
      if (!known!.includes(key))
        throw new InputError({
          where: document.where([...path, key]),
          expected: `a key among ${known!.join(", ")}`,
          received: excerpt(key),
          ...nearestHint(key, known!),
        });
    }
  }

  /** Whether the key is there with a value; an empty value counts as missing. */
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The raw value; undefined where it is missing. */
  get(key: string): unknown {
    return Object.hasOwn(this.#values, key) ? (this.#values[key] ?? undefined) : undefined;
  }

  where(key: string): string {
    return this.#document.where([...this.#path, key]);
  }

  number(key: string, quantity: Quantity): number | undefined {
    return this.has(key) ? this.needNumber(key, quantity) : undefined;
  }

  needNumber(key: string, quantity: Quantity): number {
    const value = this.get(key);
    if (isWithin(value, quantity)) return value;
    throw quantityError(value, quantity, this.where(key));
  }

  text(key: string): string | undefined {
    const value = this.get(key);
    if (value === undefined || (typeof value === "string" && value.trim() !== "")) return value;
    throw new InputError({ where: this.where(key), expected: "a text", received: excerpt(value) });
  }

  /** @throws InputError when the value is not a list of at least one item */
  needList(key: string, items: string): readonly unknown[] {
    const value = this.get(key);
    if (Array.isArray(value) && value.length > 0) return value;
    throw new InputError({
      where: this.where(key),
      expected: `a list of ${items}`,
      received: excerpt(value),
    });
  }
}
