import { z } from "zod";
import type { KeyPath } from "./document.js";

/** The schema without what says that it may be left out. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

/** What a schema, or what it lets be left out, is described as. */
export function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  return own === undefined && schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap()) : own;
}

/** The mappings that a schema is, or has among the ways to write it; none where it is something else. */
function mappingsOf(schema: z.core.$ZodType): z.ZodObject[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return [inner];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(mappingsOf);
  return [];
}

/** The lists that a schema is, or has among the ways to write it. */
function listsOf(schema: z.core.$ZodType): z.ZodArray[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return [inner];
  if (inner instanceof z.ZodUnion) return inner.options.flatMap(listsOf);
  return [];
}

/** Of several mappings, those whose fixed words are the value's: of the kinds of content, the kind that it is. */
function meant(mappings: readonly z.ZodObject[], value: unknown): readonly z.ZodObject[] {
  if (mappings.length < 2 || typeof value !== "object" || value === null) return mappings;
  const fitting = mappings.filter((mapping) =>
    Object.entries(mapping.shape).every(([key, schema]) => {
      const inner = bare(schema);
      return !(inner instanceof z.ZodLiteral) || inner.values.has((value as Record<string, never>)[key]!);
    }),
  );
  return fitting.length > 0 ? fitting : mappings;
}

/**
 * The keys that the mapping at a path may have; empty where there is none.
 *
 * @param values the document, where it tells which of several ways to write a mapping was meant
 */
export function keysAt(root: z.core.$ZodType, path: KeyPath, values?: unknown): readonly string[] {
  let schemas: readonly z.core.$ZodType[] = [root];
  let value = values;
  for (const key of path) {
    schemas =
      typeof key === "number"
        ? schemas.flatMap((schema) => listsOf(schema).map((list) => list.element))
        : meant(schemas.flatMap(mappingsOf), value).flatMap(({ shape }) => shape[String(key)] ?? []);
    value =
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  const keys = meant(schemas.flatMap(mappingsOf), value).flatMap(({ shape }) => Object.keys(shape));
  return [...new Set(keys)];
}

/** A key of a schema, with the names on the way to it; lists are passed through silently. */
export interface SchemaKey {
  readonly path: readonly string[];
  readonly schema: z.core.$ZodType;
  readonly description: string | undefined;
}

/** Every key of a schema, those of nested mappings included, parents before children. */
export function allKeys(root: z.core.$ZodType, above: readonly string[] = []): SchemaKey[] {
  const found = new Map<string, SchemaKey>();
  for (const list of listsOf(root))
    for (const key of allKeys(list.element, above)) found.set(key.path.join("."), key);
  for (const { shape } of mappingsOf(root))
    for (const [name, schema] of Object.entries(shape)) {
      const path = [...above, name];
      for (const key of [{ path, schema, description: descriptionOf(schema) }, ...allKeys(schema, path)])
        if (!found.has(key.path.join("."))) found.set(key.path.join("."), key);
    }
  return [...found.values()];
}

/** The names of keys that take false, which switches off what they hold. */
export function switchesOf(root: z.core.$ZodType): ReadonlySet<string> {
  const takesFalse = (schema: z.core.$ZodType): boolean => {
    const inner = bare(schema);
    if (inner instanceof z.ZodUnion) return inner.options.some(takesFalse);
    return inner instanceof z.ZodLiteral && inner.values.has(false);
  };
  return new Set(allKeys(root).flatMap(({ path, schema }) => (takesFalse(schema) ? [path.at(-1)!] : [])));
}
