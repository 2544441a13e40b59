import { parseDocument } from "yaml";
import { excerpt, InputError } from "../../errors.js";

type Options = Readonly<Record<string, unknown>>;

/**
 * A policy's options from a command line: a mapping in YAML or JSON, and single ones over it.
 *
 * @param whole the value of `--options`
 * @param assignments the values of `--set`, each `key=value`, the value in YAML
 * @param flag that they were given with, where that is another
 */
export function readOptions(
  whole: string | undefined,
  assignments: readonly string[],
  flag = "--set",
): Options {
  const options = whole === undefined ? {} : readMapping(whole);
  const single = assignments.map((assignment): [string, unknown] => {
    const where = `${flag} ${assignment}`;
    const [, key, value] = /^([^=\s]+)=(.*)$/s.exec(assignment) ?? [];
    if (key === undefined || value === undefined)
      throw new InputError({
        where,
        expected: "key=value",
        received: excerpt(assignment),
        hint: "For example --set reserveSeconds=8",
      });
    return [key, readYaml(value, where)];
  });
  return { ...options, ...Object.fromEntries(single) };
}

function readMapping(text: string): Options {
  const where = "--options";
  const value = readYaml(text, where);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Options;
  throw new InputError({
    where,
    expected: "options by name, in YAML or JSON",
    received: excerpt(text),
    hint: "For example --options '{ reserveSeconds: 8 }'",
  });
}

function readYaml(text: string, where: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  const [error] = [...document.errors, ...document.warnings];
  if (!error) return document.toJS();
  throw new InputError({
    where,
    expected: "a YAML value",
    received: `${excerpt(text)} (${error.message.replaceAll(/\s+/g, " ")})`,
  });
}
