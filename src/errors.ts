/** What was wrong with something a user handed in, in the four parts that a good message needs. */
export interface InputProblem {
  /** The place: a file with its line (`traces/a.csv:12`), a flag, or a scenario key. */
  readonly where: string;
  /** What would have been right, as a noun phrase: "a bandwidth of 0 kbps or more". */
  readonly expected: string;
  /** What was found instead: "-3". */
  readonly received: string;
  /** What the user can do about it, as an imperative sentence without a full stop. */
  readonly hint?: string;
}

/**
 * The user's input is wrong. Its message is one line that says where, what was expected, what came, and what to
 * do; the command line prints that line alone and exits with 2.
 */
export class InputError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    const { where, expected, received, hint } = problem;
    super(oneLine(`${where}: expected ${expected}, got ${received}${hint ? `. ${hint}` : ""}`));
    this.name = "InputError";
    this.problem = problem;
  }
}

const LONGEST_EXCERPT = 60;

/** A short, printable quotation of what was received, for {@link InputProblem.received}. */
export function excerpt(received: unknown): string {
  if (received === undefined) return "nothing";
  const text = typeof received === "string" ? received : describe(received);
  const shown = text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}...` : text;
  return typeof received === "string" ? JSON.stringify(shown) : shown;
}

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? "an array" : "an object";
  }
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ");
}
