import { besides, type PolicyBundle } from "./bundle.js";
import { sourceOf } from "./source-map.js";

const SCRIPT = "abrsim-policy/";
/** V8 shows the name that a script gives itself; tools that format stacks anew may show its whole address instead. */
const FRAME = /abrsim-policy(?:\/|%2F)([^\s:()]+):(\d+):(\d+)/g;

/** The bundle's code, with a name that its stack frames show instead of the text of the whole module. */
export function withScriptName({ code, label }: PolicyBundle): string {
  return `${code}\n//# sourceURL=${SCRIPT}${scriptName(label)}`;
}

/** A label without what ends a script's name in a stack frame. */
const scriptName = (label: string): string =>
  encodeURIComponent(label).replaceAll("(", "%28").replaceAll(")", "%29");

/**
 * Where in the user's files an error was thrown: `my-policy.ts:12`; undefined when it was not thrown there. Works
 * on errors that came from another thread, as long as they kept their stack.
 */
export function locateError(error: unknown, bundle: PolicyBundle): string | undefined {
  const stack = typeof error === "object" && error !== null && "stack" in error ? String(error.stack) : "";
  const name = scriptName(bundle.label);
  for (const [, script, line, column] of stack.matchAll(FRAME)) {
    if (script !== name && script !== encodeURIComponent(name)) continue;
    const place = sourceOf(bundle.map, Number(line), Number(column));
    if (place) return `${besides(bundle.label, place.source)}:${place.line}`;
  }
  return undefined;
}
