import { excerpt, InputError } from "../errors.js";
import { nearestHint } from "../suggestion.js";
import { HEAD_LENGTH, type Head } from "./head.js";

/** What all formats, of traces and of videos, have in common. */
interface Format {
  readonly name: string;
  readonly looks: string;
}

/**
 * @param kind what it is a format of: "trace"
 * @throws InputError when there is no format of that name
 */
export function formatNamed<F extends Format>(
  formats: readonly F[],
  name: string,
  kind: string,
  where: string,
): F {
  const format = formats.find((candidate) => candidate.name === name);
  if (format) return format;
  const names = formats.map((candidate) => candidate.name);
  throw new InputError({
    where,
    expected: `a ${kind} format, one of ${names.join(", ")}`,
    received: excerpt(name),
    ...nearestHint(name, names),
  });
}

/**
 * The one format that a file's beginning fits.
 *
 * @param kind what it is a format of: "trace"
 * @throws InputError when none fits, saying what the file looks like, and when several do, saying what they look like
 */
export function theOneThatFits<F extends Format>(
  formats: readonly F[],
  fits: (format: F) => boolean,
  head: Head,
  kind: string,
  where: string,
): F {
  const fitting = formats.filter(fits);
  const [only, ...others] = fitting;
  if (only === undefined) {
    throw new InputError({
      where,
      expected: `a ${kind} in one of the formats ${formats.map(({ name }) => name).join(", ")}`,
      received: describeHead(head),
      hint: `If it is one of these all the same, write ${naming("NAME", kind, where)}`,
    });
  }
  if (others.length === 0) return only;
  throw new InputError({
    where,
    expected: `a ${kind} that fits one format`,
    received: `one that fits ${fitting.map(describe).join(" and ")}`,
    hint: `Write ${naming(only.name, kind, where)}, or the same with ${others.map(({ name }) => name).join(" or ")}`,
  });
}

/** How to say what format a file is in, for each of the places where that can be said. */
function naming(format: string, kind: string, path: string): string {
  const entry = `{ path: ${JSON.stringify(path)}, format: ${format} }`;
  return `--from ${format} after abrsim ${kind}s, ${entry} in a scenario, or --set '${kind}s=[${entry}]' after abrsim run`;
}

const describe = ({ name, looks }: Format) => `${name} (${looks})`;

function describeHead({ text, lines, isWhole }: Head): string {
  const [first] = lines;
  if (first === undefined)
    return isWhole
      ? "nothing but white space"
      : `nothing but white space in the first ${HEAD_LENGTH} characters`;
  const keys = /^[[{]/.test(text) ? keysIn(text) : [];
  return keys.length > 0 ? `JSON with the keys ${keys.join(", ")}` : `lines like ${excerpt(first)}`;
}

/** The first few keys of a JSON text, whole or not. */
function keysIn(text: string): readonly string[] {
  const keys = new Set<string>();
  for (const [, key] of text.matchAll(/"([^"\n]{1,40})"\s*:/g)) {
    keys.add(key!);
    if (keys.size === 6) break;
  }
  return [...keys];
}
