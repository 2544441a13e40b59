import { InputError } from "../../../src/errors.js";
import { FILE, type Reader, type Seed } from "./readers.js";

/** What a reader did with a text. */
export type Outcome = "read" | "refused";

/** What is expected where a file as a whole is wrong, and no line more than another. */
const OF_THE_WHOLE: readonly RegExp[] = [
  /^a (?:trace|video) in one of the formats /,
  /^a (?:trace|video) that fits one format$/,
  /^a trace of at least one interval$/,
  /^two rows or more, /,
  /^a last delivery opportunity after 0 ms/,
  /^a recording, whose first line has the key /,
  /^YAML of at most \d+ characters$/,
  /^XML of at most \d+ tags$/,
  /^one size in bytes a line$/,
  /^\d+ sizes, as in /,
  /^a playlist with segments$/,
  /^a folder with segments of video$/,
  /^MP4 in fragments$/,
  /^\d+ segments of [\d.e+]+ s, as /,
  /^[\d.e+-]+ s for segment \d+, as /,
];

/** A line; bytes of a file that has no lines; a file in a folder. */
const PLACE = /^(?::[1-9]\d*(?:,|$)|, bytes \d+-\d+$|\/.)/s;

/** Characters of the longest message; one that quotes a file whole is no help. */
const LONGEST = 4000;

/** @throws Error unless the text is read as something sound, or refused with a message that says where */
export async function judge(reader: Reader, seed: Seed, text: string, detect: boolean): Promise<Outcome> {
  try {
    await seed.read(text, detect);
    return "read";
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    checkMessage(error, reader);
    return "refused";
  }
}

function checkMessage({ message, problem }: InputError, { others = [] }: Reader): void {
  if (message.length > LONGEST)
    throw new Error(`a message of ${message.length} characters: ${message.slice(0, 500)}`);
  const { where, expected } = problem;
  const file = [FILE, ...others].find((name) => where.startsWith(name));
  const place = file === undefined ? undefined : where.slice(file.length);
  const isWhole = place === "" && OF_THE_WHOLE.some((whole) => whole.test(expected));
  if (place === undefined || !(isWhole || PLACE.test(place)))
    throw new Error(`a message without its line: ${message}`);
}
