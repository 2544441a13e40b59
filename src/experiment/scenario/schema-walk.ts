import { z } from "zod";
import type { KeyPath } from "./document.js";

/** The schema without what says that it may be left out. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}

/** The mapping that a schema is, or is one way to write; undefined where it is neither. */
function mappingOf(schema: z.core.$ZodType): z.ZodObject | undefined {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (inner instanceof z.ZodUnion) return inner.options.map(mappingOf).find((found) => found !== undefined);
  return undefined;
}

/** The keys that the mapping at a path may have; empty where there is none. */
export function keysAt(root: z.core.$ZodType, path: KeyPath): readonly string[] {
  let schema: z.core.$ZodType | undefined = root;
  for (const key of path) {
    const inner: z.core.$ZodType | undefined = schema && bare(schema);
    if (inner instanceof z.ZodArray) schema = inner.element;
    else schema = inner && mappingOf(inner)?.shape[String(key)];
  }
  return schema ? Object.keys(mappingOf(schema)?.shape ?? {}) : [];
}

/** A key of a schema, with the names on the way to it; lists are passed through silently. */
export interface SchemaKey {
  readonly path: readonly string[];
  readonly description: string | undefined;
}

/** Every key of a schema, those of nested mappings included, parents before children. */
export function allKeys(root: z.core.$ZodType, above: readonly string[] = []): SchemaKey[] {
  const inner = bare(root);
  if (inner instanceof z.ZodArray) return allKeys(inner.element, above);
  const shape = mappingOf(inner)?.shape ?? {};
  return Object.entries(shape).flatMap(([key, schema]) => {
    const path = [...above, key];
    const description = (schema as z.ZodType).description;
    return [{ path, description }, ...allKeys(schema, path)];
  });
}
