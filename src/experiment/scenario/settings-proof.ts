import type { SessionSettings } from "../../model/settings/index.js";
import type { Inside } from "./inside.js";
import type { EdgeSettings } from "./settings-schema/session.js";

/*
 * What a scenario may say, converted, is what the engine reads: held by the compiler, in both directions. A setting
 * of the model that the schema lacks, or names otherwise, does not compile here.
 */

type AssignableTo<One, Other> = [One] extends [Other] ? true : false;

/** With every key required, however deep: so that a key which may be missing cannot hide by being missing. */
type Whole<T> = T extends readonly (infer Item)[]
  ? readonly Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
    : T;

type Converted = Inside<EdgeSettings>;

export const SCHEMA_IS_THE_MODEL: {
  readonly converted: AssignableTo<Converted, SessionSettings>;
  readonly model: AssignableTo<SessionSettings, Converted>;
  readonly allConverted: AssignableTo<Whole<Converted>, Whole<SessionSettings>>;
  readonly allOfTheModel: AssignableTo<Whole<SessionSettings>, Whole<Converted>>;
} = { converted: true, model: true, allConverted: true, allOfTheModel: true };
