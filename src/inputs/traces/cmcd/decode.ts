import {
  CMCD_HEADER_FIELDS,
  decodeCmcd,
  fromCmcdHeaders,
  fromCmcdQuery,
  isCmcdEventKey,
} from "@svta/cml-cmcd";
import { excerpt, InputError } from "../../../errors.js";

/** What a client says of a request or an event, by CMCD key. The package checks the syntax, not the values' types. */
export type CmcdFields = Readonly<Record<string, unknown>>;

/** The value of the query's argument `CMCD`, behind whatever else the text begins with. */
const ARGUMENT = /(?:^|[?&])(CMCD=.*?)(?: HTTP\/[\d.]+)?$/;

/** Whether a text is a query, a URL or a request line that has the argument `CMCD`. */
export const hasCmcdArgument = (text: string): boolean => ARGUMENT.test(text);

/**
 * Reads the argument `CMCD` of a query, a URL or a request line, percent-encoded or not.
 *
 * @returns undefined when there is none
 * @throws InputError when it is not CMCD
 */
export function fromQuery(text: string, here: string): CmcdFields | undefined {
  const query = ARGUMENT.exec(text)?.[1];
  if (query === undefined) return undefined;
  return decoded(() => fromCmcdQuery(onceEncoded(query)), text, here);
}

/** Some servers escape a query's percent signs once more when they log it, as Traffic Server does for `cquuc`. */
function onceEncoded(query: string): string {
  const value = query.slice("CMCD=".length).split("&", 1)[0]!;
  return /=|%3d/i.test(value) ? query : query.replaceAll("%25", "%");
}

/**
 * Reads a line of the body of event reports, which is key-value pairs and nothing else.
 *
 * @throws InputError when it is not CMCD, and when none of its keys is one of CMCD
 */
export function fromPairs(text: string, here: string): CmcdFields {
  const fields = decoded(() => decodeCmcd(text), text, here);
  if (hasKnownKey(fields)) return fields;
  throw notCmcd(text, here);
}

/**
 * Takes an object for what it is, with CMCD's keys and others.
 *
 * @param text what it was read from
 * @throws InputError when none of its keys is one of CMCD
 */
export function fromObject(object: CmcdFields, text: string, here: string): CmcdFields {
  if (hasKnownKey(object)) return object;
  throw notCmcd(text, here);
}

const hasKnownKey = (fields: CmcdFields): boolean => Object.keys(fields).some(isCmcdEventKey);

/** The names of the four headers, in lower case. */
export const CMCD_HEADERS: ReadonlySet<string> = new Set(
  CMCD_HEADER_FIELDS.map((name) => name.toLowerCase()),
);

/**
 * Reads the four headers, as far as they are there.
 *
 * @param headers values by name
 * @throws InputError when they are not CMCD
 */
export function fromHeaders(headers: Readonly<Record<string, string>>, here: string): CmcdFields {
  return decoded(() => fromCmcdHeaders(headers), Object.values(headers).join(","), here);
}

function decoded(decode: () => object, text: string, here: string): CmcdFields {
  try {
    return decode() as CmcdFields;
  } catch {
    // The package, and the headers of the platform that it reads, throw errors of several classes.
    throw notCmcd(text, here);
  }
}

function notCmcd(text: string, here: string): InputError {
  return new InputError({
    where: here,
    expected: 'CMCD, as in CMCD=br=3200,d=4004,mtp=25400,ot=v,sid="6e2f"',
    received: excerpt(text),
    hint: "Check that the line is complete, or name another format",
  });
}
