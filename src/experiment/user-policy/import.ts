import { excerpt, InputError } from "../../errors.js";
import type { PolicyFactory } from "../../model/policy.js";
import type { PolicyBundle, UserCode } from "./bundle.js";
import { locateError, withScriptName } from "./locate.js";

const EXAMPLE = "export default (options, context) => ({ name: ..., decide(o) { return { level: 0 }; } })";

/**
 * Runs a bundled policy file and takes its factory: the default export.
 *
 * @throws InputError when the file throws, or its default export is not a factory
 */
export async function importPolicy(bundle: PolicyBundle): Promise<PolicyFactory> {
  return factoryOf(await importDefault(bundle, "policy"), bundle.label);
}

/**
 * Runs a bundled file and takes its default export, however deep module systems have nested it; undefined where it has
 * none. Needs neither the disk nor the bundler, so that any thread can do it.
 *
 * @throws InputError when the file throws
 */
export async function importDefault(bundle: PolicyBundle, what: UserCode): Promise<unknown> {
  const address = `data:text/javascript;charset=utf-8,${encodeURIComponent(withScriptName(bundle))}`;
  const module: unknown = await import(/* @vite-ignore */ address).catch((error: unknown) => {
    throw new InputError({
      where: locateError(error, bundle) ?? bundle.label,
      expected: `a ${what} file that loads`,
      received: `an error: ${error instanceof Error ? error.message : excerpt(error)}`,
    });
  });
  return innermostDefault(module);
}

function factoryOf(exported: unknown, where: string): PolicyFactory {
  const expected = "a default export that is a function (options, context) => policy";
  if (typeof exported === "function") {
    const kind = kindOf(exported);
    if (kind === "AsyncFunction" || kind === "AsyncGeneratorFunction" || kind === "GeneratorFunction")
      throw new InputError({
        where,
        expected,
        received: `${kind.startsWith("Async") ? "an async function" : "a generator"}, whose outcome is no policy`,
        hint: "Make it a plain function; the file itself may await what it needs before it exports one",
      });
    if (!isClass(exported)) return exported as PolicyFactory;
    const hint = `Write: export default (options, context) => new ${exported.name || "Policy"}(options, context)`;
    throw new InputError({ where, expected, received: "a class", hint });
  }
  if (exported === undefined) {
    throw new InputError({ where, expected, received: "no default export", hint: `Write: ${EXAMPLE}` });
  }
  const isPolicy = typeof exported === "object" && exported !== null && "decide" in exported;
  throw new InputError({
    where,
    expected,
    received: isPolicy ? "a policy" : excerpt(exported),
    hint: isPolicy ? "Write a function that makes one: export default () => policy" : `Write: ${EXAMPLE}`,
  });
}

/** Interop between module systems wraps a default export in another, now and then twice. */
function innermostDefault(module: unknown): unknown {
  const seen = new Set<unknown>();
  let value = module;
  while (typeof value === "object" && value !== null && "default" in value && !seen.has(value)) {
    seen.add(value);
    value = value.default;
  }
  return isNamespace(value) ? undefined : value;
}

/** A module without any default export, ES or CommonJS: exports, but not as default. */
const isNamespace = (value: unknown): boolean =>
  typeof value === "object" && value !== null && kindOf(value) === "Module";

/** "Function", "AsyncFunction", "Module", ...; the same for values of another realm. */
const kindOf = (value: object): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

const isClass = (value: unknown): boolean => /^class\b/.test(Function.prototype.toString.call(value));
