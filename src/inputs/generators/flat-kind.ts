import { excerpt, InputError } from "../../errors.js";
import type { RandomStream } from "../../random.js";
import type { Fields } from "../fields.js";
import { isWithin, type Quantity, quantityError } from "../quantity.js";
import type { GeneratorKind } from "./kind.js";

/** A number; or two, between which each trace draws its own, every value as likely as any other. */
export type Drawn = number | readonly [low: number, high: number];

export const drawn = (value: Drawn, random: RandomStream): number =>
  typeof value === "number" ? value : value[0] + (value[1] - value[0]) * random();

/** A parameter that is one value: a number, a {@link Drawn} number, or yes or no. */
export type FlatParameter = { readonly meaning: string } & (
  | { readonly number: Quantity }
  | { readonly drawn: Quantity }
  | { readonly yesOrNo: true }
);

type FlatModel<Model> = { readonly [Key in keyof Model]: Drawn | boolean | undefined };

/** What a kind whose parameters are single values says of itself; how it is read and written follows. */
export interface FlatKind<Model> extends Omit<GeneratorKind<Model>, "parameters" | "read" | "write" | "row"> {
  /** By their names in documents, which are the model's own; one that is missing in a document has its default. */
  readonly parameters: { readonly [Key in keyof Model & string]-?: FlatParameter };
  /** What is wrong with values that make sense one by one. @throws InputError */
  check?(model: Model, fields: Fields): void;
}

export function flatKind<Model extends FlatModel<Model>>(kind: FlatKind<Model>): GeneratorKind<Model> {
  const parameters = Object.entries<FlatParameter>(kind.parameters);
  return {
    ...kind,
    parameters: parameters.map(([name, { meaning }]) => ({ name, meaning })),
    row: () => 1,
    read(fields) {
      const said = parameters
        .filter(([name]) => fields.has(name))
        .map(([name, parameter]) => [name, readParameter(fields, name, parameter)]);
      const model: Model = { ...kind.defaults, ...Object.fromEntries(said) };
      kind.check?.(model, fields);
      return model;
    },
    write: (model) => ({ ...model }),
  };
}

function readParameter(fields: Fields, name: string, parameter: FlatParameter): Drawn | boolean {
  if ("number" in parameter) return fields.needNumber(name, parameter.number);
  const value = fields.get(name);
  if ("drawn" in parameter) return readDrawn(value, parameter.drawn, fields.where(name));
  if (typeof value === "boolean") return value;
  throw new InputError({ where: fields.where(name), expected: "true or false", received: excerpt(value) });
}

function readDrawn(value: unknown, quantity: Quantity, where: string): Drawn {
  if (isWithin(value, quantity)) return value;
  if (!Array.isArray(value)) throw quantityError(value, quantity, where);
  return readRange(value, quantity, where);
}

/** @throws InputError for anything but a list of two numbers in ascending order */
export function readRange(value: unknown, quantity: Quantity, where: string): readonly [number, number] {
  const [low, high, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  if (more.length === 0 && isWithin(low, quantity) && isWithin(high, quantity) && low <= high)
    return [low, high];
  throw new InputError({
    where,
    expected: `a list of two numbers, the lower first: ${quantity.name}, from ${quantity.min} to ${quantity.max}`,
    received: excerpt(value),
  });
}
