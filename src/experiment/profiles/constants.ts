import type { EdgeSettings } from "../scenario/settings-schema/session.js";

/** A constant of a profile: a single value or a list, and where it stands. */
export interface Constant {
  /** "requests.retry.retries" */
  readonly path: string;
  readonly value: unknown;
}

/** Everything that settings say, in their order; mappings are gone into, lists are whole. */
export function constantsOf(settings: EdgeSettings): Constant[] {
  return below(settings, "");
}

function below(value: unknown, path: string): Constant[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => below(inner, path === "" ? key : `${path}.${key}`));
}
