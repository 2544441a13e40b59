import { excerpt, InputError } from "../../errors.js";
import { nearest } from "../../suggestion.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import type { FlatObject } from "./json-objects.js";

/** @throws InputError when the value is there and not a number within the quantity's range */
export function readNumber(
  { fields }: FlatObject,
  key: string,
  quantity: Quantity,
  file: string,
): number | undefined {
  const field = fields.get(key);
  if (field === undefined) return undefined;
  if (isWithin(field.value, quantity)) return field.value;
  throw quantityError(field.value, quantity, `${file}:${field.line}, ${key}`);
}

/** @throws InputError when the value is missing or not a number within the quantity's range */
export function needNumber(object: FlatObject, key: string, quantity: Quantity, file: string): number {
  const value = readNumber(object, key, quantity, file);
  if (value !== undefined) return value;
  const keys = [...object.fields.keys()];
  const near = nearest(key, keys);
  throw new InputError({
    where: `${file}:${object.line}`,
    expected: `an object with the key "${key}"`,
    received: keys.length > 0 ? `one with the keys ${excerpt(keys.join(", "))}` : "an empty one",
    ...(near !== undefined && { hint: `Rename ${near} to ${key}` }),
  });
}
