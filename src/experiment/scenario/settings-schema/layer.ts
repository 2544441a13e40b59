import { z } from "zod";
import { bare, descriptionOf } from "../schema-walk.js";

/** What tells apart the kinds of a mapping: a layer that says any of it says which kind it means. */
type Discriminator = "kind";

/**
 * Part of a whole, however deep: every key may be left out, but for what tells kinds apart. Lists stay whole, for a
 * layer's list replaces the one below.
 */
export type Layer<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T as Key extends Discriminator ? Key : never]: T[Key] } & {
        [Key in keyof T as Key extends Discriminator ? never : Key]?: Layer<T[Key]> | undefined;
      }
    : T;

/** The schema of layers of what a schema says in whole. */
export function layerOf<Schema extends z.ZodType>(schema: Schema): z.ZodType<Layer<z.infer<Schema>>> {
  return partial(schema) as unknown as z.ZodType<Layer<z.infer<Schema>>>;
}

function partial(schema: z.core.$ZodType, discriminator?: string): z.core.$ZodType {
  const inner = bare(schema);
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const options = inner.options.map((option) => partial(option, inner.def.discriminator));
    return z.core.clone(inner, { ...inner.def, options: options as typeof inner.def.options });
  }
  if (inner instanceof z.ZodUnion)
    return z.core.clone(inner, { ...inner.def, options: inner.options.map((option) => partial(option)) });
  if (!(inner instanceof z.ZodObject)) return inner;
  const shape = Object.entries(inner.shape).map(([key, value]) => [
    key,
    key === discriminator ? value : left(value),
  ]);
  return z.core.clone(inner, { ...inner.def, shape: Object.fromEntries(shape) });
}

/** A layer of a value that may be left out, described as the value is. */
function left(schema: z.core.$ZodType): z.ZodType {
  const optional = z.optional(partial(schema));
  const description = descriptionOf(schema);
  return description === undefined ? optional : optional.describe(description);
}
