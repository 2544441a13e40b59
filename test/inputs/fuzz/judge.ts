import { InputError } from "../../../src/errors.js";
import { FILE, type Reader, type Seed } from "./readers.js";

/** What a reader did with a text. */
export type Outcome = "read" | "refused";

/** What is expected where a file as a whole is wrong, and no line more than another. */
const OF_THE_WHOLE = [
  "a trace in one of the formats",
  "a trace that fits one format",
  "a trace of at least one interval",
  "two rows or more",
  "a last delivery opportunity after 0 ms",
  "a recording, whose first line",
  "a video in one of the formats",
  "a video that fits one format",
];

/** Characters of the longest message; one that quotes a file whole is no help. */
const LONGEST = 4000;

/** @throws Error unless the text is read as something sound, or refused with a message that says where */
export async function judge(reader: Reader, seed: Seed, text: string, detect: boolean): Promise<Outcome> {
  try {
    await seed.read(text, detect);
    return "read";
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, expected } = error.problem;
    if (error.message.length > LONGEST)
      throw new Error(`a message of ${error.message.length} characters: ${error.message.slice(0, 500)}`);
    const isLine = where.startsWith(`${FILE}:`) && /^:[1-9]\d*(?:,|$)/.test(where.slice(FILE.length));
    const isWhole = where === FILE && OF_THE_WHOLE.some((whole) => expected.startsWith(whole));
    if (!isLine && !isWhole && !reader.places?.test(where))
      throw new Error(`a message without its line: ${error.message}`);
    return "refused";
  }
}
