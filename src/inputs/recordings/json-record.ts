import { excerpt, InputError } from "../../errors.js";
import { nearestHint } from "../../suggestion.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";

/** Reads the fields of a JSON object, each checked, and complains with file, line and key. Other keys are ignored. */
export class JsonRecord {
  private readonly line: string;
  private readonly path: string;
  private readonly values: Readonly<Record<string, unknown>>;

  /**
   * @param line how messages name the line
   * @param path of the object in the line: `observation.segment`
   * @throws InputError when the value is not an object
   */
  constructor(value: unknown, line: string, path = "") {
    this.line = line;
    this.path = path;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new InputError({
        where: this.placeOf(path),
        expected: "a JSON object",
        received: excerpt(value),
      });
    this.values = value as Record<string, unknown>;
  }

  /** Whether the key is there, be it with null, which is a value like others. */
  has(key: string): boolean {
    return Object.hasOwn(this.values, key);
  }

  number(key: string, quantity: Quantity): number {
    const value = this.get(key);
    if (isWithin(value, quantity) && Number.isFinite(value)) return value;
    throw quantityError(value, quantity, this.where(key));
  }

  optionalNumber(key: string, quantity: Quantity): number | undefined {
    return this.has(key) ? this.number(key, quantity) : undefined;
  }

  /** A number that may have no limit, for which JSON has no word but null. */
  numberOrInfinity(key: string, quantity: Quantity): number {
    return this.get(key) === null ? Number.POSITIVE_INFINITY : this.number(key, quantity);
  }

  text(key: string): string {
    const value = this.get(key);
    if (typeof value === "string") return value;
    throw this.problem(key, "a text");
  }

  optionalText(key: string): string | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  oneOf<Word extends string>(key: string, words: readonly Word[]): Word {
    const value = this.get(key);
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const hint = typeof value === "string" ? nearestHint(value, words) : {};
    throw new InputError({
      where: this.where(key),
      expected: `one of ${words.join(", ")}`,
      received: excerpt(value),
      ...hint,
    });
  }

  record(key: string): JsonRecord {
    return new JsonRecord(this.get(key), this.line, this.pathOf(key));
  }

  optionalRecord(key: string): JsonRecord | undefined {
    return this.has(key) ? this.record(key) : undefined;
  }

  /** The object at a key as it is, with nothing checked about what is in it. */
  plain(key: string): Readonly<Record<string, unknown>> {
    return this.record(key).values;
  }

  /** @param length how many there have to be; missing: any number */
  numbers(key: string, quantity: Quantity, length?: number): number[] {
    return this.list(key, length).map((value, index) => {
      if (isWithin(value, quantity)) return value;
      throw quantityError(value, quantity, this.where(`${key}[${index}]`));
    });
  }

  records(key: string): JsonRecord[] {
    return this.list(key).map(
      (value, index) => new JsonRecord(value, this.line, this.pathOf(`${key}[${index}]`)),
    );
  }

  where(key: string): string {
    return this.placeOf(this.pathOf(key));
  }

  private list(key: string, length?: number): readonly unknown[] {
    const value = this.get(key);
    if (!Array.isArray(value)) throw this.problem(key, "a list");
    if (length === undefined || value.length === length) return value;
    throw new InputError({
      where: this.where(key),
      expected: `a list of ${length}`,
      received: `one of ${value.length}`,
    });
  }

  private problem(key: string, expected: string): InputError {
    return new InputError({ where: this.where(key), expected, received: excerpt(this.get(key)) });
  }

  private get(key: string): unknown {
    return this.has(key) ? this.values[key] : undefined;
  }

  private pathOf(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  private placeOf(path: string): string {
    return path === "" ? this.line : `${this.line}, ${path}`;
  }
}

/** The properties that are not undefined. */
export function present<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const held = Object.entries(value).filter(([, property]) => property !== undefined);
  return Object.fromEntries(held) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
