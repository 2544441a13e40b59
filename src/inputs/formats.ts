import { excerpt, InputError } from "../errors.js";
import { suggestion } from "../suggestion.js";
import type { Head } from "./head.js";

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
    hint: suggestion(name, names),
  });
}

/**
 * The one format that a file's beginning fits.
 *
 * @param kind what it is a format of: "trace"
 * @throws InputError when none fits, saying what the file looks like, and when several do, naming them
 */
export function theOneThatFits<F extends Format>(
  formats: readonly F[],
  fits: (format: F) => boolean,
  head: Head,
  kind: string,
  where: string,
): F {
  const fitting = formats.filter(fits);
  const [only] = fitting;
  if (only === undefined) {
    throw new InputError({
      where,
      expected: `a ${kind} in one of the formats ${formats.map(describe).join("; ")}`,
      received: describeHead(head),
      hint: "If it is one of these all the same, name it with format:",
    });
  }
  if (fitting.length === 1) return only;
  throw new InputError({
    where,
    expected: `a ${kind} that fits one format`,
    received: `one that fits ${fitting.map(describe).join(" and ")}`,
    hint: `Say which: ${fitting.map(({ name }) => `format: ${name}`).join(" or ")}`,
  });
}

const describe = ({ name, looks }: Format) => `${name} (${looks})`;

function describeHead({ text, lines }: Head): string {
  const [first] = lines;
  if (first === undefined) return "nothing but white space";
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
